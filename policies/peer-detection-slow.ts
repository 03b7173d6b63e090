import type { Cluster } from '../model/cluster.ts'
import type { Located } from '../model/kube/address.ts'
import { type Lookup, map } from '../model/kube/lookup.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { isMirroring } from '../model/messaging/policy-questions.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

/** Twice the default of 60 seconds. */
const slow = 120
/** What is sent at once where nothing is said. Source: rabbit_mirror_queue_misc.erl@v3.13.7, sync_batch_size. */
const defaultBatch = 4096
const largest = defaultBatch * 4096

const mirrored = (conf: string): string =>
  cluster({
    conf,
    definitions: policyFile(safeMirrors),
  })

export default clusterRule({
  id: 'peer-detection-slow',
  group: 'promotion',
  title: 'Mirrors that hang, or are filled in batches that do not fit, hold everybody up',
  worst: 'warning',
  single: 'skip',
  when: { since: 'ever', rabbitmq: '<=3.13' },
  needs: ['replicas'],
  rationale: `A publisher to a mirrored queue waits for each mirror. One that hangs is given up when \`net_ticktime\` has passed, a minute by default: with more, all
publishers stand still for longer. \`ha-sync-batch-size: 1\` counts as the default, 4,096; batches so large that they take longer than that
time look like a broken network.`,
  sources: ['https://www.rabbitmq.com/docs/nettick', 'https://www.rabbitmq.com/docs/3.13/ha#batch-sync'],
  evidence: {
    kind: 'docs',
    where: 'the guides to net ticks and to classic queue mirroring, "Configuring Synchronisation"',
  },
  example: () => ({
    bad: mirrored('net_ticktime = 300'),
    good: mirrored('net_ticktime = 60'),
    also: ['mirroring-deprecated'],
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value < 2) return
    const policies = tell.all(cluster.policies).filter(isMirroring)
    const [first] = policies
    if (first === undefined) return
    const tick = tell.know(tickOf(cluster))
    if (tick && tick.value > slow)
      tell.report({
        at: tick.at,
        message: `net_ticktime is ${tick.value}, and ${policyLabel(first)} mirrors queues`,
        why: `a mirror that hangs is given up after up to ${Math.ceil(tick.value * 1.25)} s: until then its publishers stand still`,
        help: 'leave net_ticktime at 60',
        related: [{ at: first.at, message: 'the policy' }],
      })
    for (const policy of policies) {
      const batch = policy.keys.get('ha-sync-batch-size')
      if (typeof batch?.value !== 'number' || (batch.value !== 1 && batch.value <= largest)) continue
      tell.report({
        at: batch.at,
        message: `${policyLabel(policy)} fills mirrors in batches of ${batch.value}`,
        why:
          batch.value === 1
            ? `1 counts as not written: batches have ${defaultBatch} messages`
            : 'while one is sent nothing else is: the nodes may take each other for gone',
        help: `take ha-sync-batch-size out, which makes it ${defaultBatch}, or let a batch take a few seconds`,
      })
    }
  },
})

/** advanced.config wins, where the setting is one of the kernel's. */
function tickOf({ advanced, config }: Cluster): Lookup<Located<number>> {
  const term = advanced.setting('kernel', 'net_ticktime')
  if (term.state !== 'absent')
    return map(term, ({ term, at }) => ({ value: term.kind === 'integer' ? Number(term.value) : 0, at }))
  return map(config.effective('net_ticktime'), ({ value, at }) => ({ value: Number(value), at }))
}
