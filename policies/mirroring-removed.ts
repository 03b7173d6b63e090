import { keyOf } from '../model/kube/address.ts'
import { mirrorKeys, policyLabel } from '../model/messaging/policy.ts'
import { policyKeyRefused } from '../model/rule/log-lines.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default policyRule({
  id: 'mirroring-removed',
  group: 'promotion',
  title: 'A policy mirrors classic queues, which this release no longer can',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '>=4.0' },
  family: 'mirroring',
  rationale: `Classic queue mirroring was removed in 4.0. A definitions file with a policy that has any \`ha-*\` key stops the node from
booting; \`rabbitmqctl set_policy\` and the HTTP API refuse it. Policies that were there before an upgrade stay and have no effect.
Replicated queues are quorum queues and streams; they need no policy.`,
  sources: [
    'https://www.rabbitmq.com/docs/quorum-queues',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/4.0.1.md',
  ],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: definitions: a mirroring policy' },
  log: [policyKeyRefused],
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      definitions: policyFile('{"ha-mode": "all", "max-length": 100000}'),
    }),
    good: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      definitions: policyFile('{"max-length": 100000}'),
    }),
  }),
  check({ policy, release }, tell) {
    const keys = [...policy.keys].filter(([key]) => mirrorKeys.has(key))
    const [first] = keys
    if (!first) return
    const atBoot = policy.carrier === 'definitions'
    // A policy without any key is refused, too.
    const isAll = atBoot && keys.length === policy.keys.size && typeof policy.at.path.at(-1) !== 'number'
    tell.report({
      at: keyOf(first[1].at),
      message: `${policyLabel(policy)} sets ${keys.map(([key]) => key).join(', ')}: ${release.called} has no mirroring`,
      why: atBoot
        ? 'the import at boot fails, and with it the boot'
        : policy.carrier === 'configuration'
          ? 'no virtual host can be made that it applies to: a fresh node does not get its first one'
          : 'the policy is refused: not recognised policy settings',
      help: 'use quorum queues for what must be replicated, and take the ha-* keys out of the policy',
      stopsBoot: atBoot,
      fix: {
        title: isAll ? 'remove the policy, which sets nothing else' : 'remove the ha-* keys',
        safety: 'unsafe',
        edits: isAll ? [{ op: 'remove', at: policy.at }] : keys.map(([, { at }]) => ({ op: 'remove', at })),
      },
    })
  },
})
