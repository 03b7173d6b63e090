import type { Stand } from '../facts/metadata-store.ts'
import { keyOf } from '../model/kube/address.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { mirrorKeysOf, refusal } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

const key = 'deprecated_features.permit.classic_queue_mirroring'
const mirrored = policyFile(safeMirrors)

export default policyRule({
  id: 'mirroring-denied',
  group: 'promotion',
  title: 'A policy mirrors queues where mirroring is denied',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '3.13' },
  rationale: `3.13 lets a cluster deny what is deprecated: with \`${key} = false\`, and with Khepri, which
cannot hold mirrors, a policy with any \`ha-*\` key is refused. Imported at boot it stops the node.`,
  sources: [
    'https://www.rabbitmq.com/docs/3.13/ha',
    'https://www.rabbitmq.com/docs/3.13/deprecated-features',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_misc.erl@v3.13.7:validate_policy, deps/rabbit/src/rabbit_core_ff.erl@v3.13.7:khepri_db: the flag enables that mirroring is denied',
  },
  log: [
    {
      by: 'node',
      pattern: /Classic mirrored queues are deprecated/,
      sample: 'Classic mirrored queues are deprecated.',
    },
  ],
  example: () => ({
    bad: cluster({ definitions: mirrored, conf: `${key} = false` }),
    good: cluster({ definitions: mirrored }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster, release }, tell) {
    const [first] = mirrorKeysOf(policy)
    if (first === undefined || cluster === undefined) return
    const permit = tell.know(cluster.config.effective(key))
    const isDenied = permit?.value === 'false'
    if (!isDenied && release.store !== 'khepri') return
    const { why, stopsBoot } = refusal(policy, release)
    tell.report({
      at: keyOf(first[1].at),
      message: `${policyLabel(policy)} sets ${first[0]}, and mirroring is denied${isDenied ? '' : ' with Khepri'}`,
      why,
      help: help(release, isDenied),
      stopsBoot,
      ...(permit && isDenied ? { related: [{ at: permit.at, message: 'the line that denies it' }] } : {}),
    })
  },
})

const help = ({ store }: Stand, isDenied: boolean): string =>
  isDenied && store !== 'khepri'
    ? 'take the ha-* keys out and use quorum queues, or take out the line that denies mirroring'
    : 'take the ha-* keys out and use quorum queues'
