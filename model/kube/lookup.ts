/**
 * Why something counts as absent: the input is complete (`seen`), only files were named (`presumed`: at most a
 * warning), or the API server answered 404 (`live`).
 */
export type Proof = 'seen' | 'presumed' | 'live'

/** A three-valued answer. Unknown is not absent: it never becomes an error, and never silence. */
export type Lookup<T> = Found<T> | Absent | Unknown
export interface Found<T> {
  readonly state: 'found'
  readonly value: T
}
export interface Absent {
  readonly state: 'absent'
  readonly proof: Proof
}
export interface Unknown {
  readonly state: 'unknown'
  readonly why: string
}

/** What was seen of a set, and whether that is all of it: no items and `complete: false` is not "none". */
export type Seen<T> =
  | { readonly items: readonly T[]; readonly complete: true; readonly proof?: Proof }
  | { readonly items: readonly T[]; readonly complete: false; readonly why: string }

/** A set of which some members, or none, were seen. */
export const someOf = <T>(items: readonly T[], why: string | undefined): Seen<T> =>
  why === undefined ? { items, complete: true } : { items, complete: false, why }
/** Several sets as one: complete where each is, and then as certain as the least of them. */
export function together<T>(...sets: readonly Seen<T>[]): Seen<T> {
  const items = sets.flatMap(ifSeen)
  const why = sets.map(whyOpen).find(reason => reason !== undefined)
  const presumed = sets.some(set => set.complete && set.proof === 'presumed')
  return why === undefined && presumed ? { items, complete: true, proof: 'presumed' } : someOf(items, why)
}
/** The same set with other members for each of its own. */
export const eachOf = <T, U>(seen: Seen<T>, change: (item: T) => readonly U[]): Seen<U> => ({
  ...seen,
  items: seen.items.flatMap(change),
})
/** Why there may be more than was seen; undefined where there is not. */
export const whyOpen = (seen: Seen<unknown>): string | undefined => (seen.complete ? undefined : seen.why)
/** The members that were seen, though there may be more. For display and advice only: a rule must tell the two apart. */
export const ifSeen = <T>(seen: Seen<T>): readonly T[] => seen.items

export const found = <T>(value: T): Found<T> => ({ state: 'found', value })
export const absent = (proof: Proof = 'seen'): Absent => ({ state: 'absent', proof })
export const unknown = (why: string): Unknown => ({ state: 'unknown', why })

/** Goes on with a found value; absence and ignorance pass through. */
export const andThen = <T, U>(lookup: Lookup<T>, next: (value: T) => Lookup<U>): Lookup<U> =>
  lookup.state === 'found' ? next(lookup.value) : lookup
export const map = <T, U>(lookup: Lookup<T>, change: (value: T) => U): Lookup<U> =>
  lookup.state === 'found' ? found(change(lookup.value)) : lookup
/** The value, or undefined when it is absent or unknown. For display only: a rule must tell the two apart. */
export const ifFound = <T>(lookup: Lookup<T>): T | undefined =>
  lookup.state === 'found' ? lookup.value : undefined
