import { findingWords } from '../../cli/formats/block.ts'
import { fix } from '../../lint/fix.ts'
import { lintWith } from '../../lint/lint.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { reviewFiles } from '../../lint/review-files.ts'
import type { ChangeExample, DocumentedRule, Rule } from '../../model/rule/rule.ts'
import { rules } from '../../policies/index.ts'
import { difference } from './difference.ts'
import { filesOf, today } from './judged.ts'

const worst = ['error', 'warning', 'info'] as const
/** Lines that an object may have which a fix adds. */
const wholeFix = 16

/** The example of a rule as Markdown: what differs where it fires, what is said then, and what the fix makes of it. */
export function exampleText(rule: DocumentedRule): string {
  const example = rule.example()
  const before = 'before' in example ? (example as ChangeExample).before : undefined
  const all =
    before === undefined
      ? lintWith(filesOf(example.bad), rules, { today }).report.findings
      : reviewFiles(filesOf(before), filesOf(example.bad), rules, { today }).introduced
  const mine = all.filter(finding => finding.rule === rule.id)
  const finding = worst.flatMap(severity => mine.filter(each => each.severity === severity)).at(0)
  if (!finding) throw new Error(`the bad example of ${rule.id} does not fire it`)
  const shown = before === undefined ? difference(example.bad, example.good) : difference(before, example.bad)
  const intro = before === undefined ? introOf(shown) : 'Found when this changes:'
  return [
    intro,
    fence('diff', shown),
    fence('text', findingWords(finding)),
    ...(finding.fix === 'none' ? [] : [fixText(rule, finding, example.bad, shown)]),
  ].join('\n')
}

function introOf(shown: readonly string[]): string {
  const has = (sign: string): boolean => shown.some(line => line.startsWith(sign))
  if (!has('-')) return 'Found without these lines:'
  return has('+') ? 'Found with the lines of `-`, not with those of `+`:' : 'Found with these lines:'
}

function fixText(rule: Rule, finding: ReportedFinding, bad: string, shown: readonly string[]): string {
  const fixed = fix(filesOf(bad), [rule], { today, unsafe: true }).files.map(({ text }) => text)
  const made = fixed.flatMap(text => difference(bad, text, wholeFix))
  const what = `The fix (${finding.fix})`
  return made.join('\n') === shown.join('\n')
    ? `${what} makes this difference.`
    : `${what}:\n${fence('diff', made)}`
}

const fence = (language: string, lines: readonly string[]): string =>
  [`\`\`\`${language}`, ...lines, '```'].join('\n')
