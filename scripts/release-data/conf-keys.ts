import type { Schema } from './schema.ts'
import { quoted, spans, table } from './table.ts'

/**
 * Writes facts/data/conf-keys.ts: one line a key and a way it was defined, with the releases where it was so.
 *
 * @param schemas version to schema, oldest first
 */
export function confKeysModule(schemas: ReadonlyMap<string, Schema>): string {
  const lines = (of: (schema: Schema) => string[]): string =>
    quoted(table(new Map([...schemas].map(([version, schema]) => [version, of(schema)]))))
  const keys = lines(({ mappings }) =>
    mappings.map(({ key, types, validators, aliases }) =>
      [key, types, validators.join(','), aliases.join(',')].join('\t'),
    ),
  )
  const validators = lines(({ validators }) =>
    [...validators].map(([name, { description }]) => `${name}\t${description}`),
  )
  return `// Written by scripts/release-data.ts from the .schema files of rabbitmq-server; 3.8.9 and 4.3.6 from Debian's packages.

/** The releases that were read, as a range. */
export const confReleases = '${spans([...schemas.keys()])}'

/** A line: name of a validator, its description, releases. */
export const confValidators = \`${validators}\`

/** A line: key, datatypes, names of validators, aliases, releases; see facts/conf/keys.ts. */
export const confKeys = \`${keys}\`
`
}
