import { judgePolicy } from '../facts/policy-keys.ts'
import { isSecretPlace } from '../model/kube/secrecy.ts'
import { policyLabel, policyText } from '../model/messaging/policy.ts'
import { definitionOf, keyPlace, refusal } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

/** An unknown mode is another rule's. */
const modes: ReadonlySet<string> = new Set(['all', 'exactly', 'nodes'])

export default policyRule({
  id: 'mirror-params-invalid',
  group: 'promotion',
  title: 'The params of a mirrored policy do not fit its mode',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '<=3.13' },
  rationale: `\`exactly\` takes a whole number greater than zero, \`nodes\` a list of node names that is not empty, \`all\` nothing. Anything else is refused.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/running-nodes.test.ts: policies: set_policy {"ha-mode":"exactly","ha-params":"2"}',
  },
  log: [
    {
      by: 'node',
      pattern: /(?<key>ha-mode)="exactly" takes an integer, (?<value>.+?) given/,
      sample: 'ha-mode="exactly" takes an integer, <<"2">> given',
    },
    {
      by: 'node',
      pattern: /(?<key>ha-mode)="nodes" list must be non-empty/,
      sample: 'ha-mode="nodes" list must be non-empty',
    },
  ],
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": "2", "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, release }, tell) {
    const mode = policyText(policy, 'ha-mode')
    const problem = judgePolicy(definitionOf(policy), release).find(
      ({ key }) => key === 'ha-params' || key === 'ha-mode',
    )
    if (mode === undefined || !modes.has(mode.value) || problem === undefined) return
    const params = policy.keys.get('ha-params')
    const at = params?.at ?? keyPlace(policy, 'ha-params')
    const number =
      mode.value === 'exactly' && typeof params?.value === 'string' && /^[1-9]\d*$/.test(params.value)
        ? Number(params.value)
        : undefined
    tell.report({
      at,
      message: `${policyLabel(policy)}: ${isSecretPlace(at) ? 'ha-params do not fit ha-mode' : problem.reason}`,
      help:
        mode.value === 'exactly'
          ? 'write a number, without quotes'
          : mode.value === 'all'
            ? 'take ha-params out'
            : 'write a list of node names',
      ...refusal(policy, release),
      ...(number !== undefined
        ? { fix: { title: 'write the number', safety: 'safe', edits: [{ op: 'set', at, value: number }] } }
        : mode.value === 'all' && params
          ? { fix: { title: 'take ha-params out', safety: 'safe', edits: [{ op: 'remove', at }] } }
          : {}),
    })
  },
})
