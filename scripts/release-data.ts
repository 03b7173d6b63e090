/**
 * Regenerates what facts/data/ holds of rabbitmq-server itself:
 *
 *   npm run release-data -- PATH [VERSION=FOLDER…]
 *
 * PATH is a checkout or git directory of rabbitmq/rabbitmq-server with its release tags. A FOLDER stands for a release
 * without usable tag: it holds APPLICATION/priv/schema/*.schema, unpacked from a package. 3.8.9 is read from Debian
 * bullseye's rabbitmq-server, because the plugins have their schemas in the repository only since 3.8.10.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { confKeysModule } from './release-data/conf-keys.ts'
import { corrected } from './release-data/corrections.ts'
import { type Repository, repository } from './release-data/git.ts'
import {
  deprecatedFeaturesModule,
  featureFlagsModule,
  pluginsModule,
  policyKeysModule,
} from './release-data/modules.ts'
import { type Schema, schema } from './release-data/schema.ts'
import * as sources from './release-data/sources.ts'
import { thirdParty } from './release-data/third-party.ts'
import { compareVersions } from './release-data/versions.ts'

const FIRST = '3.8.10'
/** 3.8.9 is like this one: the tag 3.8.10 holds work on streams that 3.8.11 took out again. */
const LIKE_OLDEST = '3.8.11'
const SCHEMAS = /^deps\/[^/]+\/priv\/schema\/[^/]+\.(schema|partial)$/
const DEPENDENCIES = /^rabbitmq-components\.mk$/

const [path, ...extra] = process.argv.slice(2)
if (path === undefined) {
  process.stderr.write('usage: npm run release-data -- PATH [VERSION=FOLDER…]\n')
  process.exit(2)
}
const source = repository(path)
const folders = new Map(extra.map(entry => [entry.split('=')[0] ?? '', entry.split('=')[1] ?? '']))
const tagged = source.releases().filter(version => compareVersions(version, FIRST) >= 0)
const versions = [...tagged, ...folders.keys()].sort(compareVersions)

write('conf-keys', confKeysModule(new Map(versions.map(version => [version, schemaOf(version)]))))
write('plugins', pluginsModule(lines('plugins', sources.plugins)))
write(
  'policy-keys',
  policyKeysModule(lines('policy-keys', sources.policyKeys), lines('inapplicable', sources.inapplicableKeys)),
)
write(
  'deprecated-features',
  deprecatedFeaturesModule(lines('deprecated-features', sources.deprecatedFeatures)),
)
write('feature-flags', featureFlagsModule(lines('feature-flags', sources.featureFlags)))

function schemaOf(version: string): Schema {
  const folder = folders.get(version)
  if (folder !== undefined) return schema(filesIn(folder))
  const files = source.files(version, SCHEMAS)
  const components = [...source.files(version, DEPENDENCIES).values()].join('\n')
  for (const [name, text] of thirdParty(components)) files.set(name, text)
  return schema(files)
}

function filesIn(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\/priv\/schema\/[^/]+\.(schema|partial)$/.test(`/${name}`))
      files.set(name, readFileSync(join(folder, name), 'utf8'))
  return files
}

/** The lines of every release; one without sources is like its neighbour, less what is known to be otherwise. */
function lines(
  table: string,
  read: (source: Repository, version: string) => string[],
): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  let before: readonly string[] = read(source, LIKE_OLDEST)
  for (const version of versions) {
    before = folders.has(version) ? corrected(table, version, before) : read(source, version)
    all.set(version, before)
  }
  return all
}

function write(name: string, text: string): void {
  writeFileSync(join(import.meta.dirname, '..', 'facts', 'data', `${name}.ts`), text)
  process.stdout.write(`facts/data/${name}.ts: ${versions.length} releases, ${text.length} characters\n`)
}
