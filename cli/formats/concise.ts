import { placeText, type Report } from '../../lint/report.ts'
import { type FixedFinding, placeOf } from './fixing.ts'
import type { FormatOptions } from './format-options.ts'
import { visible } from './text.ts'

/**
 * A line for each finding, which editors and other programs take apart: `file:line:column: severity rule message`. What was mended, and
 * what could not be, has its word in the place of the severity.
 */
export const concise = ({ findings }: Report, { fixing }: Pick<FormatOptions, 'fixing'>): string =>
  [
    ...(fixing?.mended ?? []).map(finding =>
      fixedLine(finding, fixing?.written ? 'mended' : 'would-mend', finding.message),
    ),
    ...(fixing?.refused ?? []).map(finding => fixedLine(finding, 'not-mended', finding.why)),
  ].join('') +
  findings
    .map(
      finding =>
        `${placeText(finding, visible)}: ${finding.severity} ${finding.rule} ${visible(finding.message)}\n`,
    )
    .join('')

const fixedLine = (finding: FixedFinding, word: string, text: string): string =>
  `${placeOf(finding)}:1: ${word} ${finding.rule} ${visible(text)}\n`
