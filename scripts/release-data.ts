/**
 * Regenerates what facts/data/ holds of rabbitmq-server itself, and prints what changed for users and rules, as Markdown:
 *
 *   npm run release-data -- PATH [VERSION=FOLDER…] [--all] [--since VERSION] [--data FOLDER] [--check]
 *
 * PATH is a checkout or git directory of rabbitmq/rabbitmq-server with its release tags. A FOLDER holds the schemas of a
 * release without usable tag, APPLICATION/priv/schema/*.schema, unpacked from a package. release-data/untagged.ts says
 * what stands in for releases without tag. A release that is nowhere at hand keeps what the data say of it, and so do
 * those whose tags were read before: --all reads these again, for when the reading itself has changed. --since reports on
 * known releases too, --data names another folder than facts/data/. With --check nothing is written: exit code 1 when the data would change.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { committed } from './release-data/committed.ts'
import { dataFiles } from './release-data/data-files.ts'
import { repository } from './release-data/git.ts'
import { ownCode } from './release-data/own-code.ts'
import { report } from './release-data/report.ts'
import { untagged } from './release-data/untagged.ts'

const ROOT = join(import.meta.dirname, '..')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean' },
    check: { type: 'boolean' },
    since: { type: 'string' },
    data: { type: 'string', default: join(ROOT, 'facts/data') },
  },
})
const [path, ...extra] = positionals
if (path === undefined) {
  process.stderr.write(
    'usage: npm run release-data -- PATH [VERSION=FOLDER…] [--all] [--since VERSION] [--data FOLDER] [--check]\n',
  )
  process.exit(2)
}
const standIns = new Map(
  untagged.flatMap(({ release, commit }) => (commit === undefined ? [] : [[release, commit] as const])),
)
const source = repository(path, standIns)
const before = await committed(values.data)
const { modules, data } = dataFiles({
  repository: source,
  schemas: new Map(extra.map(entry => [entry.split('=')[0] ?? '', filesIn(entry.split('=')[1] ?? '')])),
  untagged,
  known: before,
  all: values.all === true,
})
process.stdout.write(
  report({ before, after: data, repository: source, code: ownCode(ROOT), since: values.since }),
)
for (const [file, text] of modules) put(file, text)

function filesIn(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\/priv\/schema\/[^/]+\.(schema|partial)$/.test(`/${name}`))
      files.set(name, readFileSync(join(folder, name), 'utf8'))
  return files
}

function put(name: string, text: string): void {
  const file = join(values.data, `${name}.ts`)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  if (values.check) process.exitCode = 1
  else writeFileSync(file, text)
  process.stderr.write(`facts/data/${name}.ts: ${values.check ? 'would change' : 'changed'}\n`)
}
