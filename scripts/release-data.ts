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
import { repository } from './release-data/git.ts'
import { type Schema, schema } from './release-data/schema.ts'
import { thirdParty } from './release-data/third-party.ts'
import { compareVersions } from './release-data/versions.ts'

const FIRST = '3.8.10'
const SCHEMAS = /^deps\/[^/]+\/priv\/schema\/[^/]+\.(schema|partial)$/
const DEPENDENCIES = /^rabbitmq-components\.mk$/

const [path, ...extra] = process.argv.slice(2)
if (path === undefined) {
  process.stderr.write('usage: npm run release-data -- PATH [VERSION=FOLDER…]\n')
  process.exit(2)
}
const source = repository(path)
const schemas = new Map<string, Schema>()
const folders = new Map(extra.map(entry => [entry.split('=')[0] ?? '', entry.split('=')[1] ?? '']))
const tagged = source.releases().filter(version => compareVersions(version, FIRST) >= 0)
for (const version of [...tagged, ...folders.keys()].sort(compareVersions)) {
  const folder = folders.get(version)
  const files = folder === undefined ? fromTag(version) : fromFolder(folder)
  schemas.set(version, schema(files))
}
write('conf-keys', confKeysModule(schemas))

function fromTag(version: string): Map<string, string> {
  const files = source.files(version, SCHEMAS)
  const components = [...source.files(version, DEPENDENCIES).values()].join('\n')
  for (const [name, text] of thirdParty(components)) files.set(name, text)
  return files
}

function fromFolder(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\/priv\/schema\/[^/]+\.(schema|partial)$/.test(`/${name}`))
      files.set(name, readFileSync(join(folder, name), 'utf8'))
  return files
}

function write(name: string, text: string): void {
  const file = join(import.meta.dirname, '..', 'facts', 'data', `${name}.ts`)
  writeFileSync(file, text)
  process.stdout.write(`facts/data/${name}.ts: ${schemas.size} releases, ${text.length} characters\n`)
}
