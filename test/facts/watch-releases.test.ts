import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { newestRelease } from '../../facts/release.ts'
import { otherSoftware } from '../../scripts/release-data/other-software.ts'
import {
  branchOf,
  changedFacts,
  newTags,
  operators,
  readOf,
  tagsIn,
} from '../../scripts/watch-releases/news.ts'
import { TestRepository } from '../action/runner.ts'
import { expect, test } from '../jest.ts'
import { folderWith, removeFolder, root, runNode } from '../process.ts'
import { first, second } from './small-server.ts'

test.each<[readonly string[], readonly string[], string, readonly string[]]>([
  [['4.3.4', '4.3.5'], ['4.3.4'], '3.8.9', ['4.3.5']],
  [['3.7.1', '4.3.5'], [], '3.8.9', ['4.3.5']],
  [['4.3.5'], ['4.3.5'], '3.8.9', []],
  [['4.3.5'], [], '', ['4.3.5']],
])('of the tags %j, %j read, from %s: %j is new', (tags, read, oldest, fresh) => {
  expect(newTags(tags, read, oldest)).toEqual(fresh)
})

test('candidates are no releases', () => {
  const listed = ['v4.3.10', 'v4.3.9', 'v4.4.0-rc.1', 'v4.4.0-beta.2', 'rabbitmq_v3_6_0'].map(
    tag => `${'0'.repeat(40)}\trefs/tags/${tag}`,
  )
  expect(tagsIn(listed.join('\n'))).toEqual(['4.3.9', '4.3.10'])
})

test('of each operator it is known which release was read', () => {
  for (const { name } of operators) expect(readOf(otherSoftware, name)).toMatch(/^\d+\.\d+\.\d+$/)
})

test('the same news have the same name', () => {
  const news = [
    { repository: 'rabbitmq-server', fresh: ['4.3.8', '4.3.9'] },
    { repository: 'cluster-operator', fresh: ['2.23.0'] },
  ]
  expect(branchOf(news)).toBe('releases/rabbitmq-server-4.3.9_cluster-operator-2.23.0')
})

test('what differs of an operator is told by file', () => {
  expect(changedFacts('Op', ['2.0.0'], '1.0.0', '')).toContain(
    'No file that facts rest on differs from 1.0.0.',
  )
  expect(changedFacts('Op', ['2.0.0'], '1.0.0', ' a.yaml | 2 +-\n')).toContain('```text\n a.yaml | 2 +-\n```')
})

test('two releases, one after the other, are read from a remote, and each is told once', () => {
  const { major, minor, patch = 0 } = newestRelease
  const [older, newer] = [1, 2].map(more => `${major}.${minor}.${patch + more}`)
  const server = new TestRepository(first)
  server.git('tag', `v${older}`)
  const beside = operators.map(({ name, repository }) => {
    const operator = new TestRepository({ 'config/crd/bases/a.yaml': 'a: 1\n', 'README.md': '' })
    operator.git('tag', `v${readOf(otherSoftware, name)}`)
    return { repository, operator }
  })
  const from = folderWith()
  symlinkSync(server.folder, join(from, 'rabbitmq-server'))
  for (const { repository, operator } of beside) symlinkSync(operator.folder, join(from, repository))
  const data = folderWith()
  cpSync(join(root, 'facts/data'), data, { recursive: true })
  const watch = (): readonly [said: string, report: string] => {
    const report = folderWith({ 'report.md': '' })
    const { code, out, err } = runNode(
      [
        join(root, 'scripts/watch-releases.ts'),
        ...[join(report, 'report.md'), '--from', `file://${from}`, '--data', data],
      ],
      { cwd: data },
    )
    expect([code, err.replace(/^.*: changed\n/gm, '')]).toEqual([0, ''])
    const text = readFileSync(join(report, 'report.md'), 'utf8')
    removeFolder(report)
    return [out, text]
  }
  const [firstSaid, firstReport] = watch()
  expect(firstSaid).toBe(`branch=releases/rabbitmq-server-${older}\n`)
  expect(firstReport).toContain(`## RabbitMQ ${older}, against `)
  expect(watch()).toEqual(['', ''])
  server.write(second)
  server.commit('second')
  server.git('tag', `v${newer}`)
  for (const { operator } of beside) {
    operator.write({ 'config/crd/bases/a.yaml': 'a: 2\n', 'README.md': 'x' })
    operator.commit('second')
    operator.git('tag', 'v99.0.0')
  }
  const [said, report] = watch()
  for (const folder of [server.folder, ...beside.map(({ operator }) => operator.folder), from, data])
    removeFolder(folder)
  expect(said).toBe(
    `branch=releases/rabbitmq-server-${newer}_cluster-operator-99.0.0_messaging-topology-operator-99.0.0\n`,
  )
  expect(report).toContain(`## RabbitMQ ${newer}, against ${older}`)
  expect(report).toContain('rabbitmq_new')
  expect(report).toContain('# Messaging topology operator 99.0.0')
  expect(report).toContain('config/crd/bases/a.yaml | 2 +-')
  expect(report).not.toContain('README.md')
})
