import type { Report } from '../../lint/report.ts'
import { json } from './json.ts'
import { pretty } from './pretty.ts'
import type { Style } from './style.ts'

export interface FormatOptions {
  readonly style: Style
  /** Findings only. */
  readonly quiet: boolean
  /** Text of a file by its name in the report; undefined where it was not read. */
  readonly text: (file: string) => string | undefined
}
type Format = (report: Report, options: FormatOptions) => string

/** Every output format: a report to its text. Pure. */
const formats = { pretty, json } as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats
export const formatNames = Object.keys(formats) as readonly FormatName[]
export const formatReport = (name: FormatName, report: Report, options: FormatOptions): string =>
  formats[name](report, options)
