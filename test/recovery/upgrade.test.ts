import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unifiedDiff } from '../../cli/formats/unified-diff.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
import { lint, upgrade } from '../../index.ts'
import { cluster, policyFile, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'

const release = (text: string): Release => parseRelease(text) ?? { major: 0, minor: 0, patch: 0 }
const file = 'rabbitmq.yaml'
const planOf = (text: string, to: string, options = {}) =>
  upgrade([{ name: file, text }], { named: [file], to: release(to), ...options })
const only = (text: string, to: string, options = {}) => {
  const { clusters } = planOf(text, to, options)
  expect(clusters).toHaveLength(1)
  const [first] = clusters
  if (!first) throw new Error('no cluster')
  return first
}

const ways: readonly (readonly [string, string, readonly string[]])[] = [
  ['3.8.35', '4.3', ['3.9.29', '3.10.25', '3.11.28', '3.12.14', '3.13.7', '4.2', '4.3']],
  ['3.11.28', '4.2', ['3.12.14', '3.13.7', '4.2']],
  ['3.13.7', '4.4', ['4.2', '4.3', '4.4']],
  ['4.0.5', '4.2', ['4.2']],
  ['3.7.28', '3.9', ['3.9.29']],
]
test.each(ways)('from %s to %s by the shortest supported way', (from, to, stops) => {
  const { hops, refused } = only(cluster({ image: `rabbitmq:${from}-management` }), to)
  expect(refused).toBeUndefined()
  expect(hops.map(hop => (hop.to.startsWith('4') ? hop.to.replace(/\.\d+$/, '') : hop.to))).toEqual(stops)
  expect(hops[0]?.from).toBe(from)
  // Each begins where the one before ended.
  for (const [index, hop] of hops.slice(1).entries()) expect(hop.from).toBe(hops[index]?.to)
})

test('a patch that has to run first is a step before the hop', () => {
  const { hops } = only(cluster({ image: 'rabbitmq:3.11.10-management' }), '3.12')
  expect(hops.map(({ from, to }) => [from, to])).toEqual([['3.11.10', '3.12.14']])
  expect(hops[0]?.before.slice(0, 2)).toEqual([
    '# first to 3.11.28, from which alone RabbitMQ goes on: set the image to rabbitmq:3.11.28-management, apply, and wait',
    'kubectl -n mq rollout status statefulset/rabbitmq --timeout=30m',
  ])
})

test('nodes that do not work together stop first', () => {
  const { hops } = only(cluster({ image: 'rabbitmq:3.7.28' }), '3.9')
  expect(hops[0]?.before).toContain('kubectl -n mq scale statefulset/rabbitmq --replicas=0')
  expect(hops[0]?.after[0]).toBe('kubectl -n mq scale statefulset/rabbitmq --replicas=3')
})

test('flags that the next release requires are listed, and enabled before', () => {
  const [hop] = only(cluster({ image: 'rabbitmq:3.13.7' }), '4.0').hops
  expect(hop?.before).toContain(
    'kubectl -n mq exec rabbitmq-0 -c rabbitmq -- rabbitmqctl enable_feature_flag all',
  )
  expect(hop?.before.join('\n')).toMatch(/^# has to list as enabled: .*\bmessage_containers\b/m)
  expect(hop?.before.join('\n')).toMatch(/^# khepri_db has to be disabled/m)
})

describe('there is no way', () => {
  test.each([
    ['3.7.10', '4.2', /^no supported way leads from RabbitMQ 3\.7\.10/],
    ['4.2.1', '3.13', /does not go back/],
    ['4.2.99', '4.2', /does not go back/],
  ])('from %s to %s', (from, to, why) => {
    const { hops, refused } = only(cluster({ image: `rabbitmq:${from}` }), to)
    expect(hops).toEqual([])
    expect(refused).toEqual({ rule: 'upgrade-hop-unsupported', why: expect.stringMatching(why) })
  })

  test('and none is needed', () => {
    const { hops, refused, unknown } = only(cluster({ image: 'rabbitmq:4.2.1' }), '4.2')
    expect({ hops, refused, unknown }).toEqual({ hops: [], refused: undefined, unknown: undefined })
  })

  test.each([
    ['a digest', cluster({ image: `registry.example/mq@sha256:${'0123456789abcdef'.repeat(4)}` })],
    [
      'an image that the operator chooses',
      'apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: { name: mq, namespace: mq }\nspec: { replicas: 3 }\n',
    ],
  ])('that is known, where the release is not: %s', (_, text) => {
    const { from, hops, unknown } = only(text, '4.2')
    expect([from, hops, unknown]).toEqual([null, [], expect.stringContaining('--rabbitmq-version')])
    expect(only(text, '4.2', { rabbitmqVersion: '3.13.7' }).hops).toHaveLength(1)
  })
})

const mirrored = cluster({
  image: 'rabbitmq:3.12.14-management',
  conf: 'cluster_formation.randomized_startup_delay_range.min = 5\nheartbeat = 30',
  definitions: policyFile('{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic"}'),
})

test('what the next release refuses blocks its hop alone, and the edits mend it', () => {
  const { hops } = only(mirrored, '4.2')
  expect(hops.map(({ to, blockers }) => [to.slice(0, 3), blockers.map(({ rule }) => rule).sort()])).toEqual([
    ['3.1', []],
    ['4.2', ['conf-key-unknown', 'mirroring-removed']],
  ])
  const last = hops.at(-1)?.edits[0]?.is ?? ''
  expect(last).toContain('heartbeat = 30')
  expect(last).not.toMatch(/randomized_startup_delay|ha-mode|rabbitmq:3/)
  const after = lint([{ name: file, text: last }], { named: [file], metadataStore: 'mnesia' })
  expect(after.findings.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('git applies all edits in order', () => {
  const folder = folderWith({ [file]: mirrored })
  const { hops } = only(mirrored, '4.4')
  const edits = hops.flatMap(hop => hop.edits)
  writeFileSync(
    join(folder, 'all.diff'),
    edits.map(({ was, is }) => unifiedDiff(file, was, is).diff).join(''),
  )
  execFileSync('git', ['init', '-q', '.'], { cwd: folder })
  execFileSync('git', ['apply', '--check', 'all.diff'], { cwd: folder })
  removeFolder(folder)
  expect(edits.map(edit => edit.file)).toEqual(hops.map(() => file))
})

test('what is wrong today already is no blocker, and is counted', () => {
  const text = cluster({ image: 'rabbitmq:4.0.9', conf: 'heart_beat = 1' })
  const { hops, standing } = only(text, '4.2')
  const errors = lint([{ name: file, text }], { named: [file] }).findings.filter(
    ({ severity }) => severity === 'error',
  )
  expect(errors.map(({ rule }) => rule)).toContain('conf-key-unknown')
  expect([standing, hops.flatMap(({ blockers }) => blockers)]).toEqual([errors.length, []])
})

test('an image that does not tell how the next one is called is left to its owner', () => {
  const { hops } = only(cluster({ image: 'registry.example/rabbitmq:3.13.7-debian-12-r5' }), '4.2')
  expect(hops.map(({ edits }) => edits)).toEqual([[]])
})

test('two clusters of one file change one after the other', () => {
  const other = cluster({ image: 'rabbitmq:3.13.7' }).replaceAll(/: rabbitmq$/gm, ': orders')
  const text = `${cluster({ image: 'rabbitmq:4.0.9' })}---\n${other}`
  const { clusters } = planOf(text, '4.2')
  expect(clusters.map(({ name, from, hops }) => [name, from, hops.length])).toEqual([
    ['mq/rabbitmq', '4.0.9', 1],
    ['mq/orders', '3.13.7', 1],
  ])
  const [first, second] = clusters.map(({ hops }) => hops[0]?.edits[0])
  expect(second?.was).toBe(first?.is)
  expect(second?.is).not.toMatch(/rabbitmq:(?:4\.0|3\.13)/)
})

test('commands are for the pods of the cluster operator, too', () => {
  const text = yaml(
    rabbitmqCluster({ replicas: 3, image: 'rabbitmq:4.0.9-management' }, { name: 'mq', namespace: 'mq' }),
  )
  const [hop] = only(text, '4.2').hops
  expect(hop?.after[0]).toMatch(/^kubectl -n mq rollout status statefulset\/\S+-server /)
  expect(hop?.edits[0]?.is).toMatch(/image: rabbitmq:4\.2\.\d+-management/)
})
