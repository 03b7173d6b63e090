import type { Report } from '../../lint/report.ts'
import type { FormatOptions } from './format-options.ts'
import { json } from './json.ts'
import { pretty } from './pretty.ts'

type Format = (report: Report, options: FormatOptions) => string

/** Every output format: a report to its text. Pure. */
const formats = { pretty, json } as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats
export const formatNames = Object.keys(formats) as readonly FormatName[]
export const formatReport = (name: FormatName, report: Report, options: FormatOptions): string =>
  formats[name](report, options)
