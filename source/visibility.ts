import { globMatch } from '../model/kube/glob.ts'
import type { Visibility } from '../model/kube/world.ts'
import { podMakers } from '../model/pods/makers/workloads.ts'

/** Text that was not read as objects: a template, a document that does not parse. It may hold what looks absent. */
export interface UnreadText {
  readonly file: string
  /** Undefined where not even that could be seen: it may hold anything. */
  readonly text: string | undefined
  /** It does not say which kind it has. */
  readonly isOfAnyKind?: true
}
/** What may be there without any text that shows it: what a remote base holds, an object that a patch deletes. */
export interface Blind {
  /** `a was not read`, `b deletes it`. */
  readonly why: string
  /** Of any kind and name where these are not given. */
  readonly kind?: string
  readonly name?: string
  /** It is among the objects, under another name. */
  readonly isListed?: true
}
/** Objects made elsewhere, as the config file declares them. Names and namespaces are globs. */
export interface ExternalResource {
  readonly kind: string
  readonly namespace?: string
  readonly name?: string
}
export interface Sight {
  /** Folders or standard input were given: what is not there is not there. Else only files were named. */
  readonly complete: boolean
  readonly unread: readonly UnreadText[]
  readonly blind?: readonly Blind[]
  readonly external: readonly ExternalResource[]
}

/** Kinds that are usually made elsewhere: by a person, a vault, a cloud. */
const oftenElsewhere: ReadonlySet<string> = new Set(['Secret', 'ServiceAccount', 'ClusterRole'])

/** What it means that an object is not among the files. */
export function fileVisibility({ complete, unread, blind = [], external }: Sight): Visibility {
  const texts = unread.map(shownBy)
  return ({ kind }, namespace, name) => {
    const label = name === undefined ? `every ${kind}` : `${kind} ${name}`
    const one = name === undefined ? `a ${kind}` : label
    if (oftenElsewhere.has(kind)) return { why: `${label} is not among the files` }
    if (name !== undefined && external.some(resource => declares(resource, kind, namespace, name))) {
      return { why: `${label} is declared as made elsewhere` }
    }
    const hidden = blind.find(place => mayBe(place, kind, name))
    if (hidden) return { why: `${one}: ${hidden.why}` }
    const holder = texts.find(candidate => mayHold(candidate, kind, name))
    if (holder) return { why: `${holder.file} was not read and may hold ${one}` }
    return complete ? 'seen' : 'presumed'
  }
}

/** Whether the config file says that an object is made elsewhere. */
export const declares = (
  resource: ExternalResource,
  kind: string,
  namespace: string,
  name: string,
): boolean =>
  resource.kind === kind &&
  globMatch(resource.name ?? '*', name) &&
  (namespace === '' || globMatch(resource.namespace ?? '*', namespace))

const mayBe = (place: Blind, kind: string, name: string | undefined): boolean =>
  !(place.isListed && name === undefined) &&
  (place.kind === undefined || place.kind === kind) &&
  (place.name === undefined || name === undefined || place.name === name)

interface Shown extends UnreadText {
  /** The kinds that the text names; undefined where a template stands in place of one, or where there is no text. */
  readonly kinds: ReadonlySet<string> | undefined
}

const comments = /^[ \t]*#.*$/gm
const kindValues = /(?:^|[\s{,])["']?kind["']?[ \t]*:[ \t]*["']?([\w-]*\{\{|[A-Za-z]\w*)/gm

/** What a text shows, found once: a world is asked often. */
function shownBy({ file, text, isOfAnyKind }: UnreadText): Shown {
  if (text === undefined || isOfAnyKind) return { file, text, kinds: undefined }
  const kinds = new Set<string>()
  for (const [, kind] of text.replace(comments, '').matchAll(kindValues))
    kinds.add(kind?.endsWith('{{') ? '{{' : (kind ?? ''))
  return { file, text, kinds: kinds.has('{{') ? undefined : kinds }
}

/** Whether text that was not read may hold a RabbitMQ: it mentions one and shows a kind that runs pods. */
export function mayHoldBroker(unread: UnreadText): boolean {
  if (unread.text === undefined || !/rabbitmq/i.test(unread.text)) return false
  const { kinds } = shownBy(unread)
  return kinds === undefined || [...podMakers].some(kind => kinds.has(kind))
}

/** Whether unread text shows a `kind:` of this name and, for a named object, its name or a template in its place. */
const mayHold = ({ text, kinds }: Shown, kind: string, name: string | undefined): boolean =>
  (kinds === undefined || kinds.has(kind)) &&
  (name === undefined || text === undefined || text.includes(name) || text.includes('{{'))
