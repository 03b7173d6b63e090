import { suppressionRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default suppressionRule({
  id: 'suppression-expired',
  group: 'suppression',
  title: 'The day until which a rule was to be ignored has passed',
  worst: 'warning',
  rationale:
    'An entry with `until YYYY-MM-DD` counts up to and including that day (UTC). After it, the finding is back.',
  sources: ['https://github.com/warrener/warrener#suppression'],
  evidence: { kind: 'docs', where: 'the contract of this tool' },
  example: () => ({
    bad: cluster({
      annotations: { 'warrener.dev/ignore': 'storage-not-persistent=load test until 2020-01-31' },
    }),
    good: cluster(),
  }),
  check({ entry }, tell) {
    if (entry.state !== 'expired') return
    tell.report({
      at: entry.at,
      subject: entry.rule,
      message: `the suppression of ${entry.rule} ended on ${entry.until}`,
      why: 'it no longer counts: what the rule finds is reported',
      help: 'mend what the rule finds, or give a later day and a reason',
    })
  },
})
