import { applyToValues } from '../facts/policy-keys.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { refusal } from '../model/messaging/policy-questions.ts'
import { shapeProblems } from '../model/messaging/policy-shape.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default policyRule({
  id: 'policy-shape-invalid',
  group: 'promotion',
  title: 'A policy is not written as policies are',
  worst: 'error',
  single: 'info',
  when: { releaseData: true },
  replaces: { atPlace: ['manifest-invalid'] },
  rationale: `Besides its settings a policy has a pattern that compiles, a priority that is a number, and says in \`apply-to\` what it is for:
\`all\`, \`queues\` or \`exchanges\`, from 3.12 on \`classic_queues\`, \`quorum_queues\` and \`streams\` too. Its definition is an object
that is not empty. Anything else refuses the policy. A misspelt name (\`apply_to\`) is not read: the policy is then for everything.`,
  sources: ['https://www.rabbitmq.com/docs/policies#defining', 'https://www.rabbitmq.com/docs/definitions'],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: definitions: an unknown apply-to' },
  log: [
    {
      by: 'node',
      pattern: /(?<key>priority) should be a number, actually was "?(?<value>[^"]+)"?/,
      sample: 'priority should be a number, actually was "0"',
    },
    {
      by: 'node',
      pattern: /(?<key>apply-to) '(?<value>[^']+)' unrecognised; should be /,
      sample:
        "apply-to 'everything' unrecognised; should be one of: 'queues', 'classic_queues',  'quorum_queues', 'streams', 'exchanges', or 'all'",
    },
    {
      by: 'node',
      pattern: /(?<key>pattern) should be regular expression but is invalid: (?<reason>.+)$/,
      sample:
        'pattern should be regular expression but is invalid: {"missing terminating ] for character class",1}',
    },
    {
      by: 'node',
      pattern: /parse error while reading policy definition: (?<value>.+)$/,
      sample: 'parse error while reading policy definition: undefined',
    },
    { by: 'node', pattern: /no policy provided/, sample: 'no policy provided' },
  ],
  example: () => ({
    bad: cluster({
      definitions: policyFile('{"max-length": 10}', undefined, { priority: '"0"' }),
    }),
    good: cluster({ definitions: policyFile('{"max-length": 10}') }),
  }),
  check({ policy, release }, tell) {
    const { why, stopsBoot } = refusal(policy, release)
    for (const { at, message, help, ignored, fix, subject } of shapeProblems(policy, applyToValues(release)))
      tell.report({
        at,
        message: `${policyLabel(policy)}: ${message}`,
        help,
        ...(ignored
          ? { severity: 'warning', why: 'it is not read: the policy applies to queues and exchanges alike' }
          : { why, stopsBoot }),
        ...(fix ? { fix } : {}),
        ...(subject === undefined ? {} : { subject }),
      })
  },
})
