import type { LintOptions } from '../lint/lint.ts'
import type { Severity } from '../model/rule/severity.ts'

/** One input of a rule: manifests as one YAML text, or as several files. */
export interface Row {
  readonly name: string
  readonly manifests: string | Readonly<Record<string, string>>
  /** The state before, for rules that compare. */
  readonly before?: string
  readonly options?: LintOptions
  /** What the rule could not judge, with a reason that matches. Left out means: it judged all there is. */
  readonly gap?: RegExp
}

interface Place {
  /** Text that begins at the place of the finding. */
  readonly text?: string
  readonly line?: number
  /** JSON Pointer into the object. */
  readonly path?: string
  /** Inside embedded text: the conf key, JSON Pointer or command. */
  readonly inner?: string
}
interface Claim extends Place {
  readonly severity?: Severity
  readonly message?: RegExp
  readonly why?: RegExp
  readonly help?: RegExp
  readonly fix?: 'additive' | 'safe' | 'unsafe' | 'none'
}
type One<Members extends keyof Place> = { [Member in Members]: Required<Pick<Place, Member>> }[Members]
/** What the rule must say, and where: at least one member of the place is stated. Other members left out mean: any. */
export type ExpectedFinding = Claim & One<keyof Place>

export interface InvalidRow extends Row {
  /** In the order of places. */
  readonly findings: readonly ExpectedFinding[]
  /** The manifests after all fixes of this rule, unsafe ones too. */
  readonly fixed?: string
  /** The manifests with the help followed to the letter: this rule is content, and no rule finds anything new. */
  readonly after?: string | Readonly<Record<string, string>>
}
/** The tests of one rule: data, run by rule-checks.ts, which asserts much more about each row than it states. */
export interface RuleRows {
  /** The rule says nothing. */
  readonly valid: readonly Row[]
  readonly invalid: readonly InvalidRow[]
}
export const rows = (table: RuleRows): RuleRows => table
