import { type Address, within } from '../model/kube/address.ts'
import { member } from '../model/kube/json.ts'
import { eachOf } from '../model/kube/lookup.ts'
import { definitionItems } from '../model/messaging/definitions.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'queue-type-default-unsafe',
  group: 'promotion',
  title: 'Queues of a cluster are classic unless they say otherwise',
  worst: 'info',
  single: 'skip',
  when: { rabbitmq: '>=3.12' },
  needs: ['replicas'],
  rationale: `A virtual host, or the node, can say of which type queues are whose clients do not. \`classic\` is what they would be anyhow: a queue on one node, whose
messages nobody can reach while that is down. Who writes the setting in a cluster of several nodes may want \`quorum\`.`,
  sources: [
    'https://www.rabbitmq.com/docs/vhosts#default-queue-type',
    'https://www.rabbitmq.com/docs/quorum-queues',
  ],
  evidence: { kind: 'docs', where: 'the guide to virtual hosts, "Default Queue Type"' },
  example: () => ({
    bad: cluster({ conf: 'default_queue_type = classic' }),
    good: cluster({ conf: 'default_queue_type = quorum' }),
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value < 2) return
    const say = (at: Address, what: string): void =>
      tell.report({
        at,
        message: `${what} makes queues classic that do not say their type`,
        why: 'a classic queue lives on one node: while that is down nobody reaches its messages',
        help: 'set quorum where queues should outlive a node; those that exist stay as they are',
      })
    const line = tell.know(cluster.config.effective('default_queue_type'))
    if (line && isClassic(line.value)) say(line.at, 'default_queue_type')
    for (const { value, at } of tell.all(
      eachOf(cluster.definitions, file => definitionItems(file, 'vhosts')),
    ))
      if (isClassic(member(value, 'default_queue_type')))
        say(within(at, 'default_queue_type'), `virtual host ${String(member(value, 'name'))}`)
  },
})

const isClassic = (type: unknown): boolean => type === 'classic' || type === 'rabbit_classic_queue'
