import { featurePhase } from '../facts/deprecated-features.ts'
import { idleSince, mirrorArguments } from '../facts/idle-policy-keys.ts'
import type { Stand } from '../facts/metadata-store.ts'
import type { Cluster } from '../model/cluster.ts'
import { keyOf } from '../model/kube/address.ts'
import { type Policy, policyLabel } from '../model/messaging/policy.ts'
import { refusal } from '../model/messaging/policy-questions.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default clusterRule({
  id: 'policy-key-obsolete',
  group: 'promotion',
  title: 'A policy or queue asks for something that the release no longer does',
  worst: 'error',
  single: 'info',
  when: { releaseData: true },
  needs: [],
  rationale: `\`queue-mode\`, \`lazy\` or \`default\`, has no effect from 3.12 on, \`queue-version: 1\` from 4.0, \`max-in-memory-length\` and \`max-in-memory-bytes\` from 3.10: they
are accepted, and keep the policy off other types of queues. \`queue-master-locator\` is deprecated from 4.0 and refused from 4.3, unless
\`deprecated_features.permit.queue_master_locator\` is true. The queue arguments \`x-ha-policy\` and \`x-ha-policy-params\` mirror nothing since 3.0.`,
  sources: [
    'https://www.rabbitmq.com/docs/lazy-queues',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/3.12.0.md',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/4.3.0.md',
  ],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: definitions: queue-master-locator' },
  log: [
    {
      by: 'node',
      pattern: /use of deprecated (?<key>[\w-]+) argument is not permitted/,
      sample: 'use of deprecated queue-master-locator argument is not permitted',
    },
  ],
  example: () => ({
    bad: cluster({ definitions: policyFile('{"queue-mode": "lazy", "max-length": 10}') }),
    good: cluster({ definitions: policyFile('{"max-length": 10}') }),
  }),
  check({ cluster, release }, tell) {
    for (const policy of tell.all(cluster.policies)) {
      for (const [key, { value, at }] of policy.keys) {
        const why = idleSince(key, value, release)
        if (why !== undefined)
          tell.report({
            at: keyOf(at),
            severity: 'warning',
            ...idle(policy, key, release),
            why: `it has no effect: ${why}`,
          })
        if (key === 'queue-master-locator') masterLocator(policy, cluster, release, tell)
      }
    }
    for (const { name, arguments: given } of tell.all(cluster.queues))
      for (const [key, { at }] of given)
        if (mirrorArguments.includes(key))
          tell.report({
            at: keyOf(at),
            severity: 'warning',
            message: `queue ${name} has the argument ${key}`,
            why: 'it has no effect since 3.0: the queue is not mirrored',
            help: 'use a quorum queue for what must be replicated, and take the argument out',
          })
  },
})

function idle(policy: Policy, key: string, release: Stand): Pick<Draft, 'message' | 'help' | 'fix'> {
  const at = policy.keys.get(key)?.at
  // Elsewhere the key keeps the policy off quorum queues and streams: without it, it would apply to them.
  const isSafe = policy.applyTo === 'classic_queues' && key.startsWith('queue-')
  return {
    message: `${policyLabel(policy)} sets ${key}, which ${release.called} does not act on`,
    help: isSafe
      ? 'take the key out'
      : 'take the key out; mind that the policy then applies to more types of queues',
    ...(at && policy.keys.size > 1
      ? {
          fix: {
            title: 'take the key out',
            safety: isSafe ? 'safe' : 'unsafe',
            edits: [{ op: 'remove', at }],
          },
        }
      : {}),
  }
}

function masterLocator(policy: Policy, cluster: Cluster, release: Stand, tell: Tell): void {
  const phase = featurePhase('queue_master_locator', release)
  const at = policy.keys.get('queue-master-locator')?.at
  if (phase === undefined || at === undefined) return
  const permit = tell.know(cluster.config.effective('deprecated_features.permit.queue_master_locator'))
  const isDenied = permit === undefined ? phase !== 'permitted_by_default' : permit.value !== 'true'
  const { why, stopsBoot } = refusal(policy, release)
  tell.report({
    at: keyOf(at),
    severity: isDenied ? 'error' : 'warning',
    message: `${policyLabel(policy)} sets queue-master-locator, which ${release.called} ${isDenied ? 'refuses' : 'will not take for long'}`,
    why: isDenied ? why : 'it is deprecated: 4.3 and later refuse the policy',
    help: 'use queue-leader-locator: balanced for min-masters and random, client-local as before',
    stopsBoot: isDenied && stopsBoot,
  })
}
