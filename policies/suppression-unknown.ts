import { suppressionRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default suppressionRule({
  id: 'suppression-unknown',
  group: 'suppression',
  title: 'A suppression names no rule, or gives no reason',
  worst: 'warning',
  rationale:
    'Entries read `rule-id=reason`, separated by semicolons; ` until YYYY-MM-DD` may follow. An entry that is not understood suppresses nothing.',
  sources: ['https://github.com/warrener/warrener#suppression'],
  evidence: { kind: 'docs', where: 'the contract of this tool' },
  example: () => ({
    bad: cluster({ annotations: { 'warrener.dev/ignore': 'storage-not-persistant=load test' } }),
    good: cluster(),
  }),
  check({ entry }, tell) {
    if (entry.state !== 'unknown-rule' && entry.state !== 'malformed') return
    const unknownRule = entry.state === 'unknown-rule'
    const meant = unknownRule ? entry.hint : undefined
    tell.report({
      at: entry.at,
      subject: entry.rule,
      message: unknownRule
        ? `the suppression names ${entry.rule}, which is no rule${meant === undefined ? '' : `; did you mean ${meant}?`}`
        : `the suppression of ${entry.rule} is not understood: ${entry.hint ?? ''}`,
      why: 'it suppresses nothing',
      help:
        unknownRule && meant === undefined
          ? 'warrener rules lists them'
          : `write ${meant ?? 'rule-id'}=reason`,
    })
  },
})
