import type { LintOptions } from '../lint/lint.ts'
import type { Severity } from '../model/rule/severity.ts'

/** One input of a rule: manifests as one YAML text, or as several files. */
export interface Row {
  readonly name: string
  readonly manifests: string | Readonly<Record<string, string>>
  /** The state before, for rules that compare. */
  readonly before?: string
  readonly options?: LintOptions
}
/** What the rule must say, in the order of places. Left out means: any. */
export interface ExpectedFinding {
  readonly severity?: Severity
  readonly message?: RegExp
  readonly why?: RegExp
  readonly help?: RegExp
  /** Text at the place of the finding. */
  readonly text?: string
  readonly line?: number
  readonly path?: string
  readonly inner?: string
  readonly fix?: 'additive' | 'safe' | 'unsafe' | 'none'
}
export interface InvalidRow extends Row {
  readonly findings: readonly ExpectedFinding[]
  /** The manifests after all fixes of this rule, unsafe ones too. */
  readonly fixed?: string
}
/** The tests of one rule: data, run by policies.test.ts, which asserts much more about each row than it states. */
export interface RuleRows {
  /** The rule says nothing. `gap` rows are not evaluated, with a reason that matches. */
  readonly valid: readonly (Row & { readonly gap?: RegExp })[]
  readonly invalid: readonly InvalidRow[]
}
export const rows = (table: RuleRows): RuleRows => table
