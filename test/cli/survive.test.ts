import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { cluster } from '../../policies/sample.ts'
import type { SurvivalReport } from '../../recovery/report.ts'
import { scenarios } from '../../recovery/scenarios.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder, root } from '../process.ts'
import { warrener } from './run.ts'

const cwd = folderWith({
  'deploy/all.yaml': cluster({
    podManagementPolicy: 'OrderedReady',
    readiness: { tcpSocket: { port: 5672 } },
  }),
  'config/.warrener.yaml': 'rabbitmqVersion: "3.12"\n',
  'config/all.yaml': cluster({ image: 'private/broker:7' }),
  'other/all.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n',
  'none/readme.txt': '',
  'empty/all.yaml': '',
})
afterAll(() => removeFolder(cwd))

const schema = JSON.parse(readFileSync(join(root, 'schemas/survival-report.schema.json'), 'utf8')) as object
const isReport = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)
const reportOf = (out: string): SurvivalReport => {
  const report = JSON.parse(out) as SurvivalReport
  expect(isReport(report) ? [] : isReport.errors).toEqual([])
  return report
}

test.each<[string, number]>([
  ['survive deploy', 0],
  ['survive deploy --all', 0],
  ['survive deploy --format markdown', 0],
  ['survive deploy --scenario one-crash', 0],
  ['survive deploy --scenario nix', 2],
  ['survive deploy --format sarif', 2],
  ['survive deploy --as-of nix', 2],
  ['survive other', 0],
  ['survive none', 3],
  ['survive nix', 3],
  ['survive empty --format json', 0],
  ['survive -', 3],
])('%s ends with %i', async (line, code) => {
  expect((await warrener(line.split(' '), { cwd })).code).toBe(code)
})

describe('as JSON', () => {
  test('it is what the schema says', async () => {
    const { out } = await warrener(['survive', 'deploy', '--format', 'json'], { cwd })
    const { clusters } = reportOf(out)
    expect(clusters[0]?.scenarios.map(({ id }) => id)).toEqual(scenarios.map(({ id }) => id))
    expect(out).not.toContain('"trace"')
  })
  test('the steps are there where they are asked for', async () => {
    const { out } = await warrener(
      ['survive', 'deploy', '--format', 'json', '--trace', '--scenario', 'all-at-once'],
      { cwd },
    )
    const [queue] = reportOf(out).clusters[0]?.scenarios[0]?.queues ?? []
    expect(queue?.trace?.map(({ at, text }) => `t+${at} ${text}`)).toEqual(
      expect.arrayContaining([
        't+10 rabbitmq-1 is not started before rabbitmq-0 is ready',
        't+10 rabbitmq-0 waits for rabbitmq-1 and rabbitmq-2, which were running when it stopped',
      ]),
    )
    expect(queue?.trace?.at(-1)?.byHand).toBe(true)
  })
  test('it parses also where there is nothing', async () => {
    const { out, err, code } = await warrener(['survive', 'none', '--format', 'json'], { cwd })
    expect(reportOf(out)).toMatchObject({ clusters: [], error: { code } })
    expect(err).toContain('nothing to look at')
  })
})

test('standard input is read, and named as it is asked', async () => {
  const input = cluster({ image: 'rabbitmq:3.12.14' })
  const { out, code } = await warrener(['survive', '-', '--stdin-filename', 'rabbit.yaml'], { cwd, input })
  expect(code).toBe(0)
  expect(out).toContain('rabbit.yaml:')
})

test('the config file counts', async () => {
  const { out } = await warrener(['survive', '--format', 'json'], { cwd: join(cwd, 'config') })
  expect(reportOf(out).clusters.map(({ version }) => version)).toEqual(['3.12.14'])
})

test('without a cluster it says so', async () => {
  expect((await warrener(['survive', 'other'], { cwd })).out).toBe('No RabbitMQ found in 1 file.\n')
})
