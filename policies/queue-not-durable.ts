import { releaseRange } from '../facts/release-range.ts'
import { within } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, topology, yaml } from './sample.ts'

const queue = (durable?: boolean): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, image: 'rabbitmq:4.3.5' }, { namespace: 'mq' }),
    topology('Queue', 'orders', { name: 'orders', ...(durable === undefined ? {} : { durable }) }),
  )

const permit = 'deprecated_features.permit.transient_nonexcl_queues'
const denies = releaseRange('>=4.3')

export default clusterRule({
  id: 'queue-not-durable',
  group: 'promotion',
  title: 'A queue is, or may become, transient, which is refused',
  worst: 'warning',
  needs: [],
  rationale: `A Queue resource without \`durable\` was transient before version 1.20 of the topology operator, which makes it durable. Quorum queues and
streams cannot be transient on any release, and RabbitMQ 4.3 denies transient queues that are not exclusive, unless
\`${permit}\` is true.`,
  sources: [
    'https://github.com/rabbitmq/messaging-topology-operator/releases/tag/v1.20.0',
    'https://www.rabbitmq.com/blog/2021/08/21/4.0-deprecation-announcements',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_amqqueue.erl@v4.3.5:is_queue_args_combination_permitted: a protocol error without a permit; rabbitmq/messaging-topology-operator internal/webhook/v1beta1/queue_defaulter_webhook.go@v1.20.1:Default',
  },
  example: () => ({ bad: queue(), good: queue(true) }),
  check({ cluster, release }, tell) {
    const permitted = ifFound(cluster.config.effective(permit))?.value === 'true'
    for (const { at, label, durable, exclusive, type, importedBy } of tell.all(cluster.queues)) {
      const kind = ifFound(type)
      const fixed = kind === 'quorum' || kind === 'stream'
      if (!fixed && (permitted || exclusive || !denies.has(release))) continue
      const fix: Fix = {
        title: 'write durable: true',
        safety: 'safe',
        edits: [{ op: 'set', at: within(at, 'durable'), value: true }],
      }
      if (importedBy) {
        if (fixed || durable !== false) continue
        tell.report({
          at: within(at, 'durable'),
          message: `${label} is transient and not exclusive`,
          why: `RabbitMQ ${release.major}.${release.minor} denies such queues: the import leaves it out, and says nothing`,
          help: 'write "durable": true',
          fix,
        })
      } else if (durable === undefined)
        tell.report({
          at: within(at, 'durable'),
          severity: 'info',
          message: `${label} does not say whether it is durable`,
          why: fixed
            ? `before version 1.20 the topology operator makes it transient, which a ${kind} queue cannot be`
            : `before version 1.20 the topology operator makes it transient, which RabbitMQ ${release.major}.${release.minor} denies`,
          help: 'write durable: true',
          fix,
        })
      else if (!durable && !fixed)
        tell.report({
          at: within(at, 'durable'),
          message: `${label} is transient and not exclusive`,
          why: `RabbitMQ ${release.major}.${release.minor} refuses such queues, and the topology operator tries again for ever`,
          help: 'write durable: true; a queue that is there already is deleted first, as it cannot be changed',
        })
    }
  },
})
