import type { Rule } from '../../model/rule/rule.ts'
import { judge } from '../row-checks.ts'
import { rowsOf } from '../rule-checks.ts'

/** All that the rows of a rule make it print: messages, reasons, help, titles of fixes, what is said of related places. */
export async function printedBy(rule: Rule): Promise<readonly string[]> {
  const { invalid } = await rowsOf(rule.id)
  const verdicts = invalid.map(row => judge(rule, row))
  const texts = verdicts.flatMap(({ findings, fixTitles }) => [
    ...fixTitles,
    ...findings.flatMap(({ message, why, help, related }) => [
      message,
      why,
      help,
      ...related.map(place => place.message),
    ]),
  ])
  return [...new Set(texts)]
}
