/**
 * Regenerates what facts/data/ holds of rabbitmq-server itself:
 *
 *   npm run release-data -- PATH [VERSION=FOLDER…] [--check]
 *
 * PATH is a checkout or git directory of rabbitmq/rabbitmq-server with its release tags. A FOLDER holds the schemas of a
 * release without usable tag, APPLICATION/priv/schema/*.schema, unpacked from a package. release-data/untagged.ts says
 * what stands in for releases without tag. A release that is nowhere at hand keeps what the data say of it. With --check
 * nothing is written: exit code 1 when the data would change.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { committed } from './release-data/committed.ts'
import { dataFiles } from './release-data/data-files.ts'
import { repository } from './release-data/git.ts'
import { untagged } from './release-data/untagged.ts'

const DATA = join(import.meta.dirname, '..', 'facts', 'data')

const check = process.argv.includes('--check')
const [path, ...extra] = process.argv.slice(2).filter(argument => argument !== '--check')
if (path === undefined) {
  process.stderr.write('usage: npm run release-data -- PATH [VERSION=FOLDER…] [--check]\n')
  process.exit(2)
}
const standIns = new Map(
  untagged.flatMap(({ release, commit }) => (commit === undefined ? [] : [[release, commit]])),
)
const { modules, releases } = dataFiles({
  repository: repository(path, standIns),
  schemas: new Map(extra.map(entry => [entry.split('=')[0] ?? '', filesIn(entry.split('=')[1] ?? '')])),
  untagged,
  known: await committed(DATA),
})
for (const [file, text] of modules) put(file, text)

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
    `facts/data/${name}.ts: ${releases.length} releases, ${text.length} characters${same ? '' : ', changed'}\n`,
  )
}
