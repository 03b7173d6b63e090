import { judgePolicy } from '../facts/policy-keys.ts'
import { isString, type Json } from '../model/kube/json.ts'
import { isSecretPlace } from '../model/kube/secrecy.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { definitionOf, refusal } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default policyRule({
  id: 'policy-value-invalid',
  group: 'promotion',
  title: 'A policy sets a value that the broker refuses',
  worst: 'error',
  single: 'info',
  when: { releaseData: true },
  rationale: `The broker checks each value of a policy: enumerations are in lower case and with hyphens, numbers are numbers. One wrong value refuses the whole policy, and in
definitions that are imported at boot, on most releases, the boot.`,
  sources: ['https://www.rabbitmq.com/docs/parameters#policies'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/running-nodes.test.ts: policies: set_policy {"max-length":"10"}',
  },
  log: [
    {
      by: 'node',
      pattern: /(?<![\w.-])(?<value>[\w.-]+)"?>?>? is not a valid (?<name>[\w ]+)/,
      sample: '<<"10">> is not a valid maximum length',
    },
    {
      by: 'node',
      pattern: /(?<key>ha-[\w-]+) must be "\w[\w-]*" or "\w[\w-]*", got (?:<<)?"(?<value>[^"]*)"/,
      sample: 'Validation failed ha-promote-on-shutdown must be "always" or "when-synced", got "sometimes"',
    },
  ],
  example: () => ({
    bad: cluster({ definitions: policyFile('{"max-length": "10"}') }),
    good: cluster({ definitions: policyFile('{"max-length": 10}') }),
  }),
  check({ policy, release }, tell) {
    for (const { key, reason } of judgePolicy(definitionOf(policy), release, {
      kind: policy.operator ? 'operator' : 'user',
    })) {
      const setting = policy.keys.get(key)
      // Unknown and deprecated keys, and what does not fit ha-mode, have rules of their own.
      if (
        !setting ||
        key === 'ha-params' ||
        reason.startsWith('ha-mode=') ||
        /not recognised/.test(reason) ||
        /must be specified/.test(reason) ||
        /not permitted/.test(reason)
      )
        continue
      const meant = spelling(setting.value)
      const what = isSecretPlace(setting.at) ? 'not a value that the broker takes' : reason
      tell.report({
        at: setting.at,
        message: `${policyLabel(policy)}: ${key}: ${what}`,
        help: meant === undefined ? 'write a value that the broker knows' : `did you mean ${meant}?`,
        ...refusal(policy, release),
        ...(meant !== undefined &&
        judgePolicy({ ...definitionOf(policy), [key]: meant }, release).every(problem => problem.key !== key)
          ? {
              fix: {
                title: `write ${meant}`,
                safety: 'safe',
                edits: [{ op: 'set', at: setting.at, value: meant }],
              },
            }
          : {}),
      })
    }
  },
})

/** What differs from an enumeration's value only by case and underscores. */
const spelling = (value: Json): string | undefined => {
  if (!isString(value)) return undefined
  const written = value.toLowerCase().replaceAll('_', '-')
  return written === value ? undefined : written
}
