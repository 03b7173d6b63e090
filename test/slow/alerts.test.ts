import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Json, JsonObject } from '../../model/kube/json.ts'
import { rules as known } from '../../policies/index.ts'
import { goTool } from '../go-tool.ts'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { folderWith, type Ran, removeFolder } from '../process.ts'
import { built } from '../webhook/built.ts'
import { broken, call, review, start, stopAll } from '../webhook/served.ts'
import { alertRows } from './alerts/rows.ts'

/*
 * Metrics and alerts, as Prometheus itself reads them.
 */

let promtool = ''
const folder = folderWith()
beforeAll(async () => {
  promtool = await goTool({
    name: 'promtool',
    module: 'github.com/prometheus/prometheus',
    version: 'v0.316.0',
    path: 'cmd/promtool',
    // Without the clients of all clouds, which take most of the time.
    tags: 'remove_all_sd',
  })
})
afterAll(async () => {
  await stopAll()
  removeFolder(folder)
})

const run = (args: readonly string[], input = ''): Promise<Ran> =>
  new Promise(resolve => {
    const child = execFile(promtool, args, { cwd: folder }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    )
    child.stdin?.end(input)
  })

/** The alerts that are shipped, as a file of Prometheus. */
function alertsFile(): JsonObject {
  const [alerts] = built('monitoring').filter(({ kind }) => kind === 'PrometheusRule')
  const file = alerts?.spec as JsonObject
  writeFileSync(join(folder, 'alerts.yaml'), stringify(file))
  return file
}

test('promtool reads all that /metrics says, and has nothing to complain of', async () => {
  const { port } = await start({ rules: [...known, broken], version: '0.1.0' })
  for (const [path, body] of [
    ['/validate', review],
    ['/mutate', review],
    ['/validate?timeout=1ms', review],
    ['/validate', '[]'],
  ] as const)
    await call(port, { path, body })
  const { body } = await call(port, { path: '/metrics', method: 'GET' })
  for (const name of [
    'warrener_reviews_total',
    'warrener_review_duration_seconds',
    'warrener_rule_errors_total',
  ])
    expect(body).toContain(name)
  expect(await run(['check', 'metrics'], body)).toEqual({ code: 0, out: '', err: '' })
})

test('promtool takes the alerts', async () => {
  alertsFile()
  const { code, out, err } = await run(['check', 'rules', '--lint=all', '--lint-fatal', 'alerts.yaml'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/SUCCESS: \d+ rules found/)
})

test.each(alertRows.map(row => [row.name, row] as const))(
  '%s',
  async (_, { name, series, at, alert, labels }) => {
    const { groups } = alertsFile() as {
      readonly groups: readonly { readonly rules: readonly JsonObject[] }[]
    }
    const rule = groups.flatMap(({ rules }) => rules).find(({ alert: own }) => own === alert)
    expect(rule).toBeDefined()
    const annotations = Object.fromEntries(
      Object.entries((rule?.annotations ?? {}) as Readonly<Record<string, string>>).map(([key, text]) => [
        key,
        text.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => labels?.[label] ?? ''),
      ]),
    )
    const expected: Json =
      labels === undefined
        ? []
        : [{ exp_labels: { severity: 'warning', ...labels }, exp_annotations: annotations }]
    const tests = {
      rule_files: ['alerts.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          ...{ name, interval: '1m' },
          input_series: Object.entries(series).map(([of, values]) => ({ series: of, values })),
          alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: expected }],
        },
      ],
    }
    writeFileSync(join(folder, 'test.yaml'), stringify(tests))
    const { code, out, err } = await run(['test', 'rules', 'test.yaml'])
    expect({ code, out, err }).toMatchObject({ code: 0 })
  },
)
