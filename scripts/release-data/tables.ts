import type { Repository } from './git.ts'
import { checks, commands, environment } from './interfaces.ts'
import { type Schema, schema } from './schema.ts'
import { deprecatedFeatures, featureFlags, inapplicableKeys, plugins, policyKeys } from './sources.ts'
import { thirdParty } from './third-party.ts'

/** A table under facts/data/: lines of columns, each with the releases that it holds for. */
export interface TableSpec {
  /** Name of the module, without `.ts`. */
  readonly file: string
  /** Name of the constant. */
  readonly name: string
  /** The columns, in words. */
  readonly columns: string
  /** The lines of a tagged release. */
  read(source: Repository, version: string): readonly string[]
  /** The lines of a release of which only schema files are at hand; undefined when they tell nothing. */
  fromSchemas?(files: ReadonlyMap<string, string>): readonly string[]
}

const SCHEMAS = /^deps\/[^/]+\/priv\/schema\/[^/]+\.(schema|partial)$/
const COMPONENTS = /^rabbitmq-components\.mk$/

/** The two tables of the schema files read the same schema. */
const schemas = new Map<string, Schema>()
function schemaOf(source: Repository, version: string): Schema {
  const known = schemas.get(version)
  if (known) return known
  const files = source.files(version, SCHEMAS)
  const components = [...source.files(version, COMPONENTS).values()].join('\n')
  for (const [name, text] of thirdParty(components)) files.set(name, text)
  const fresh = schema(files)
  schemas.set(version, fresh)
  return fresh
}

const keyLines = ({ mappings }: Schema): string[] =>
  mappings.map(({ key, types, validators, aliases }) =>
    [key, types, validators.join(','), aliases.join(',')].join('\t'),
  )
const validatorLines = ({ validators }: Schema): string[] =>
  [...validators].map(([name, { description }]) => `${name}\t${description}`)

const fromSchema = (
  name: string,
  columns: string,
  lines: (schema: Schema) => readonly string[],
): TableSpec => ({
  file: 'conf-keys',
  name,
  columns,
  read: (source, version) => lines(schemaOf(source, version)),
  fromSchemas: files => lines(schema(files)),
})

/** In the order in which they are written. */
export const tables: readonly TableSpec[] = [
  fromSchema('confValidators', 'name of a validator, its description', validatorLines),
  fromSchema('confKeys', 'key, datatypes, names of validators, aliases', keyLines),
  {
    file: 'plugins',
    name: 'plugins',
    columns: 'name of a plugin, the plugins it brings along',
    read: plugins,
  },
  {
    file: 'policy-keys',
    name: 'policyKeys',
    columns: 'key, who may set it, the plugin that brings it',
    read: policyKeys,
  },
  {
    file: 'policy-keys',
    name: 'inapplicableKeys',
    columns: 'key, type of the queues that no policy with that key applies to',
    read: inapplicableKeys,
  },
  {
    file: 'deprecated-features',
    name: 'deprecatedFeatures',
    columns: 'name, phase',
    read: deprecatedFeatures,
  },
  {
    file: 'feature-flags',
    name: 'featureFlags',
    columns: 'name, the plugin that brings it, stability, level of a required one',
    read: featureFlags,
  },
  {
    file: 'interfaces',
    name: 'commands',
    columns: 'command, the tools that have it, the plugin that brings it',
    read: commands,
  },
  { file: 'interfaces', name: 'checks', columns: 'path below /api', read: checks },
  { file: 'interfaces', name: 'environment', columns: 'environment variable', read: environment },
]
