import { partlyRead, readReleases } from './data/releases.ts'
import { listReleases, rangeText } from './range-text.ts'
import { compareReleases, formatRelease, type Release, sameMinor } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'

let list: readonly Release[] | undefined
let read: ReleaseRange | undefined
let partly: ReadonlySet<string> | undefined

/**
 * How well the tables under facts/data/ know a release. `exact`: its own tag or package was read. `partial`: only a commit
 * from before it, or its release notes, so that it may have what no table names. `nearest`: nothing of it, and it is
 * taken to be like its neighbours.
 */
export type Knowledge = 'exact' | 'partial' | 'nearest'
export function knowledgeOf(release: Release): Knowledge {
  read ??= releaseRange(readReleases)
  partly ??= new Set(partlyRead.split(','))
  if (partly.has(formatRelease(release))) return 'partial'
  return read.has(release) ? 'exact' : 'nearest'
}

/** Whether a release may have what no table names: not all of it was read, or it came after the last of its minor that was. */
export function mayHaveMore(release: Release): boolean {
  if (knowledgeOf(release) !== 'nearest') return knowledgeOf(release) === 'partial'
  list ??= listReleases(readReleases)
  return !list.some(known => sameMinor(known, release) && compareReleases(known, release) > 0)
}

/** The releases of several ranges together, as one text such as `3.8.24-3.8, >=3.9.9`; empty for none. */
export function unionText(ranges: readonly ReleaseRange[]): string {
  list ??= listReleases(readReleases)
  return rangeText(list, release => ranges.some(range => range.has(release)))
}
