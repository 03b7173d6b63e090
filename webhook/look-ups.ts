import { isString, type Json, objectOf } from '../model/kube/json.ts'
import type { Kind, KubeObject } from '../model/kube/object.ts'
import { type Access, kindKey, type Right, type Visibility } from '../model/kube/world.ts'
import { rolesUnread } from '../model/pods/rights.ts'
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
  /** What the API server says of a right. Asking makes it wanted, too. */
  readonly access: Access
  isWanting(): boolean
  /** Reads what is wanted, all at once; says what there is to see now that there was not. */
  look(): Promise<'nothing' | 'rights' | 'objects'>
  /** Why look-ups failed, each reason once: what is unknown for these reasons is worth a warning. */
  failures(): readonly string[]
  /** Why something is never looked up here, whatever the request: nobody who submits one can do anything about it. */
  limits(): ReadonlySet<string>
  /**
   * Forgets all that the API server itself did not say just now, and asks it from then on: what a request is refused for must not be
   * late. False where there is nothing to forget.
   */
  renew(): boolean
  /** What was read, for another review of the same request. */
  seen(): SeenBefore
}

/** What was read for an earlier review. */
export interface SeenBefore {
  readonly places: readonly string[]
  readonly objects: readonly KubeObject[]
  readonly rights: ReadonlyMap<string, 'yes' | 'no'>
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
export const switchedOff = 'look-ups are switched off'

/** What looks up. */
interface Asking {
  /** Undefined: look-ups are switched off. */
  readonly reader: ObjectReader | undefined
  /** Ends all look-ups; asked for with the first one. */
  readonly signal: AbortSignal
  /** Most characters of files that are looked up here. Default: any number. */
  readonly mostLookedUp?: number
}

/** What a review takes is more than is to be looked up here. No Error: nobody looks at its stack. */
export class TooMuchHere {
  readonly message = 'it takes too much of what was looked up'
}

/**
 * @param before what a review of the same request has read
 */
export function lookUpsOf(asking: Asking, before?: SeenBefore): LookUps {
  const { reader } = asking
  const state = new Known(before)
  let asked = reader
  let isLate = before !== undefined || reader?.live !== undefined
  let [reads, characters] = [0, 0]

  const want = (kind: Kind, namespace: string, name?: string): void => {
    const place: Place = { kind, namespace, name }
    const key = keyOf(place)
    if (state.answers.has(key) || state.coming.has(key)) return
    const why = whyNotRead(place, asked)
    if (why !== undefined) state.limit(key, why)
    else if (!asked) state.fail(key, switchedOff)
    else state.wanted.set(key, place)
  }
  const visible: Visibility = (kind, namespace, name) => {
    const listed = state.answers.get(keyOf({ kind, namespace, name: undefined }))
    const key = keyOf({ kind, namespace, name })
    const answer = listed === 'read' ? listed : state.answers.get(key)
    if (answer === 'read') return 'live'
    if (answer) return answer
    want(kind, namespace, name)
    const refused = state.answers.get(key)
    return refused === undefined || refused === 'read' ? { why: notYet } : refused
  }
  const access: Access = right => {
    if (!isAskedFor(right))
      return state.limit(undefined, `the webhook does not ask who may ${right.verb} ${right.resource}`)
    const key = rightKey(right)
    const known = state.rights.get(key)
    if (known !== undefined) return known
    if (asked) {
      if (!state.coming.has(key)) state.wantedRights.set(key, right)
      return { why: notYet }
    }
    state.failures.add(switchedOff)
    return { why: switchedOff }
  }

  async function read(place: Place): Promise<void> {
    const [key, kind] = [keyOf(place), servedKind(place.kind, reader)]
    if (!asked || !kind) return
    if (++reads > maxReads) return state.fail(key, `more than ${maxReads} look-ups for one review`)
    try {
      const found =
        place.name === undefined
          ? await asked.list(kind, place.namespace, asking.signal)
          : [await asked.get(kind, place.namespace, place.name, asking.signal)].filter(
              object => object !== undefined,
            )
      for (const value of found) {
        state.keep(kubeObject({ ...value, apiVersion: apiVersionOf(kind), kind: kind.kind }, { from: 'api' }))
        characters += charactersIn(value.data) + charactersIn(value.binaryData)
      }
      state.answers.set(key, 'read')
    } catch (error) {
      state.fail(key, `${labelOf(place)} could not be read: ${reasonOf(error)}`)
    }
  }
  async function ask(right: Right): Promise<void> {
    if (!asked) return
    const key = rightKey(right)
    try {
      state.rights.set(key, (await asked.may(right, asking.signal)) ? 'yes' : 'no')
    } catch (error) {
      const why = `what ServiceAccount ${right.account} may do could not be asked: ${reasonOf(error)}`
      state.failures.add(why)
      state.rights.set(key, { why })
    }
  }

  return {
    ...{ visible, want, access },
    isWanting: () => state.wanted.size + state.wantedRights.size > 0,
    async look() {
      const { places, rights } = state.takeWanted()
      await Promise.all([...places.map(read), ...rights.map(ask)])
      state.coming.clear()
      if (characters > (asking.mostLookedUp ?? Number.POSITIVE_INFINITY)) throw new TooMuchHere()
      return places.length > 0 ? 'objects' : rights.length > 0 ? 'rights' : 'nothing'
    },
    objects: () => [...state.objects.values()],
    failures: () => [...state.failures],
    limits: () => state.limits,
    renew() {
      if (!isLate) return false
      isLate = false
      asked = reader?.live ?? reader
      state.forget()
      return true
    },
    seen: () => state.seen(),
  }
}

/** Of the files that a ConfigMap or a Secret holds: what else is looked up is small. */
const charactersIn = (data: Json | undefined): number =>
  Object.values(objectOf(data)).reduce<number>((sum, text) => sum + (isString(text) ? text.length : 0), 0)

/** Of all rights only the one whose lack keeps nodes from each other is worth a call. */
const isAskedFor = ({ verb, resource }: Right): boolean => verb === 'get' && resource === 'endpoints'

/** What one review knows, and what it is about to. */
class Known {
  readonly answers = new Map<string, Answer>()
  readonly objects = new Map<string, KubeObject>()
  readonly rights = new Map<string, ReturnType<Access>>()
  readonly failures = new Set<string>()
  readonly limits = new Set<string>([rolesUnread])
  readonly wanted = new Map<string, Place>()
  readonly wantedRights = new Map<string, Right>()
  /** What is being read. */
  readonly coming = new Set<string>()

  constructor(before: SeenBefore | undefined) {
    for (const key of before?.places ?? []) this.answers.set(key, 'read')
    for (const object of before?.objects ?? []) this.keep(object)
    for (const [key, answer] of before?.rights ?? []) this.rights.set(key, answer)
  }

  fail(key: string, why: string): void {
    this.failures.add(why)
    this.answers.set(key, { why })
  }

  limit(key: string | undefined, why: string): { readonly why: string } {
    this.limits.add(why)
    if (key !== undefined) this.answers.set(key, { why })
    return { why }
  }

  keep(object: KubeObject): void {
    this.objects.set(keyOf({ ...object, kind: object }), object)
  }

  takeWanted(): { readonly places: readonly Place[]; readonly rights: readonly Right[] } {
    // Who is in a list need not be read by name.
    const places = [...this.wanted.values()].filter(
      ({ kind, namespace, name }) =>
        name === undefined || !this.wanted.has(keyOf({ kind, namespace, name: undefined })),
    )
    const rights = [...this.wantedRights.values()]
    this.wanted.clear()
    this.wantedRights.clear()
    for (const place of places) this.coming.add(keyOf(place))
    for (const right of rights) this.coming.add(rightKey(right))
    return { places, rights }
  }

  forget(): void {
    for (const part of [this.answers, this.objects, this.rights, this.failures]) part.clear()
  }

  seen(): SeenBefore {
    const rights = [...this.rights].flatMap(([key, answer]) =>
      typeof answer === 'string' ? [[key, answer] as const] : [],
    )
    return {
      places: [...this.answers].flatMap(([key, answer]) => (answer === 'read' ? [key] : [])),
      objects: [...this.objects.values()],
      rights: new Map(rights),
    }
  }
}

const keyOf = ({ kind, namespace, name }: Place): string => `${kindKey(kind)}/${namespace}/${name ?? '*'}`
const rightKey = (right: Right): string => JSON.stringify(right)

/** Why something is not read at all. */
function whyNotRead(place: Place, reader: ObjectReader | undefined): string | undefined {
  const [kind, label] = [servedKind(place.kind, reader), labelOf(place)]
  if (!kind?.verbs.includes(place.name === undefined ? 'list' : 'get'))
    return `the webhook does not look up ${label}`
  return kind.inPassing && reader?.isCostly ? `${label} is read where the cluster is watched only` : undefined
}

const labelOf = ({ kind, name }: Place): string =>
  name === undefined ? `the list of kind ${kind.kind}` : `${kind.kind} ${name}`
/** Why a look-up failed, in a few words. */
export const reasonOf = (error: unknown): string => {
  const { name, message } = typeof error === 'object' && error !== null ? (error as Partial<Error>) : {}
  return name === 'AbortError' || name === 'TimeoutError' ? 'no answer in time' : (message ?? String(error))
}
