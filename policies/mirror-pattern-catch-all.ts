import { policyLabel } from '../model/messaging/policy.ts'
import { isMirroring, matchesAll, ofMirrors, patternPlace } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'mirror-pattern-catch-all',
  group: 'promotion',
  title: 'A policy mirrors every queue',
  worst: 'info',
  single: 'info',
  when: { rabbitmq: '<=3.13' },
  rationale: `A pattern that matches every name also matches \`amq.*\` and reply queues, which are short-lived and need no copies: each declaration and message costs
the whole cluster.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'docs',
    where:
      'the guide to classic queue mirroring: mirroring every queue wastes resources; two or three replicas are enough',
  },
  example: () => ({
    bad: cluster({
      definitions: policyFile(safeMirrors, '.*'),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    if (!isMirroring(policy) || !matchesAll(policy.pattern)) return
    const at = patternPlace(policy)
    tell.report({
      at,
      message: `${policyLabel(policy)} mirrors every queue: its pattern is ${JSON.stringify(policy.pattern)}`,
      why: ofMirrors(
        cluster?.replicas,
        'reply queues and other amq.* queues are mirrored too: each costs every node',
      ),
      help: 'name the queues that need it, or leave amq.* out: ^(?!amq\\.)',
      ...(policy.carrier === 'command'
        ? {}
        : {
            fix: {
              title: 'leave amq.* out',
              safety: 'unsafe',
              edits: [{ op: 'set', at, value: '^(?!amq\\.)' }],
            },
          }),
    })
  },
})
