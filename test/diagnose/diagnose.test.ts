import { diagnose } from '../../diagnose/diagnose.ts'
import type { Confidence } from '../../diagnose/diagnosis.ts'
import { lint } from '../../index.ts'
import { rules } from '../../policies/index.ts'
import { cluster, policyFile } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

const reportOf = (text: string) => lint([{ name: 'rabbitmq.yaml', text }], { named: ['rabbitmq.yaml'] })
const causesOf = (log: string, manifests?: string) =>
  diagnose(log, { rules, ...(manifests === undefined ? {} : { report: reportOf(manifests) }) }).causes

/** A node of 3.13.7 that boots as it should, beside two others. */
const healthy = `2026-01-02 03:04:05.100000+00:00 [notice] <0.44.0> Application syslog exited with reason: stopped
2026-01-02 03:04:05.200000+00:00 [info] <0.230.0>  Starting RabbitMQ 3.13.7 on Erlang 26.2.5 [jit]
  ##  ##      RabbitMQ 3.13.7
2026-01-02 03:04:05.300000+00:00 [info] <0.230.0>  node           : rabbit@rabbitmq-1.rabbitmq-headless.mq.svc.cluster.local
2026-01-02 03:04:05.300000+00:00 [info] <0.230.0>  cookie hash    : YWJjZGVmZ2hpamtsbW5vcA==
2026-01-02 03:04:06.000000+00:00 [info] <0.230.0> Running boot step database defined by app rabbit
2026-01-02 03:04:06.100000+00:00 [info] <0.230.0> Waiting for Mnesia tables for 30000 ms, 9 retries left
2026-01-02 03:04:06.200000+00:00 [info] <0.230.0> Successfully synced tables from a peer
2026-01-02 03:04:07.000000+00:00 [warning] <0.230.0> Classic peer discovery backend: list of nodes does not contain the local node []
2026-01-02 03:04:08.000000+00:00 [info] <0.600.0> Importing concurrently 3 users...
2026-01-02 03:04:09.000000+00:00 [info] <0.9.0> Server startup complete; 5 plugins started.
2026-01-02 03:05:00.000000+00:00 [info] <0.700.0> rabbit on node 'rabbit@rabbitmq-2.rabbitmq-headless.mq.svc.cluster.local' down
2026-01-02 03:05:40.000000+00:00 [info] <0.700.0> rabbit on node 'rabbit@rabbitmq-2.rabbitmq-headless.mq.svc.cluster.local' up
2026-01-02 03:06:00.000000+00:00 [info] <0.800.0> Mirrored queue 'orders' in vhost '/': Promoting mirror <rabbit@rabbitmq-1.1.512.0> to leader
2026-01-02 03:07:00.000000+00:00 [warning] <0.900.0> closing AMQP connection <0.900.0> (10.0.0.7:41234 -> 10.0.0.9:5672): client unexpectedly closed TCP connection`

const unknownKey = `[error]   - Conf file attempted to set unknown variable: vm_memory_high_watermark.ratio`
const withUnknownKey = cluster({ conf: 'vm_memory_high_watermark.ratio = 0.4' })

describe('a healthy node', () => {
  test('tells nothing, with manifests and without', () => {
    expect(causesOf(healthy)).toEqual([])
    expect(causesOf(healthy, cluster())).toEqual([])
    // What the manifests have wrong and the log does not show is no cause.
    expect(causesOf(healthy, withUnknownKey)).toEqual([])
  })

  test('is known by its release, its name and the line that says that it is up', () => {
    expect(diagnose(healthy, { rules })).toMatchObject({
      node: { release: '3.13.7', name: 'rabbit@rabbitmq-1.rabbitmq-headless.mq.svc.cluster.local' },
      up: 11,
    })
  })

  test('that is still waiting is told to wait', () => {
    const waiting = healthy.split('\n').slice(0, 7).join('\n')
    expect(causesOf(waiting).map(({ rule, confidence }) => [rule, confidence])).toEqual([
      ['boot-order-deadlock', 'possible'],
      ['boot-wait-too-short', 'possible'],
      ['liveness-kills-waiting-node', 'possible'],
    ])
  })
})

/** What carries a line, and the number that it then has. */
const carried: readonly (readonly [string, (line: string) => string, number])[] = [
  ['as it is', line => line, 1],
  ['below a byte order mark, with Windows line ends', line => `\ufeffx\r\n${line}\r\n`, 2],
  ['with colours', line => `\u001b[38;5;160m${line}\u001b[0m`, 1],
  [
    'of kubectl logs --prefix --timestamps',
    line => `[pod/rabbitmq-0/rabbitmq] 2026-01-02T03:04:05.678901234Z ${line}`,
    1,
  ],
  ['of a container runtime', line => `2026-01-02T03:04:05.678901234+00:00 stdout F ${line}`, 1],
  [
    'in the JSON of RabbitMQ',
    line => JSON.stringify({ time: '2026-01-02', level: 'error', msg: line, pid: '<0.1.0>' }),
    1,
  ],
  ['in the JSON of Docker', line => JSON.stringify({ log: `${line}\n`, stream: 'stderr' }), 1],
  [
    'in the JSON of an operator',
    line => JSON.stringify({ level: 'error', msg: 'Reconciler error', error: line }),
    1,
  ],
  ['among ten thousand healthy lines', line => `${`${healthy}\n`.repeat(667)}${line}\n${healthy}`, 10006],
  ['cut off behind it', line => `${line}\n2026-01-02 03:04:05.6789`, 1],
]
test.each(carried)('a line %s', (_, carry, line) => {
  expect(causesOf(carry(unknownKey), withUnknownKey)).toMatchObject([
    {
      rule: 'conf-key-unknown',
      confidence: 'certain',
      log: [{ line }],
      findings: [{ file: 'rabbitmq.yaml' }],
    },
  ])
})

const rows: readonly {
  readonly name: string
  readonly log: string
  readonly manifests?: string
  /** Rules and how sure, the most likely first. */
  readonly causes: readonly (readonly [string | null, Confidence, number?])[]
}[] = [
  {
    name: 'a line that names the defect is sure without manifests',
    log: unknownKey,
    causes: [['conf-key-unknown', 'certain']],
  },
  {
    name: 'another key than the one that the manifests have wrong is not theirs',
    log: '[error]   - Conf file attempted to set unknown variable: heart_beat',
    manifests: withUnknownKey,
    causes: [['conf-key-unknown', 'certain', 0]],
  },
  {
    name: 'two causes at once',
    log: `${unknownKey}\n[error]   - Error transforming datatype for: heartbeat\n[error]   - "abc" cannot be converted to a(n) integer`,
    manifests: cluster({ conf: 'vm_memory_high_watermark.ratio = 0.4\nheartbeat = abc' }),
    causes: [
      ['conf-key-unknown', 'certain', 1],
      ['conf-value-invalid', 'certain', 1],
    ],
  },
  {
    name: 'what only follows is left out beside what it follows from',
    log: `${unknownKey}\nError during startup: {error,failed_to_prepare_configuration}`,
    causes: [['conf-key-unknown', 'certain']],
  },
  {
    name: 'what only follows is said where nothing else is',
    log: 'Error during startup: {error,failed_to_prepare_configuration}',
    causes: [
      ['conf-key-unknown', 'possible'],
      ['conf-value-invalid', 'possible'],
      ['referenced-file-missing', 'possible'],
    ],
  },
  {
    name: 'of many faults from which a line may come, the one that the manifests have',
    log: 'ERROR: epmd error for host rabbitmq-0.rabbitmq-nodes.mq.svc.cluster.local: nxdomain (non-existing domain)',
    manifests: cluster({ serviceName: 'rabbitmq-nodes' }),
    causes: [['governing-service-missing', 'likely', 1]],
  },
  {
    name: 'mirrored queues on a release without them',
    log: 'Validation failed [{"ha-mode","all"},{"ha-sync-mode","automatic"}] are not recognised policy settings (//p)',
    manifests: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      definitions: policyFile('{"ha-mode": "all", "ha-sync-mode": "automatic"}'),
    }),
    causes: [['mirroring-removed', 'certain', 1]],
  },
  {
    name: 'what a healthy node says too counts where the manifests have what is behind it',
    log: "Mirrored queue 'orders' in vhost '/': Promoting mirror <rabbit@rabbitmq-1.1.512.0> to leader",
    manifests: cluster({
      definitions: policyFile('{"ha-mode": "all", "ha-promote-on-shutdown": "always"}'),
    }),
    causes: [
      ['promote-on-shutdown-always', 'likely', 1],
      ['promote-on-failure-always', 'possible', 1],
      ['mirror-sync-manual', 'possible', 1],
    ],
  },
  {
    name: 'a container that restarts says where to look on',
    log: 'Warning  BackOff  1m (x8 over 3m)  kubelet  Back-off restarting failed container rabbitmq in pod rabbitmq-0',
    causes: [[null, 'likely']],
  },
  {
    name: 'an event beside the restart',
    log: 'Last State: Terminated\n  Reason:       OOMKilled\n  Exit Code:    137\nWarning  BackOff  kubelet  Back-off restarting failed container',
    causes: [['memory-limit-unseen', 'certain']],
  },
  {
    name: "what Warrener's webhook refused",
    log: 'admission webhook "validate.warrener.dev" denied the request: warrener: service-not-headless: Service mq/rabbitmq',
    causes: [['service-not-headless', 'certain']],
  },
]
test.each(rows)('$name', ({ log, manifests, causes }) => {
  const found = causesOf(log, manifests)
  expect(found.map(({ rule, confidence }) => [rule, confidence])).toEqual(
    causes.map(([rule, confidence]) => [rule, confidence]),
  )
  for (const [index, [, , findings]] of causes.entries())
    if (findings !== undefined) expect(found[index]?.findings).toHaveLength(findings)
})

test('of two clusters the one of which the node is', () => {
  const other = withUnknownKey.replaceAll(/: rabbitmq$/gm, ': orders')
  const log = `node           : rabbit@orders-0.orders-headless.mq.svc.cluster.local\n${unknownKey}`
  const [cause] = causesOf(log, `${withUnknownKey}---\n${other}`)
  expect(cause?.findings.map(({ cluster: name }) => name)).toEqual(['mq/orders'])
})

describe('nothing leaks', () => {
  const secrets: readonly string[] = [
    'amqp://shop:hunter2hunter2@rabbitmq Conf file attempted to set unknown variable: x',
    'default_pass = hunter2hunter2 Conf file attempted to set unknown variable: x',
    '{error,not_json} {<<"password_hash">>,<<"hunter2hunter2">>}',
    '{error,not_json} [{default_pass,<<"hunter2hunter2">>}]',
    '"hunter2hunter2" cannot be converted to a(n) integer',
    'failed_to_prepare_configuration rabbitmqctl add_user shop hunter2hunter2',
  ]
  test.each(secrets)('%s', line => {
    const text = JSON.stringify(diagnose(line, { rules }))
    expect(text).toContain('excerpt')
    expect(text).not.toContain('hunter2')
  })
})

describe('work is bounded', () => {
  test('by lines that are too long, and by many different things', () => {
    const long = `${'x'.repeat(2_000_000)}${unknownKey}`
    const many = Array.from(
      { length: 20_000 },
      (_, i) => `Conf file attempted to set unknown variable: k${i}`,
    )
    const { causes } = diagnose([long, ...many].join('\n'), { rules })
    expect(causes.length).toBeLessThanOrEqual(50)
  })
})
