import { suppressionRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default suppressionRule({
  id: 'suppression-unused',
  group: 'suppression',
  title: 'A suppression silences nothing',
  worst: 'warning',
  rationale:
    'The rule was evaluated and found nothing in this object. An entry that is left behind would hide the next, real finding.',
  sources: ['https://github.com/warrener/warrener#suppression'],
  evidence: { kind: 'docs', where: 'the contract of this tool' },
  example: () => ({
    bad: cluster({ annotations: { 'warrener.dev/ignore': 'storage-not-persistent=load test' } }),
    good: cluster(),
  }),
  check({ entry }, tell) {
    if (entry.state !== 'unused') return
    tell.report({
      at: entry.at,
      subject: entry.rule,
      message: `the suppression of ${entry.rule} silences nothing`,
      why: 'the rule finds nothing in this object; the entry would hide its next finding',
      help: 'remove the entry',
    })
  },
})
