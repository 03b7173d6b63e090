import type { Report } from '../../lint/report.ts'
import { concise } from './concise.ts'
import type { Failure } from './failed.ts'
import type { FormatOptions } from './format-options.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { failedJson, json } from './json.ts'
import { failedJunit, junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import { failedSarif, sarif } from './sarif.ts'

type Format = (report: Report, options: FormatOptions) => string

/** Every output format: a report to its text. Pure. */
const formats = {
  pretty,
  concise,
  json,
  sarif,
  github,
  markdown,
  junit,
  gitlab,
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats
export const formatNames = Object.keys(formats) as readonly FormatName[]
export const formatReport = (name: FormatName, report: Report, options: FormatOptions): string =>
  formats[name](report, options)

/** What programs read says in its own words why there is no report; people find it on standard error. */
const failed: Partial<Record<FormatName, (failure: Failure) => string>> = {
  json: failedJson,
  sarif: failedSarif,
  junit: failedJunit,
  gitlab: () => '[]\n',
}
export const formatFailure = (name: FormatName, failure: Failure): string => failed[name]?.(failure) ?? ''
