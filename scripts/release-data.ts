/**
 * Regenerates what facts/data/ holds of rabbitmq-server itself:
 *
 *   npm run release-data -- PATH [VERSION=FOLDER…] [--check]
 *
 * PATH is a checkout or git directory of rabbitmq/rabbitmq-server with its release tags. A FOLDER stands for a release
 * without usable tag: it holds APPLICATION/priv/schema/*.schema, unpacked from a package. So were read 3.8.9 (Debian
 * bullseye; the repository has the schemas of plugins only since 3.8.10) and 4.3.6 (Debian sid). A release that is
 * neither tagged nor given keeps what the data say of it. With --check nothing is written: exit code 1 when the data
 * would change.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { committed } from './release-data/committed.ts'
import { corrected } from './release-data/corrections.ts'
import { repository } from './release-data/git.ts'
import { quoted, spans, table } from './release-data/table.ts'
import { type TableSpec, tables } from './release-data/tables.ts'
import { compareVersions } from './release-data/versions.ts'

const DATA = join(import.meta.dirname, '..', 'facts', 'data')
const FIRST = '3.8.10'
/** 3.8.9 is like this one: the tag 3.8.10 holds work on streams that 3.8.11 took out again. */
const LIKE_OLDEST = '3.8.11'

const check = process.argv.includes('--check')
const [path, ...extra] = process.argv.slice(2).filter(argument => argument !== '--check')
if (path === undefined) {
  process.stderr.write('usage: npm run release-data -- PATH [VERSION=FOLDER…] [--check]\n')
  process.exit(2)
}
const source = repository(path)
const known = await committed(DATA)
const folders = new Map(extra.map(entry => [entry.split('=')[0] ?? '', entry.split('=')[1] ?? '']))
const tagged = new Set(source.releases().filter(version => compareVersions(version, FIRST) >= 0))
const versions = [...new Set([...tagged, ...folders.keys(), ...known.versions])].sort(compareVersions)

const modules = new Map([
  [
    'releases',
    `\n/** The releases whose sources were read. */\nexport const readReleases = '${spans(versions)}'\n`,
  ],
])
for (const spec of tables) {
  const text = `\n/** A line: ${spec.columns}, releases. */\nexport const ${spec.name} = \`${quoted(table(lines(spec)))}\`\n`
  modules.set(spec.file, (modules.get(spec.file) ?? '') + text)
}
for (const [file, text] of modules)
  put(file, `// Written by scripts/release-data.ts; not to be edited.\n${text}`)

/** The lines of every release; one without sources is like its neighbour, less what is known to be otherwise. */
function lines(spec: TableSpec): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  let before = spec.read(source, LIKE_OLDEST)
  for (const version of versions) {
    before = linesOf(spec, version, before)
    all.set(version, before)
  }
  return all
}

function linesOf(spec: TableSpec, version: string, neighbour: readonly string[]): readonly string[] {
  const folder = folders.get(version)
  if (folder !== undefined && spec.fromSchemas) return spec.fromSchemas(filesIn(folder))
  if (folder === undefined && tagged.has(version)) return spec.read(source, version)
  return corrected(spec.name, version, known.lines(spec.file, spec.name, version) ?? neighbour)
}

function filesIn(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\/priv\/schema\/[^/]+\.(schema|partial)$/.test(`/${name}`))
      files.set(name, readFileSync(join(folder, name), 'utf8'))
  return files
}

function put(name: string, text: string): void {
  const file = join(DATA, `${name}.ts`)
  const same = existsSync(file) && readFileSync(file, 'utf8') === text
  if (!same && check) process.exitCode = 1
  if (!same && !check) writeFileSync(file, text)
  process.stdout.write(
    `facts/data/${name}.ts: ${versions.length} releases, ${text.length} characters${same ? '' : ', changed'}\n`,
  )
}
