import { readReleases } from './data/releases.ts'
import { listReleases, rangeText } from './range-text.ts'
import type { Release } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'

let list: readonly Release[] | undefined
let range: ReleaseRange | undefined

/** Whether the sources of this very release were read for the tables under facts/data/. */
export function wasRead(release: Release): boolean {
  range ??= releaseRange(readReleases)
  return range.has(release)
}

/** The releases of several ranges together, as one text such as `3.8.24-3.8, >=3.9.9`; empty for none. */
export function unionText(ranges: readonly ReleaseRange[]): string {
  list ??= listReleases(readReleases)
  return rangeText(list, release => ranges.some(range => range.has(release)))
}
