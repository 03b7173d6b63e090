import { importStopsBoot } from '../facts/definitions-import.ts'
import type { Stand } from '../facts/metadata-store.ts'
import { argumentProblem } from '../facts/queue-arguments.ts'
import { type QueueType, queueTypes } from '../facts/queue-types.ts'
import { within } from '../model/kube/address.ts'
import { isString } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { DeclaredQueue } from '../model/messaging/queues.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { rabbitmqCluster, topology, yaml } from './sample.ts'

const queue = (ttl: unknown): string =>
  yaml(
    rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }),
    topology('Queue', 'orders', {
      name: 'orders',
      type: 'quorum',
      durable: true,
      arguments: { 'x-message-ttl': ttl as number },
    }),
  )

export default clusterRule({
  id: 'queue-argument-invalid',
  group: 'promotion',
  title: 'A queue is declared in a way that the broker refuses',
  worst: 'error',
  when: { rabbitmq: '>=3.8' },
  needs: [],
  rationale: `The arguments of a queue have types: \`x-message-ttl: "60000"\` is a text, and refused. An argument that another type of queue knows
is refused too, as \`x-max-priority\` of a quorum queue; one that no type knows is kept and does nothing. Quorum queues and streams are
durable, and never deleted by themselves. In definitions that are loaded at boot the first such argument ends the import.`,
  sources: [
    'https://www.rabbitmq.com/docs/queues#optional-arguments',
    'https://www.rabbitmq.com/docs/quorum-queues#feature-comparison',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: definitions: a queue of a type that is none',
  },
  log: [
    {
      by: 'node',
      pattern: /invalid arg '(?<key>[^']+)' for queue '(?<queue>[^']+)' in vhost '(?<vhost>[^']+)'/,
      sample:
        "invalid arg 'x-message-ttl' for queue 'orders' in vhost '/': \"expected integer, got longstr\"",
    },
    {
      by: 'operator',
      pattern: /Error 400 \(bad_request\): invalid arg '(?<key>[^']+)' for queue '(?<queue>[^']+)'/,
      sample:
        "Error 400 (bad_request): invalid arg 'x-message-ttl' for queue 'orders' in vhost '/': \"expected integer, got longstr\"",
    },
  ],
  example: () => ({ bad: queue('60000'), good: queue(60000) }),
  check({ cluster, release }, tell) {
    for (const queue of tell.all(cluster.queues)) {
      checkType(queue, release, tell)
      checkArguments(queue, release, tell)
      checkKind(queue, release, tell)
    }
  },
})

/** What becomes of a queue that is refused. */
function effect({ importedBy }: DeclaredQueue, release: Stand): { why: string; stopsBoot: boolean } {
  if (!importedBy)
    return {
      why: 'the broker refuses the queue, and the topology operator tries again for ever',
      stopsBoot: false,
    }
  return importStopsBoot(importedBy, release)
    ? { why: 'the broker refuses the queue, and the import of the definitions fails', stopsBoot: true }
    : {
        why: 'the import of the definitions ends at the queue: the node boots without it and what follows, and says nothing',
        stopsBoot: false,
      }
}

const isType = (text: string): text is QueueType => queueTypes.some(known => known === text)

function checkType(queue: DeclaredQueue, release: Stand, tell: Tell): void {
  const written = queue.arguments.get('x-queue-type')
  if (!written || (isString(written.value) && isType(written.value))) return
  tell.report({
    at: written.at,
    message: `${queue.label} has an x-queue-type that is none of ${queueTypes.join(', ')}`,
    ...effect(queue, release),
    help: `write one of ${queueTypes.join(', ')}, or leave it out`,
  })
}

function checkArguments(queue: DeclaredQueue, release: Stand, tell: Tell): void {
  const type = ifFound(queue.type)
  for (const [name, { value, at }] of queue.arguments) {
    const problem = argumentProblem(name, value, type, release)
    if (problem === undefined) continue
    const number = isString(value) && /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : undefined
    const isMended = number !== undefined && argumentProblem(name, number, type, release) === undefined
    tell.report({
      at,
      message: `${queue.label}: ${name} ${problem}`,
      ...effect(queue, release),
      help: isMended ? 'write the number without quotes' : `correct ${name}, or leave it out`,
      ...(isMended
        ? { fix: { title: 'write a number', safety: 'safe', edits: [{ op: 'set', at, value: number }] } }
        : {}),
    })
  }
  const routing = queue.arguments.get('x-dead-letter-routing-key')
  if (routing && !queue.arguments.has('x-dead-letter-exchange'))
    tell.report({
      at: routing.at,
      message: `${queue.label}: x-dead-letter-routing-key without x-dead-letter-exchange`,
      ...effect(queue, release),
      help: 'add x-dead-letter-exchange; an empty text is the default exchange',
    })
}

/** What quorum queues and streams never are. Source: rabbit_queue_type_util.erl, check_non_durable/1 and check_auto_delete/1. */
function checkKind(queue: DeclaredQueue, release: Stand, tell: Tell): void {
  const type = ifFound(queue.type)
  if (type !== 'quorum' && type !== 'stream') return
  const members = [
    ['durable', queue.durable === false, 'is not durable'],
    [queue.importedBy ? 'auto_delete' : 'autoDelete', queue.autoDelete, 'is deleted by itself'],
  ] as const
  for (const [member, isSo, what] of members) {
    if (!isSo) continue
    tell.report({
      at: within(queue.at, member),
      message: `${queue.label} is a ${type} queue and ${what}`,
      why: queue.importedBy
        ? 'the import of the definitions leaves the queue out, and says nothing'
        : effect(queue, release).why,
      help: member === 'durable' ? 'write durable: true' : `leave ${member} out, or take a classic queue`,
    })
  }
}
