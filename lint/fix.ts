import type { Rule } from '../model/rule.ts'
import type { InputFile } from './input.ts'
import type { LintOptions } from './lint.ts'
import { lintWith } from './lint.ts'
import type { Report, ReportedFinding } from './report.ts'

export interface FixOptions extends LintOptions {
  /** Apply fixes that may change behaviour too. */
  readonly unsafe?: boolean
}
export interface FixResult {
  /** The files whose text changed, with their new text. */
  readonly files: readonly InputFile[]
  readonly fixed: readonly ReportedFinding[]
  readonly notFixed: readonly { readonly finding: ReportedFinding; readonly why: string }[]
  /** The lint of the result. */
  readonly report: Report
}

/** Applies the fixes of the rules to files, in memory. */
export function fix(
  files: readonly InputFile[],
  rules: readonly Rule[],
  options: FixOptions = {},
): FixResult {
  return { files: [], fixed: [], notFixed: [], report: lintWith(files, rules, options).report }
}
