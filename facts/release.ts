import { readReleases } from './data/releases.ts'

/** A RabbitMQ release, e.g. 3.13.7. */
export interface Release {
  readonly major: number
  readonly minor: number
  readonly patch: number
}

/** Reads `X.Y.Z` or `X.Y`; a release without patch stands for the newest patch of its minor. Undefined when it is neither. */
export function parseRelease(text: string): Release | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?$/.exec(text)
  if (!match) return undefined
  const [major, minor] = [Number(match[1]), Number(match[2])]
  return { major, minor, patch: match[3] === undefined ? newestPatch(major, minor) : Number(match[3]) }
}

export const formatRelease = ({ major, minor, patch }: Release): string =>
  patch === UNKNOWN_PATCH ? `${major}.${minor}` : `${major}.${minor}.${patch}`

/** Negative when `a` is older than `b`. */
export const compareReleases = (a: Release, b: Release): number =>
  a.major - b.major || a.minor - b.minor || a.patch - b.patch

/**
 * The newest patch of each minor known to these facts, oldest first.
 * Source: the release tags of rabbitmq/rabbitmq-server; from 3.8 on facts/data/.
 */
const newest: readonly (readonly [major: number, minor: number, patch: number])[] = [
  [3, 6, 16],
  [3, 7, 28],
  ...Array.from(
    readReleases.matchAll(/-(\d+)\.(\d+)\.(\d+)/g),
    ([, major, minor, patch]) => [Number(major), Number(minor), Number(patch)] as const,
  ),
]

/** Stands for "the newest patch, whatever it is" of a minor that is not in the list above. */
const UNKNOWN_PATCH = 9999
const newestPatch = (major: number, minor: number): number =>
  newest.find(row => row[0] === major && row[1] === minor)?.[2] ?? UNKNOWN_PATCH

/** The releases that stand for "unknown": the newest patch of every minor from 3.8 on, oldest first. */
export const knownReleases: readonly Release[] = newest
  .filter(([major, minor]) => major > 3 || minor >= 8)
  .map(([major, minor, patch]) => ({ major, minor, patch }))

export const newestRelease: Release = knownReleases[knownReleases.length - 1] ?? {
  major: 4,
  minor: 3,
  patch: 0,
}
/** The oldest minor of which patches still come out for everybody. Source: rabbitmq.com/release-information. */
const oldestPatched: Release = { major: 4, minor: 3, patch: 0 }
/** Whether another patch of this minor may come out: the tags of older ones stand still. */
export const getsPatches = (release: Release): boolean => compareReleases(release, oldestPatched) >= 0
export const sameMinor = (a: Release, b: Release): boolean => a.major === b.major && a.minor === b.minor
