import { globMatch } from '../model/glob.ts'
import type { Visibility } from '../model/world.ts'

/** Text that was not read as objects: a template, a document that does not parse. It may hold what looks absent. */
export interface UnreadText {
  readonly file: string
  readonly text: string
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
  readonly external: readonly ExternalResource[]
}

/** Kinds that are usually made elsewhere: by a person, a vault, a cloud. */
const oftenElsewhere: ReadonlySet<string> = new Set(['Secret', 'ServiceAccount', 'ClusterRole'])

/** What it means that an object is not among the files. */
export function fileVisibility({ complete, unread, external }: Sight): Visibility {
  return ({ kind }, namespace, name) => {
    const label = name === undefined ? `every ${kind}` : `${kind} ${name}`
    if (oftenElsewhere.has(kind)) return { why: `${label} is not among the files` }
    if (name !== undefined && external.some(resource => declares(resource, kind, namespace, name))) {
      return { why: `${label} is declared as made elsewhere` }
    }
    const holder = unread.find(candidate => mayHold(candidate.text, kind, name))
    if (holder) return { why: `${holder.file} was not read and may hold ${name === undefined ? `a ${kind}` : label}` }
    return complete ? 'seen' : 'presumed'
  }
}

const declares = (resource: ExternalResource, kind: string, namespace: string, name: string): boolean =>
  resource.kind === kind &&
  globMatch(resource.name ?? '*', name) &&
  (namespace === '' || globMatch(resource.namespace ?? '*', namespace))

/** Whether unread text shows a `kind:` of this name and, for a named object, its name or a template in its place. */
function mayHold(text: string, kind: string, name: string | undefined): boolean {
  const shown = new RegExp(`^[ \\t-]*["']?kind["']?[ \\t]*:[ \\t]*["']?${kind}\\b`, 'm').test(text)
  return shown && (name === undefined || text.includes(name) || text.includes('{{'))
}
