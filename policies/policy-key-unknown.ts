import { nearest } from '../facts/nearest.ts'
import { policyKey, policyKeyReleases, recognised } from '../facts/policy-keys.ts'
import { keyOf } from '../model/kube/address.ts'
import { mirrorKeys, policyLabel } from '../model/messaging/policy.ts'
import { refusal } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default policyRule({
  id: 'policy-key-unknown',
  group: 'promotion',
  title: 'A policy sets a key that is no policy setting',
  worst: 'error',
  when: { releaseData: true },
  rationale: `A policy may hold only the settings that the release and its plugins know; \`max-priority\`, \`x-*\` arguments and misspelt keys are none. The whole policy
is refused. An image of one's own may carry plugins with further keys, so there it is a warning.`,
  sources: ['https://www.rabbitmq.com/docs/parameters#policies'],
  evidence: {
    kind: 'observed',
    where: 'set_policy on 3.10.8, 4.0.5 and 4.3.6 exits 69: not recognised policy settings',
  },
  example: () => ({
    bad: cluster({ definitions: policyFile('{"message-tll": 60000}') }),
    good: cluster({ definitions: policyFile('{"message-ttl": 60000}') }),
  }),
  check({ policy, cluster, release }, tell) {
    const flavour = cluster?.broker.image.flavour
    for (const [key, { at }] of policy.keys) {
      if (mirrorKeys.has(key) || policyKey(key, release) !== undefined) continue
      const suggestion = nearest(
        key,
        recognised(release).map(({ name }) => name),
      )
      const releases = policyKeyReleases(key)
      tell.report({
        at: keyOf(at),
        severity: flavour === 'custom' ? 'warning' : 'error',
        message: `${policyLabel(policy)} sets ${key}, which ${release.called} does not know`,
        help: [
          suggestion === undefined ? 'take the key out' : `did you mean ${suggestion}?`,
          ...(releases === '' ? [] : [`releases that know it: ${releases}`]),
        ].join('; '),
        ...refusal(policy, release),
      })
    }
  },
})
