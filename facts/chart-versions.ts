/** Three numbers of a version. */
export type Version = readonly [major: number, minor: number, patch: number]

/** The versions of a chart that a text allows. */
export interface ChartVersions {
  readonly from: Version
  /** The first that is not allowed any more; undefined: all that come. */
  readonly before: Version | undefined
  /** Nothing was said of the oldest. */
  readonly isOpen: boolean
}

/** The numbers of a version: zeros for what is not written. */
export function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number)
  return [major, minor, patch]
}
export const compareVersions = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
export const below = (version: Version, { before }: ChartVersions): boolean =>
  before === undefined || compareVersions(version, before) < 0

const all: ChartVersions = { from: [0, 0, 0], before: undefined, isOpen: true }

/**
 * What the version of a chart says, one or a range: `16.0.1`, `16.x.x`, `~16.0`, `^16.0.1`; all versions where it says nothing, or
 * more than that.
 * Source: Masterminds/semver, README.
 */
export function chartVersions(text: string | undefined): ChartVersions {
  const [, sign, ...parts] =
    /^([~^=v]?)(\d{1,4})(?:\.(\d{1,4}|[x*]))?(?:\.(\d{1,4}|[x*]))?$/.exec(text?.trim() ?? '') ?? []
  if (sign === undefined) return all
  const numbers = parts.map(part => (part === undefined || /^[x*]$/.test(part) ? undefined : Number(part)))
  const [major = 0, minor, patch] = numbers
  const from: Version = [major, minor ?? 0, patch ?? 0]
  return { from, before: endOf(sign, major, minor, patch), isOpen: false }
}

function endOf(sign: string, major: number, minor: number | undefined, patch: number | undefined): Version {
  if (minor === undefined) return [major + 1, 0, 0]
  if (sign === '^') return major > 0 ? [major + 1, 0, 0] : [0, minor + 1, 0]
  if (sign === '~' || patch === undefined) return [major, minor + 1, 0]
  return [major, minor, patch + 1]
}
