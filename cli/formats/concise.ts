import { placeText, type Report } from '../../lint/report.ts'
import { visible } from './text.ts'

/** A line for each finding, which editors and other programs take apart: `file:line:column: severity rule message`. */
export const concise = ({ findings }: Report): string =>
  findings
    .map(
      finding =>
        `${placeText(finding, visible)}: ${finding.severity} ${finding.rule} ${visible(finding.message)}\n`,
    )
    .join('')
