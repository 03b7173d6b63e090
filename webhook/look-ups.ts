import type { Kind, KubeObject } from '../model/kube/object.ts'
import { type Access, kindKey, type Visibility } from '../model/kube/world.ts'
import { kubeObject } from '../source/objects.ts'
import { apiVersionOf, type ObjectReader, servedKind } from './reader.ts'

/** What one review has seen of the cluster so far, and what it would like to see. */
export interface LookUps {
  objects(): readonly KubeObject[]
  /**
   * What may be said of an object that was not read. Asking makes it wanted: the rules themselves say what they need,
   * so that nothing else is read and no list of their needs has to be kept.
   */
  readonly visible: Visibility
  want(kind: Kind, namespace: string, name?: string): void
  /** What the API server says of a right. Asking makes it wanted, too. Undefined: it is not asked. */
  readonly access: Access | undefined
  isWanting(): boolean
  /** Reads what is wanted, all at once; says what there is to see now that there was not. */
  look(): Promise<'nothing' | 'rights' | 'objects'>
  /** Why look-ups failed, each reason once: what is unknown for these reasons is worth a warning. */
  failures(): readonly string[]
}

interface Place {
  readonly kind: Kind
  readonly namespace: string
  /** Undefined: all of the namespace. */
  readonly name: string | undefined
}
type Answer = 'read' | { readonly why: string }

/** Most reads of one review. A cluster needs about ten; an object that names hundreds must not load the API server. */
const maxReads = 100

/** Why something is unknown that the next round of look-ups is to read. */
export const notYet = 'it was not looked up'
const keyOf = ({ kind, namespace, name }: Place): string => `${kindKey(kind)}/${namespace}/${name ?? '*'}`

/**
 * @param reader undefined: look-ups are switched off
 * @param signal ends all look-ups
 */
export function lookUpsOf(reader: ObjectReader | undefined, signal: AbortSignal): LookUps {
  const answers = new Map<string, Answer>()
  const wanted = new Map<string, Place>()
  /** What is being read. */
  const coming = new Set<string>()
  const objects = new Map<string, KubeObject>()
  const failures = new Set<string>()
  let reads = 0

  const fail = (place: Place, why: string): void => {
    failures.add(why)
    answers.set(keyOf(place), { why })
  }
  const want = (kind: Kind, namespace: string, name?: string): void => {
    const place: Place = { kind, namespace, name }
    if (answers.has(keyOf(place)) || coming.has(keyOf(place))) return
    if (!isReadable(place, reader))
      answers.set(keyOf(place), { why: `the webhook does not look up ${labelOf(place)}` })
    else if (!reader) fail(place, 'look-ups are switched off')
    else wanted.set(keyOf(place), place)
  }
  const visible: Visibility = (kind, namespace, name) => {
    const listed = answers.get(keyOf({ kind, namespace, name: undefined }))
    const answer = listed === 'read' ? listed : answers.get(keyOf({ kind, namespace, name }))
    if (answer === 'read') return 'live'
    if (answer) return answer
    want(kind, namespace, name)
    const refused = answers.get(keyOf({ kind, namespace, name }))
    return refused === undefined || refused === 'read' ? { why: notYet } : refused
  }

  const look: LookUps['look'] = async () => {
    // Who is in a list need not be read by name.
    const places = [...wanted.values()].filter(
      ({ kind, namespace, name }) =>
        name === undefined || !wanted.has(keyOf({ kind, namespace, name: undefined })),
    )
    wanted.clear()
    for (const place of places) coming.add(keyOf(place))
    await Promise.all(places.map(read))
    coming.clear()
    return places.length > 0 ? 'objects' : 'nothing'
  }
  async function read(place: Place): Promise<void> {
    const kind = servedKind(place.kind, reader)
    if (!reader || !kind) return
    if (++reads > maxReads) return fail(place, `more than ${maxReads} look-ups for one review`)
    try {
      const found =
        place.name === undefined
          ? await reader.list(kind, place.namespace, signal)
          : [await reader.get(kind, place.namespace, place.name, signal)].filter(
              object => object !== undefined,
            )
      for (const value of found)
        keep(kubeObject({ ...value, apiVersion: apiVersionOf(kind), kind: kind.kind }, { from: 'api' }))
      answers.set(keyOf(place), 'read')
    } catch (error) {
      fail(place, `${labelOf(place)} could not be read: ${reasonOf(error)}`)
    }
  }
  const keep = (object: KubeObject): void => void objects.set(keyOf({ ...object, kind: object }), object)

  return {
    ...{ visible, want, look, access: undefined },
    isWanting: () => wanted.size > 0,
    objects: () => [...objects.values()],
    failures: () => [...failures],
  }
}

const isReadable = ({ kind, name }: Place, reader: ObjectReader | undefined): boolean =>
  servedKind(kind, reader)?.verbs.includes(name === undefined ? 'list' : 'get') ?? false
const labelOf = ({ kind, name }: Place): string =>
  name === undefined ? `the list of kind ${kind.kind}` : `${kind.kind} ${name}`
/** Why a look-up failed, in a few words. */
export const reasonOf = (error: unknown): string => {
  const { name, message } = typeof error === 'object' && error !== null ? (error as Partial<Error>) : {}
  return name === 'AbortError' || name === 'TimeoutError' ? 'no answer in time' : (message ?? String(error))
}
