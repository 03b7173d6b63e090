import type { JsonObject } from '../../../model/kube/json.ts'
import { cluster, rabbitmqCluster, topology, yaml } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

const defined = (lists: JsonObject) =>
  clusterIn(cluster({ definitions: JSON.stringify({ vhosts: [{ name: '/' }], ...lists }) }))

describe('queues', () => {
  const shown = (known: ReturnType<typeof clusterIn>): unknown =>
    known.queues.items.map(
      ({ name, vhost, type, durable, exclusive, autoDelete, arguments: given, importedBy }) => [
        `${vhost}: ${name}`,
        type.state === 'found' ? type.value : type.state,
        [durable, exclusive, autoDelete],
        [...given.keys()].join(' '),
        importedBy === undefined ? 'by the operator' : 'imported',
      ],
    )
  test('of definitions', () => {
    const queues = [
      {
        name: 'a',
        vhost: '/',
        durable: true,
        auto_delete: true,
        exclusive: true,
        arguments: { 'x-queue-type': 'quorum', 'x-expires': 1 },
      },
      { name: 'b', vhost: 'v', durable: false, auto_delete: false, type: 'classic', arguments: {} },
      { name: 'c', vhost: '/', autoDelete: true },
    ]
    expect(shown(defined({ queues }))).toEqual([
      ['/: a', 'quorum', [true, true, true], 'x-queue-type x-expires', 'imported'],
      ['v: b', 'classic', [false, false, false], '', 'imported'],
      ['/: c', 'unknown', [undefined, false, false], '', 'imported'],
    ])
  })
  test('of the topology operator', () => {
    const text = yaml(
      rabbitmqCluster({}, { namespace: 'mq' }),
      topology('Queue', 'one', { name: 'a', type: 'stream', durable: true, autoDelete: true }),
      topology('Queue', 'two', { name: 'b', vhost: 'v' }),
      topology('Queue', 'three', { name: 'c', rabbitmqClusterReference: { name: 'other' } }),
    )
    expect(shown(clusterIn(text))).toEqual([
      ['/: a', 'stream', [true, false, true], '', 'by the operator'],
      ['v: b', 'unknown', [undefined, false, false], '', 'by the operator'],
    ])
  })
})

describe('policies', () => {
  const shown = (known: ReturnType<typeof clusterIn>): unknown =>
    known.policies.items.map(
      ({ carrier, operator, vhost, name, pattern, applyTo, priority, keys }) =>
        `${carrier}${operator ? ', operator' : ''}: ${vhost} ${name} ${pattern} ${applyTo} ${priority}: ${[...keys.keys()].join(' ')}`,
    )
  test('of definitions, and of operators among their parameters', () => {
    const known = defined({
      policies: [
        {
          vhost: '/',
          name: 'p',
          pattern: '^a',
          'apply-to': 'queues',
          priority: 3,
          definition: { expires: 1, 'max-length': 2 },
        },
        { vhost: 'v', name: 'q', pattern: '.*', definition: {} },
      ],
      parameters: [
        {
          vhost: '/',
          component: 'operator_policy',
          name: 'cap',
          value: { pattern: '^b', 'apply-to': 'queues', priority: 1, definition: { 'max-length': 5 } },
        },
        { vhost: '/', component: 'shovel', name: 's', value: {} },
      ],
    })
    expect(shown(known)).toEqual([
      'definitions: / p ^a queues 3: expires max-length',
      'definitions: v q .* all 0: ',
      'definitions, operator: / cap ^b queues 1: max-length',
    ])
  })
  test('of rabbitmq.conf', () => {
    const conf = [
      'default_policies.operator.cap.vhost_pattern = ^v',
      'default_policies.operator.cap.queue_pattern = ^q',
      'default_policies.operator.cap.max_length = 7',
    ].join('\n')
    expect(shown(clusterIn(cluster({ conf })))).toEqual([
      'configuration, operator: ^v cap ^q all 0: max-length',
    ])
  })
})
