import { readInput } from '../../lint/input.ts'
import { type Broker, brokersIn } from '../../model/broker/broker.ts'
import { scriptsOf } from '../../model/broker/run-scripts.ts'
import { textIndex } from '../../model/formats/text/text-index.ts'
import { ifFound, ifSeen, whyOpen } from '../../model/kube/lookup.ts'
import { commandsRun } from '../../model/pods/script-files.ts'
import { configOf } from '../../model/settings/config.ts'
import { describe, expect, test } from '../jest.ts'

/*
 * Two things of which an object holds many may meet each other: what comes of it stays as small as something that a person
 * writes, and what was not looked at is unknown, which is said.
 */

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const keys = (count: number, value = 'x'): object =>
  Object.fromEntries(list(count, index => [`K${index}`, value]))

/** A broker whose container has this beside its image, and a ConfigMap `config` with these texts. */
function brokerWith(container: object, data: object, pod: object = {}): Broker {
  const objects = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'mq' }, data },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'mq', namespace: 'mq' },
      spec: {
        selector: { matchLabels: { app: 'mq' } },
        template: {
          metadata: { labels: { app: 'mq' } },
          spec: {
            containers: [{ name: 'rabbitmq', image: 'rabbitmq:3.13.7', ...container }],
            volumes: [
              { name: 'config', configMap: { name: 'config' } },
              { name: 'filled', emptyDir: {} },
            ],
            ...pod,
          },
        },
      },
    },
  ]
  const files = [
    { name: 'all.json', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) },
  ]
  const [world] = readInput(files).worlds
  const [broker] = world ? brokersIn(world, {}) : []
  if (!broker) throw new Error('no broker')
  return broker
}
const mount = (mountPath: string, more: object = {}): object => ({ name: 'config', mountPath, ...more })
const release = { major: 3, minor: 13, patch: 7 }

describe('what meets each other', () => {
  test('mounts of a volume of many files', () => {
    const { files } = brokerWith({ volumeMounts: list(300, index => mount(`/m/${index}`)) }, keys(300))
    const shown = files.mounts.map(files.shownBy)
    expect(shown.flatMap(each => ifFound(each) ?? []).length).toBeLessThanOrEqual(50_000)
    expect(shown.at(-1)).toEqual({ state: 'unknown', why: 'more than 50000 files are mounted' })
    // One file is found all the same.
    expect(files.read('/m/299/K299').state).toBe('found')
  })

  test('single files of a volume of many', () => {
    const mounts = list(300, index => mount(`/m/${index}`, { subPath: `K${index}` }))
    const { files } = brokerWith({ volumeMounts: mounts }, keys(300))
    expect(files.mounts.flatMap(each => ifFound(files.shownBy(each)) ?? [])).toHaveLength(300)
  })

  test('the same variables again and again are taken once', () => {
    const envFrom = list(1000, () => ({ configMapRef: { name: 'config' } }))
    const { environment } = brokerWith({ envFrom }, keys(300))
    expect(whyOpen(environment.variables)).toBeUndefined()
    expect(environment.seen.size).toBe(300)
    expect(environment.get('NO').state).toBe('absent')
  })

  test('variables under one prefix after the other', () => {
    const envFrom = list(300, index => ({ prefix: `P${index}_`, configMapRef: { name: 'config' } }))
    const { environment } = brokerWith({ envFrom, env: [{ name: 'SEEN', value: '1' }] }, keys(300))
    expect(environment.seen.size).toBeLessThanOrEqual(50_001)
    expect(environment.get('SEEN').state).toBe('found')
    expect(environment.get('NO')).toEqual({
      state: 'unknown',
      why: 'rabbitmq takes more than 50000 variables from ConfigMaps and Secrets',
    })
  })

  test.each([
    ['one long file', 'include long.conf\n'.repeat(3000), 'heartbeat = 60\n'.repeat(3000)],
    ['one that includes itself', 'include long.conf\n'.repeat(3000), 'include long.conf\n'.repeat(3000)],
  ])('lines that include %s', (_, conf, long) => {
    const broker = brokerWith(
      { volumeMounts: [mount('/etc/rabbitmq')] },
      {
        'rabbitmq.conf': `${conf}vm_memory_high_watermark.relative = 0.4\n`,
        'long.conf': long,
      },
    )
    const config = configOf(broker, release)
    expect(ifSeen(config.files).reduce((sum, { settings }) => sum + settings.length, 0)).toBeLessThan(100_000)
    // What was not followed may come last, and set anything.
    expect(config.effective('vm_memory_high_watermark.relative')).toEqual({
      state: 'unknown',
      why: expect.stringContaining('includes more than is followed'),
    })
  })

  test('a file that includes itself is not followed, and what comes after it holds', () => {
    const conf = `${'include rabbitmq.conf\n'.repeat(3000)}heartbeat = 60\n`
    const broker = brokerWith({ volumeMounts: [mount('/etc/rabbitmq')] }, { 'rabbitmq.conf': conf })
    expect(configOf(broker, release).effective('heartbeat').state).toBe('found')
    expect(configOf(broker, release).effective('default_user').state).toBe('unknown')
  })

  test('containers that run one long script', () => {
    const broker = brokerWith(
      {},
      { 'run.sh': 'rabbitmqctl status\n'.repeat(1000) },
      {
        initContainers: list(300, index => ({
          name: `c${index}`,
          image: 'rabbitmq:3.13.7',
          command: ['sh', '/c/run.sh'],
          volumeMounts: [mount('/c')],
        })),
      },
    )
    const scripts = scriptsOf(broker)
    expect(ifSeen(scripts).reduce((sum, { commands }) => sum + commands.length, 0)).toBeLessThanOrEqual(
      30_000,
    )
    expect(whyOpen(scripts)).toBe('its scripts have more than 30000 commands')
  })

  test('lines that run one long script, and what they redirect', () => {
    const { files } = brokerWith({ volumeMounts: [mount('/c')] }, { 'run.sh': 'echo a >b\n'.repeat(1000) })
    const run = (line: string): readonly [number, number] => {
      const { commands, errors } = commandsRun(['sh', '-c', line], files)
      return [commands.reduce((sum, { redirects }) => sum + 1 + redirects.length, 0), errors.length]
    }
    expect(run('sh /c/run.sh\n')).toEqual([2000, 0])
    expect(run('sh /c/run.sh >x\n'.repeat(1000))[0]).toBeLessThan(100_000)
    expect(run(`sh /c/run.sh ${'>x '.repeat(1000)}`)).toEqual([1001, 1])
  })

  test.each([
    ['containers that copy many files', 300, 'cp /c/* /d/'],
    ['one that copies them again and again', 1, 'cp /c/* /d/\n'.repeat(300)],
  ])('%s', (_, count, script) => {
    const { files } = brokerWith(
      { volumeMounts: [{ name: 'filled', mountPath: '/etc/rabbitmq' }] },
      keys(300),
      {
        initContainers: list(count, index => ({
          name: `c${index}`,
          image: 'busybox:1',
          command: ['sh', '-c', script],
          volumeMounts: [mount('/c'), { name: 'filled', mountPath: '/d' }],
        })),
      },
    )
    expect(files.read('/etc/rabbitmq/rabbitmq.conf')).toEqual({
      state: 'unknown',
      why: 'volume filled is filled while the pod starts',
    })
  })

  test('a command of the broker that copies many files again and again', () => {
    const { files } = brokerWith(
      { command: ['sh', '-c', 'cp /c/* /d/\n'.repeat(300)], volumeMounts: [mount('/c')] },
      keys(300),
    )
    expect(files.read('/d/K1').state).toBe('unknown')
    expect(files.read('/c/K1').state).toBe('found')
  })

  test('what a long text is asked for', () => {
    const mentions = textIndex('x use_of_A /etc/a.conf', 60)
    expect(['use_of', 'of_A', 'B'].map(mentions)).toEqual([true, true, false])
    // Parts of words are not looked for any more.
    expect(['use_of', 'use_of_A', '/etc/a.conf', 'B'].map(mentions)).toEqual([false, true, true, false])
  })
})
