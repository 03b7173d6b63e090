import { readdirSync, readFileSync } from 'node:fs'
import { plain } from '../../cli/formats/style.ts'
import { formatSurvival } from '../../cli/formats/survival/format.ts'
import { survivalFormats } from '../../cli/formats/survival/names.ts'
import { storesOf } from '../../facts/metadata-store.ts'
import { knownReleases } from '../../facts/release.ts'
import { survive } from '../../index.ts'
import {
  chartValues,
  cluster,
  policyFile,
  rabbitmqCluster,
  type Sample,
  topology,
  yaml,
} from '../../policies/sample.ts'
import type { ClusterSurvival, QueueSurvival } from '../../recovery/report.ts'
import type { ScenarioId } from '../../recovery/scenarios.ts'
import { deepFreeze } from '../deep-freeze.ts'
import { describe, expect, test } from '../jest.ts'

const clustersIn = (text: string, options: Parameters<typeof survive>[1] = {}): readonly ClusterSurvival[] =>
  survive([{ name: 'a.yaml', text }], options).clusters
function only(text: string, options: Parameters<typeof survive>[1] = {}): ClusterSurvival {
  const [first, ...others] = clustersIn(text, options)
  if (!first || others.length > 0) throw new Error(`${others.length + 1} clusters`)
  return first
}
const cellsOf = (told: ClusterSurvival, id: ScenarioId): readonly QueueSurvival[] =>
  told.scenarios.find(scenario => scenario.id === id)?.queues ?? []
const cell = (text: string, id: ScenarioId, type = 'classic'): QueueSurvival => {
  const found = cellsOf(only(text), id).find(queue => queue.type === type)
  if (!found) throw new Error(`no ${type} queue`)
  return found
}
const end = ({ availability, messages, interruption }: QueueSurvival): string =>
  `${availability}, ${messages}, ${interruption}`

const folder = 'manifests/clusters'
const reference = readdirSync(folder).map(
  name =>
    [
      name,
      readdirSync(`${folder}/${name}`)
        .sort()
        .map(file => ({
          name: `${folder}/${name}/${file}`,
          text: readFileSync(`${folder}/${name}/${file}`, 'utf8'),
        })),
    ] as const,
)

describe.each(reference)('the reference cluster %s', (_, files) => {
  test.each(survivalFormats.filter(format => format !== 'json'))('as %s', format => {
    const report = survive(files)
    const options = { style: plain, width: 80, all: format === 'pretty', files: files.length }
    expect(formatSurvival(format, report, options)).toMatchSnapshot()
  })
})

test('the first screen is a line for each scenario, the worst queue in it, within 80 columns', () => {
  const report = survive(reference[0]?.[1] ?? [])
  const text = formatSurvival('pretty', report, { style: plain, width: 80, all: false, files: 6 })
  expect(text).toMatchSnapshot()
  expect(text.split('\n').every(line => line.length <= 80)).toBe(true)
})

const old = 'rabbitmq:3.12.14'
const mirrors = (keys: string): string => policyFile(`{"ha-mode": "all"${keys}}`, '.*')
const filled = mirrors(', "ha-sync-mode": "automatic", "ha-promote-on-failure": "when-synced"')
const ordered = { podManagementPolicy: 'OrderedReady' } as const
const needsBoot = { readiness: { tcpSocket: { port: 5672 } } }

describe('facts of manifests decide', () => {
  test.each<[string, Sample, ScenarioId, string, string]>([
    [
      'no hook waits for mirrors',
      { image: old, definitions: filled, container: { lifecycle: null } },
      'rolling-update',
      'mirrored',
      'survives, kept, restart',
    ],
    [
      'the hook waits for mirrors',
      { image: old, definitions: filled },
      'rolling-update',
      'mirrored',
      'survives, kept, none',
    ],
    [
      'mirrors that nobody fills',
      { image: old, definitions: mirrors('') },
      'one-crash',
      'mirrored',
      'survives, lost, none',
    ],
    [
      'mirrors of one node',
      { image: old, definitions: policyFile('{"ha-mode": "exactly", "ha-params": 1}', '.*') },
      'one-crash',
      'mirrored',
      'survives, kept, restart',
    ],
    [
      'mirrors on nodes of other names',
      { image: old, definitions: policyFile('{"ha-mode": "nodes", "ha-params": ["rabbit@a"]}', '.*') },
      'one-crash',
      'mirrored',
      'survives, kept, restart',
    ],
    [
      'policies that 4.x refuses',
      { image: 'rabbitmq:4.0.5', definitions: filled },
      'one-crash',
      'classic',
      'by-hand, by-hand, until-returned',
    ],
    [
      'a probe that passes while a node waits',
      { ...ordered, readiness: { exec: { command: ['rabbitmq-diagnostics', 'ping'] } } },
      'all-at-once',
      'classic',
      'survives, kept, restart',
    ],
    [
      'a probe that does not',
      { ...ordered, ...needsBoot },
      'all-at-once',
      'classic',
      'by-hand, by-hand, until-returned',
    ],
    ['pods that start together', needsBoot, 'all-at-once', 'classic', 'survives, kept, restart'],
    ['an emptyDir', { storage: 'emptyDir' }, 'rolling-update', 'classic', 'lost, lost, until-returned'],
    [
      'an emptyDir that a container outlives not',
      { storage: 'emptyDir' },
      'one-crash',
      'classic',
      'survives, kept, restart',
    ],
    ['one node', { replicas: 1 }, 'rolling-update', 'classic', 'survives, kept, restart'],
    [
      'nothing spreads the pods',
      { pod: { affinity: null, topologySpreadConstraints: null } },
      'zone-lost',
      'quorum',
      'unknown, unknown, unknown',
    ],
  ])('%s', (_, sample, id, type, expected) => {
    expect(end(cell(cluster(sample), id, type))).toBe(expected)
  })

  test('where they stand', () => {
    const { because } = cell(cluster({ ...ordered, ...needsBoot }), 'all-at-once')
    expect(because.map(({ path }) => path)).toEqual([
      '/spec/replicas',
      '/spec/podManagementPolicy',
      '/spec/template/spec/containers/0/readinessProbe',
    ])
    expect(because.every(({ file, line }) => file === 'a.yaml' && (line ?? 0) > 0)).toBe(true)
  })

  test('what would change it', () => {
    expect(cell(cluster({ ...ordered, ...needsBoot }), 'all-at-once').change).toContain('Parallel')
    expect(cell(cluster({ storage: 'emptyDir' }), 'rolling-update').change).toContain('claim')
  })
})

describe('what is not known', () => {
  test('is told both ways', () => {
    const text = cluster({ ...ordered, readiness: { exec: { command: ['/check.sh'] } } })
    const told = cell(text, 'all-at-once')
    expect(end(told)).toBe('unknown, unknown, unknown')
    expect(told.why).toMatch(
      /if a pod is ready while its node waits: survives.*if no pod is ready.*: by-hand/,
    )
    expect(told.commands[0]).toBe('# if no pod is ready before its node has booted:')
  })
  test('is no matter where all ways end alike', () => {
    const text = cluster({ ...ordered, readiness: { exec: { command: ['/check.sh'] } } })
    expect(end(cell(text, 'one-crash'))).toBe('survives, kept, restart')
  })
  test('has an entry for each store', () => {
    const told = clustersIn(cluster({ image: 'rabbitmq:4.2.6' }))
    expect(told.map(({ store, assumed }) => [store, assumed])).toEqual([
      ['mnesia', true],
      ['khepri', true],
    ])
    expect(clustersIn(cluster({ image: 'rabbitmq:4.2.6' }), { metadataStore: 'khepri' })).toHaveLength(1)
  })
  test('has one for each release, of which those that tell the same are shown as one', () => {
    const files = [{ name: 'a.yaml', text: cluster({ image: 'rabbitmq:latest', definitions: filled }) }]
    const report = survive(files, { scenario: 'one-crash' })
    expect(new Set(report.clusters.map(({ version }) => version))).toEqual(new Set([null]))
    expect(report.clusters.length).toBe(knownReleases.flatMap(release => storesOf(release)).length)
    const text = formatSurvival('markdown', report, { style: plain, width: 80, all: false, files: 1 })
    expect(text.match(/^RabbitMQ .* \(unknown\)/gm)?.length).toBeLessThan(8)
  })
  test('is said of the whole cluster where nothing can be told', () => {
    expect(only(cluster({ replicas: 40 })).unknown).toContain('40 nodes')
  })
  test('pods without names have no commands', () => {
    const told = survive([{ name: 'values.yaml', text: yaml(chartValues({ replicaCount: 3 })) }], {
      rabbitmqVersion: '3.12',
    })
    const commands = told.clusters
      .flatMap(({ scenarios }) => scenarios)
      .flatMap(({ queues }) => queues.flatMap(queue => queue.commands))
    expect(commands.every(line => line.startsWith('#'))).toBe(true)
  })
})

test('one entry for each type and policy', () => {
  const text = [
    cluster({ image: old, definitions: filled }),
    yaml(topology('Queue', 'q', { name: 'q', type: 'stream', durable: true })),
  ].join('---\n')
  expect(cellsOf(only(text), 'one-crash').map(({ type, policy, maybe }) => [type, policy, maybe])).toEqual([
    ['mirrored', 'orders', false],
    ['quorum', null, true],
  ])
})

describe('commands', () => {
  const samples: Readonly<Record<string, string>> = {
    set: cluster({ image: old, definitions: filled }),
    khepri: cluster({ image: 'rabbitmq:4.3.6' }),
    ordered: cluster({ ...ordered, ...needsBoot }),
    operator: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' })),
    brief: cluster({ storage: 'emptyDir' }),
  }
  test.each(Object.entries(samples))('of %s are lines with names, and no placeholders', (_, text) => {
    const lines = clustersIn(text).flatMap(({ scenarios }) =>
      scenarios.flatMap(({ queues }) => queues.flatMap(({ commands }) => commands)),
    )
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) {
      expect(line).not.toMatch(/[\n\r]|<\w|\bundefined\b|\bNAME\b|\.\.\./)
      expect(line).toMatch(/^(?:# |kubectl |until kubectl |echo ')/)
    }
  })
  test('forget offline before the survivor boots, and give it a new disk then', () => {
    const lines = cell(samples.set ?? '', 'last-lost', 'mirrored').commands
    const order = [
      '--replicas=0',
      '-rescue',
      'forget_cluster_node --offline',
      '--replicas=3',
      'delete pvc',
      'await_online_synchronized_mirror',
    ]
    const places = order.map(part => lines.findIndex(line => line.includes(part)))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThanOrEqual(0)
  })
  test('names that no name may be are in none', () => {
    const text = cluster().replaceAll('name: rabbitmq\n', 'name: "x; rm -rf $(y)"\n')
    const lines = clustersIn(text).flatMap(({ scenarios }) =>
      scenarios.flatMap(({ queues }) => queues.flatMap(({ commands }) => commands)),
    )
    expect(lines.filter(line => line.includes('rm -rf') && !line.startsWith('#'))).toEqual([])
  })
})

test('the same input gives the same report, and is not changed', () => {
  const files = [{ name: 'a.yaml', text: cluster({ image: old, definitions: filled }) }]
  deepFreeze(files)
  expect(survive(files)).toEqual(survive(files))
})
