import { readInput } from '../../../lint/input.ts'
import { brokersIn } from '../../../model/broker/broker.ts'
import { describe, expect, test } from '../../jest.ts'

/* Which containers are nodes: by their image, else by what only a node has. */

/** The containers that are taken for nodes in a Deployment with these, and more objects. */
const nodesIn = (containers: readonly object[], ...more: readonly object[]): readonly string[] =>
  nodesOf({ containers }, ...more)

function nodesOf(pods: object, ...more: readonly object[]): readonly string[] {
  const labels = { app: 'mq' }
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'mq', namespace: 'mq' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pods } },
  }
  const text = [deployment, ...more].map(object => JSON.stringify(object)).join('\n---\n')
  return readInput([{ name: 'a.yaml', text }]).worlds.flatMap(world =>
    brokersIn(world, {}).map(({ container }) => container.name),
  )
}
const isNode = (container: object, ...more: readonly object[]): boolean =>
  nodesIn([{ name: 'app', image: 'acme/app:1', ...container }], ...more).length > 0
const env = (...names: readonly string[]): object => ({ env: names.map(name => ({ name, value: 'x' })) })
const ports = (...numbers: readonly number[]): object => ({
  ports: numbers.map(containerPort => ({ containerPort })),
})
const at = (mountPath: string): object => ({ volumeMounts: [{ name: 'x', mountPath }] })

describe('two signs tell a node in an image that says nothing', () => {
  test.each([
    ['RABBITMQ_NODENAME'],
    ['RABBITMQ_NODE_NAME'],
    ['RABBITMQ_ERLANG_COOKIE'],
    ['RABBITMQ_ERL_COOKIE'],
    ['RABBITMQ_USE_LONGNAME'],
    ['RABBITMQ_ENABLED_PLUGINS_FILE'],
    ['RABBITMQ_CONFIG_FILE'],
    ['RABBITMQ_MNESIA_BASE'],
    ['RABBITMQ_MNESIA_DIR'],
  ])('%s and a port that only nodes have', name => {
    expect(isNode({ ...env(name), ...ports(4369) })).toBe(true)
    expect(isNode(env(name))).toBe(false)
  })
  test('ports are one sign', () => {
    const folder = at('/etc/rabbitmq/conf.d')
    for (const numbers of [[4369], [25672], [5672, 15672]])
      expect([numbers, isNode({ ...folder, ...ports(...numbers) })]).toEqual([numbers, true])
    for (const numbers of [[5672], [15672], [8080]])
      expect([numbers, isNode({ ...folder, ...ports(...numbers) })]).toEqual([numbers, false])
    expect(isNode(ports(4369, 25672, 5672, 15672))).toBe(false)
  })
  test('so are folders', () => {
    expect(isNode({ ...at('/var/lib/rabbitmq'), ...ports(4369) })).toBe(true)
    expect(isNode({ ...at('/opt/rabbitmq'), ...ports(4369) })).toBe(false)
  })
})

describe('one sign is enough where image and container are called after RabbitMQ', () => {
  const called = { name: 'rabbitmq', image: 'acme/our-rabbitmq:1' }
  const service = (port: number, app = 'mq'): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'mq', namespace: 'mq' },
    spec: { selector: { app }, ports: [{ port }] },
  })
  test('none is not', () => {
    expect(isNode(called)).toBe(false)
    expect(isNode({ ...called, ...env('RABBITMQ_HOST') })).toBe(false)
  })
  test('a port, or the first user', () => {
    expect(isNode({ ...called, ...ports(25672) })).toBe(true)
    expect(isNode({ ...called, ...env('RABBITMQ_DEFAULT_USER') })).toBe(true)
    expect(isNode({ ...called, ...env('RABBITMQ_DEFAULT_PASS') })).toBe(true)
    expect(isNode({ ...called, name: 'app', ...ports(25672) })).toBe(false)
    expect(isNode({ name: 'rabbitmq', ...ports(25672) })).toBe(false)
  })
  test('a Service for what only nodes talk, of these pods', () => {
    expect(isNode(called, service(4369))).toBe(true)
    expect(isNode(called, service(25672))).toBe(true)
    expect(isNode(called, service(5672))).toBe(false)
    expect(isNode(called, service(4369, 'other'))).toBe(false)
  })
})

describe('a container of the image that runs only tools is no node', () => {
  const running = (...command: readonly string[]): boolean => isNode({ image: 'rabbitmq:4.1.3', command })
  test.each(
    [
      ...[
        'rabbitmqadmin list queues',
        'rabbitmqctl status',
        'rabbitmq-diagnostics ping',
        'rabbitmq-queues peek q 1',
      ],
      ...[
        'rabbitmq-streams list_stream_consumers',
        'rabbitmq-upgrade drain',
        'curl http://a',
        'wget a',
        'nc -z a 1',
      ],
      ...['sleep 5', 'tail -f /dev/null', 'cat a', 'echo a', 'printf a', 'date', 'grep a b', 'true', 'false'],
      ...['test -f a', '[ -f a ]', ':', 'exit 0', 'set -e', 'trap "true" TERM', 'wait'],
      ...['while true; do break; done', 'while true; do continue; done'],
    ].map(script => [script]),
  )('%s', script => {
    expect(running('sh', '-c', script)).toBe(false)
    expect(running('sh', '-c', `${script}\nrabbitmq-server`)).toBe(true)
  })
  test('nothing is run, or what cannot be read', () => {
    expect(isNode({ image: 'rabbitmq:4.1.3' })).toBe(true)
    expect(running('sh', '-c', 'if')).toBe(true)
  })
  test('it is one where it has a sign of a node', () => {
    expect(isNode({ image: 'rabbitmq:4.1.3', command: ['sleep', '5'], ...ports(4369) })).toBe(true)
  })
})

test('the likeliest container is judged', () => {
  expect(
    nodesIn([
      { name: 'exporter', image: 'acme/exporter:1' },
      { name: 'mq', image: 'rabbitmq:4.1.3' },
    ]),
  ).toEqual(['mq'])
})

describe('an init container', () => {
  const node = { name: 'mq', image: 'rabbitmq:4.1.3' }
  const app = { name: 'app', image: 'acme/app:1' }
  const sidecar = { restartPolicy: 'Always' }
  test('that ends before the others are started is no node', () => {
    expect(nodesOf({ initContainers: [node], containers: [app] })).toEqual([])
    expect(nodesOf({ initContainers: [{ ...node, restartPolicy: 'OnFailure' }], containers: [app] })).toEqual(
      [],
    )
  })
  test('that runs beside them is one', () => {
    expect(nodesOf({ initContainers: [{ ...node, ...sidecar }], containers: [app] })).toEqual(['mq'])
    const told = { ...app, name: 'mq', ...sidecar, ...env('RABBITMQ_NODENAME'), ...ports(4369) }
    expect(nodesOf({ initContainers: [told], containers: [app] })).toEqual(['mq'])
  })
  test('that runs beside a node is not taken for it', () => {
    expect(nodesOf({ initContainers: [{ ...node, ...sidecar, name: 'first' }], containers: [node] })).toEqual(
      ['mq'],
    )
    expect(nodesOf({ initContainers: [{ ...app, ...sidecar }], containers: [node] })).toEqual(['mq'])
  })
})
