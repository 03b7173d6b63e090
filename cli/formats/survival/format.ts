import type { SurvivalReport } from '../../../recovery/report.ts'
import { markdownSurvival } from './markdown.ts'
import type { SurvivalFormat } from './names.ts'
import { prettySurvival, type SurvivalOptions } from './pretty.ts'

const formats: Readonly<
  Record<SurvivalFormat, (report: SurvivalReport, options: SurvivalOptions) => string>
> = {
  pretty: prettySurvival,
  json: report => `${JSON.stringify(report, null, 2)}\n`,
  markdown: report => markdownSurvival(report),
}

export const formatSurvival = (
  format: SurvivalFormat,
  report: SurvivalReport,
  options: SurvivalOptions,
): string => formats[format](report, options)
