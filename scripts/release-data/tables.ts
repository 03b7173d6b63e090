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
  /** How many of them tell which entry a line is about. */
  readonly named: number
  /** What it is a table of, for reports. */
  readonly title: string
  /** What users meet where it differs from one release to the next. */
  readonly meaning: string
  /** The lines of a tagged release. */
  read(source: Repository, version: string): readonly string[]
  /** The lines of a release of which only schema files are at hand; undefined when they tell nothing. */
  fromSchemas?(files: ReadonlyMap<string, string>): readonly string[]
}

const SCHEMAS = /^deps\/[^/]+\/priv\/schema\/[^/]+\.(schema|partial)$/
const COMPONENTS = /^rabbitmq-components\.mk$/

/** The two tables of the schema files, and the report, read the same schema. */
const schemas = new WeakMap<Repository, Map<string, Schema>>()
export function schemaOf(source: Repository, version: string): Schema {
  const read = schemas.get(source) ?? new Map<string, Schema>()
  schemas.set(source, read)
  const known = read.get(version)
  if (known) return known
  const files = source.files(version, SCHEMAS)
  const components = [...source.files(version, COMPONENTS).values()].join('\n')
  for (const [name, text] of thirdParty(components)) files.set(name, text)
  const fresh = schema(files)
  read.set(version, fresh)
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
  title: string,
  meaning: string,
  columns: string,
  lines: (schema: Schema) => readonly string[],
): TableSpec => ({
  file: 'conf-keys',
  name,
  title,
  meaning,
  columns,
  named: 1,
  read: (source, version) => lines(schemaOf(source, version)),
  fromSchemas: files => lines(schema(files)),
})

/** In the order in which they are written. */
export const tables: readonly TableSpec[] = [
  fromSchema(
    'confValidators',
    'validators of rabbitmq.conf',
    'A value that passes on one side may stop the boot on the other.',
    'name of a validator, its description',
    validatorLines,
  ),
  fromSchema(
    'confKeys',
    'keys of rabbitmq.conf',
    'A node does not boot on a key that it does not know: the older one on what is new, this one on what is gone.',
    'key, datatypes, names of validators, aliases',
    keyLines,
  ),
  {
    file: 'plugins',
    name: 'plugins',
    title: 'plugins',
    meaning: 'A node boots without a plugin that it does not have, and says nothing.',
    named: 1,
    columns: 'name of a plugin, the plugins it brings along',
    read: plugins,
  },
  {
    file: 'policy-keys',
    name: 'policyKeys',
    title: 'keys of policies',
    meaning: 'A policy with a key that the release does not know is refused as a whole.',
    named: 2,
    columns: 'key, who may set it, the plugin that brings it',
    read: policyKeys,
  },
  {
    file: 'policy-keys',
    name: 'inapplicableKeys',
    title: 'keys that keep a policy from a type of queue',
    meaning: 'Queues of the type get the next policy that matches.',
    named: 2,
    columns: 'key, type of the queues that no policy with that key applies to',
    read: inapplicableKeys,
  },
  {
    file: 'deprecated-features',
    name: 'deprecatedFeatures',
    title: 'deprecated features',
    meaning:
      'What is denied by default works only where the configuration permits it; what is removed does not work at all.',
    named: 1,
    columns: 'name, phase',
    read: deprecatedFeatures,
  },
  {
    file: 'feature-flags',
    name: 'featureFlags',
    title: 'feature flags',
    meaning:
      'A node does not start on data in which a required flag is off and unknown to the release before; stable ones are enabled before an upgrade.',
    named: 1,
    columns: 'name, the plugin that brings it, stability, level of a required one',
    read: featureFlags,
  },
  {
    file: 'interfaces',
    name: 'commands',
    title: 'commands',
    meaning: 'Probes and scripts that run a command which is gone fail.',
    named: 1,
    columns: 'command, the tools that have it, the plugin that brings it',
    read: commands,
  },
  {
    file: 'interfaces',
    name: 'checks',
    title: 'health checks',
    meaning: 'Probes that ask for a path which is gone fail.',
    named: 1,
    columns: 'path below /api',
    read: checks,
  },
  {
    file: 'interfaces',
    name: 'environment',
    title: 'environment variables',
    meaning: 'A variable that nobody reads has no effect.',
    named: 1,
    columns: 'environment variable',
    read: environment,
  },
]
