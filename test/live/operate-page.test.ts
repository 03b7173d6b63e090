import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { logEntry } from '../../webhook/deps.ts'
import { metricsOf } from '../../webhook/metrics.ts'
import { expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { depsOver, requestOf } from '../webhook/ask.ts'
import { built } from '../webhook/built.ts'

const page = readFileSync(join(root, 'docs/operate.md'), 'utf8')
/** What the first column of a table names. */
const listed = (head: string): readonly string[] => {
  const [, table = ''] = page.split(`| ${head} |`)
  return (
    table
      .split('\n\n')[0]
      ?.split('\n')
      .slice(2)
      .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)) ??
    []
  )
}

test('all metrics are on the page, and no others', async () => {
  const metrics = metricsOf(() => new Date())
  const known = [...(await metrics.text()).matchAll(/^# HELP (\w+)/gm)].map(([, name]) => name)
  metrics.stop()
  expect(listed('metric').toSorted()).toEqual(known.toSorted())
})

test('all alerts are on the page', () => {
  const [alerts] = built('monitoring').filter(({ kind }) => kind === 'PrometheusRule')
  const rules = listOf(dig(alerts, ['spec', 'groups', 0, 'rules']))
  expect(listed('alert')).toEqual(rules.map(rule => member(rule, 'alert')))
})

test('all that a line of the log tells is on the page', () => {
  const request = requestOf({ object: { apiVersion: 'v1', kind: 'Service' }, dryRun: true })
  const { findings: _, ...told } = logEntry(request, depsOver([]), { verdict: 'allowed' })
  expect(listed('field').toSorted()).toEqual(
    ['time', 'level', 'message', 'ms', ...Object.keys(told)].toSorted(),
  )
})
