import { keyOf } from '../model/kube/address.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { mirrorKeysOf } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'mirror-mode-missing',
  group: 'promotion',
  title: 'A policy has ha-* keys without ha-mode',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '<=3.13' },
  rationale: `\`ha-mode\` decides whether and where a queue is mirrored; the other five keys only say how. Without it the policy is refused: by \`set_policy\`,
by the HTTP API, and by the import of definitions at boot.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/running-nodes.test.ts: policies: set_policy {"ha-sync-mode":"automatic"}',
  },
  log: [
    {
      by: 'node',
      pattern:
        /(?<key>ha-mode) must be specified to specify ha-params, ha-sync-mode or ha-promote-on-shutdown/,
      sample: 'ha-mode must be specified to specify ha-params, ha-sync-mode or ha-promote-on-shutdown',
    },
  ],
  example: () => ({
    bad: cluster({ definitions: policyFile('{"ha-sync-mode": "automatic"}') }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy }, tell) {
    const first = mirrorKeysOf(policy)[0]
    if (!first || policy.keys.has('ha-mode')) return
    tell.report({
      at: keyOf(first[1].at),
      message: `${policyLabel(policy)} sets ${first[0]} without ha-mode`,
      why: 'the broker refuses the policy: ha-mode must be specified',
      help: 'add ha-mode (exactly, with ha-params), or take the ha-* keys out',
      stopsBoot: policy.carrier === 'definitions',
    })
  },
})
