/**
 * Looks for releases that the facts have not read, and reads them:
 *
 *   node scripts/watch-releases.ts REPORT [--from URL] [--data FOLDER]
 *
 * URL is where the repositories of RabbitMQ are, FOLDER where the facts are. Where there is news, facts/data/ is written again, the file
 * REPORT becomes the text of a pull request, and standard output gets one line, `branch=NAME`, which is a name for these news; where
 * there is none, nothing is written and nothing is said.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { committed } from './release-data/committed.ts'
import { otherSoftware } from './release-data/other-software.ts'
import { branchOf, changedFacts, newTags, operators, readOf, server, tagsIn } from './watch-releases/news.ts'

const root = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, data: { type: 'string' } },
})
const [reportFile] = positionals
if (reportFile === undefined) {
  process.stderr.write('usage: node scripts/watch-releases.ts REPORT [--from URL] [--data FOLDER]\n')
  process.exit(2)
}
const from = values.from ?? 'https://github.com/rabbitmq'
const data = values.data ?? join(root, 'facts/data')
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
const tagsOf = (repository: string): readonly string[] =>
  tagsIn(git('ls-remote', '--tags', '--refs', `${from}/${repository}`))

const { sources } = await committed(data)
const read = sources.flatMap(({ release, kind }) => (kind === 'tag' ? [release] : []))
const [oldest = ''] = sources.map(({ release }) => release)
const news = [
  { ...server, read, fresh: newTags(tagsOf(server.repository), read, oldest) },
  ...operators.map(operator => {
    const known = readOf(otherSoftware, operator.name)
    return { ...operator, read: [known], fresh: newTags(tagsOf(operator.repository), [known], known) }
  }),
].filter(({ fresh }) => fresh.length > 0)

if (news.length > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'warrener-releases-'))
  try {
    const parts = news.map(one => {
      const copy = join(folder, one.repository)
      git('clone', '--quiet', '--bare', `${from}/${one.repository}`, copy)
      if (one.repository === server.repository)
        return execFileSync(process.execPath, [join(root, 'scripts/release-data.ts'), copy, '--data', data], {
          encoding: 'utf8',
          maxBuffer: 2 ** 28,
        })
      const [before = '', after = ''] = [one.read.at(-1), one.fresh.at(-1)]
      const changed = git(
        '--git-dir',
        copy,
        'diff',
        '--stat=100',
        `v${before}`,
        `v${after}`,
        '--',
        ...one.facts,
      )
      return changedFacts(one.name, one.fresh, before, changed)
    })
    writeFileSync(reportFile, parts.join('\n'))
    process.stdout.write(`branch=${branchOf(news)}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
