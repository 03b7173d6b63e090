import { compareReleases, type Release } from './release.ts'

/** A half of a range: `4.1` as a lower bound means 4.1.0, as an upper bound every patch of 4.1. */
interface Bound {
  readonly major: number
  readonly minor: number
  readonly patch: number | undefined
}

/**
 * A set of releases, written as comma-separated alternatives of `all`, `X.Y`, `X.Y.Z`, `>=X.Y[.Z]`, `<=X.Y[.Z]`,
 * `X.Y[.Z]-X.Y[.Z]` (both ends included; an end without patch takes in the whole minor).
 */
export interface ReleaseRange {
  readonly text: string
  has(release: Release): boolean
}

const known = new Map<string, ReleaseRange>()

/**
 * The same for each text, and read when it is first asked. What it is asked then throws on text that is no range: ranges
 * are written by us, in rules and facts.
 */
export function releaseRange(text: string): ReleaseRange {
  const range = known.get(text) ?? rangeOf(text)
  known.set(text, range)
  return range
}

function rangeOf(text: string): ReleaseRange {
  let tests: readonly ((release: Release) => boolean)[] | undefined
  return {
    text,
    has: release => {
      tests ??= text.split(',').map(part => alternative(part.trim()))
      return tests.some(test => test(release))
    },
  }
}

function alternative(text: string): (release: Release) => boolean {
  if (text === 'all') return () => true
  if (text.startsWith('>=')) return from(bound(text.slice(2)))
  if (text.startsWith('<=')) return upTo(bound(text.slice(2)))
  const [low, high] = text.split('-')
  const lower = from(bound(low ?? ''))
  const upper = upTo(bound(high ?? low ?? ''))
  return release => lower(release) && upper(release)
}

function bound(text: string): Bound {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!match) throw new Error(`not a release: '${text}'`)
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: match[3] === undefined ? undefined : Number(match[3]),
  }
}

const from =
  ({ major, minor, patch }: Bound) =>
  (release: Release): boolean =>
    compareReleases(release, { major, minor, patch: patch ?? 0 }) >= 0
const upTo =
  ({ major, minor, patch }: Bound) =>
  (release: Release): boolean =>
    compareReleases(release, { major, minor, patch: patch ?? Number.POSITIVE_INFINITY }) <= 0
