import { listReleases, rangeText } from '../../facts/range-text.ts'
import { formatRelease } from '../../facts/release.ts'
import type { Mapping, Schema } from './schema.ts'
import { minor } from './versions.ts'

/**
 * Writes facts/data/conf-keys.ts: one line a key and a way it was defined, with the releases where it was so.
 *
 * @param schemas version to schema, oldest first
 */
export function confKeysModule(schemas: ReadonlyMap<string, Schema>): string {
  const versions = known([...schemas.keys()])
  const releases = listReleases(versions)
  const keys = new Map<string, Set<string>>()
  const validators = new Map<string, Set<string>>()
  for (const [version, { mappings, validators: named }] of schemas) {
    for (const mapping of mappings) add(keys, keyLine(mapping), version)
    for (const [name, { description }] of named) add(validators, `${name}\t${description}`, version)
  }
  const text = (lines: ReadonlyMap<string, ReadonlySet<string>>): string =>
    [...lines]
      .map(
        ([line, where]) =>
          `${line}\t${rangeText(releases, release => where.has(formatRelease(release))).replaceAll(' ', '')}`,
      )
      .sort()
      .map(line => line.replace(/[\\`]|\$\{/g, '\\$&'))
      .join('\n')
  return `// Written by scripts/release-data.ts from the .schema files of rabbitmq-server; 3.8.9 from Debian's package.
// A line: key, datatypes, names of validators, aliases, releases; see facts/conf/schema.ts.

/** The releases that were read, as a range. */
export const confReleases = '${versions}'

/** A line: name of a validator, its description, releases. */
export const confValidators = \`${text(validators)}\`

export const confKeys = \`${text(keys)}\`
`
}

/** Empty columns stay. */
const keyLine = ({ key, types, validators, aliases }: Mapping): string =>
  [key, types, validators.join(','), aliases.join(',')].join('\t')

function add(lines: Map<string, Set<string>>, line: string, version: string): void {
  const versions = lines.get(line) ?? new Set()
  lines.set(line, versions.add(version))
}

/** `3.8.9-3.8.35,3.9.0-3.9.29,…`: the patches of each minor that were read. Throws when one in between is missing. */
function known(versions: readonly string[]): string {
  const spans = new Map<string | undefined, string>()
  for (const version of versions)
    spans.set(minor(version), spans.get(minor(version))?.split('-')[0] ?? version)
  const text = [...spans].map(
    ([name, first]) => `${first}-${versions.findLast(version => minor(version) === name)}`,
  )
  const all = listReleases(text.join(','))
  if (all.length !== versions.length) throw new Error(`releases are missing in between: ${text.join(',')}`)
  return text.join(',')
}
