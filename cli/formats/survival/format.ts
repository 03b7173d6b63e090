import type { SurvivalReport } from '../../../recovery/report.ts'
import type { Failure } from '../failed.ts'
import { markdownSurvival } from './markdown.ts'
import { prettySurvival, type SurvivalOptions } from './pretty.ts'

const formats = {
  pretty: prettySurvival,
  json: (report: SurvivalReport) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: (report: SurvivalReport) => markdownSurvival(report),
} as const
export type SurvivalFormat = keyof typeof formats
export const survivalFormats = Object.keys(formats) as readonly SurvivalFormat[]

export const formatSurvival = (
  format: SurvivalFormat,
  report: SurvivalReport,
  options: SurvivalOptions,
): string => formats[format](report, options)

/** The same shape for a command that came to no report. */
export const failedSurvival = (failure: Failure): string =>
  `${JSON.stringify({ schema: 'warrener/survival-report/v1', error: failure, clusters: [] }, null, 2)}\n`
