import { listReleases, rangeText } from '../../facts/range-text.ts'
import { formatRelease } from '../../facts/release.ts'
import { minor } from './versions.ts'

/**
 * Lines of which each holds for some releases, as text: the line, a tab, the releases. Sorted.
 *
 * @param byVersion version to the lines that hold there, oldest first
 */
export function table(byVersion: ReadonlyMap<string, readonly string[]>): string {
  const lines = new Map<string, Set<string>>()
  for (const [version, all] of byVersion)
    for (const line of all) lines.set(line, (lines.get(line) ?? new Set()).add(version))
  const releases = listReleases(spans([...byVersion.keys()]))
  const text = (where: ReadonlySet<string>): string =>
    rangeText(releases, release => where.has(formatRelease(release))).replaceAll(' ', '')
  return [...lines]
    .map(([line, where]) => `${line}\t${text(where)}`)
    .sort()
    .join('\n')
}

/** As the inside of a template literal. */
export const quoted = (text: string): string => text.replace(/[\\`]|\$\{/g, '\\$&')

/** `3.8.9-3.8.35,3.9.0-3.9.29,…`: the patches of each minor that were read. Throws when one in between is missing. */
export function spans(versions: readonly string[]): string {
  const first = new Map<string, string>()
  for (const version of versions) first.set(minor(version), first.get(minor(version)) ?? version)
  const text = [...first]
    .map(([name, start]) => `${start}-${versions.findLast(version => minor(version) === name)}`)
    .join(',')
  if (listReleases(text).length !== versions.length)
    throw new Error(`releases are missing in between: ${text}`)
  return text
}
