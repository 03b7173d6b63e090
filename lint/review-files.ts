import { type Evaluation, evaluate } from '../engine/evaluate.ts'
import type { Finding } from '../engine/finding.ts'
import { type Review, type ReviewOptions, reviewEvaluated } from '../engine/review.ts'
import { emptyWorld } from '../model/kube/world.ts'
import type { Rule } from '../model/rule/rule.ts'
import { commentSuppressions } from './comment-suppressions.ts'
import { type Input, type InputFile, readBoth } from './input.ts'
import { evaluateOptions, isContextOnly, type Linted, type LintOptions, lintInput } from './lint.ts'
import { reported } from './make-report.ts'
import type { NotEvaluated, Report, ReportedFinding } from './report.ts'

/** What a change of files causes. Places of `fixed` are in the files before, all others in those after. */
export interface FileReview {
  readonly introduced: readonly ReportedFinding[]
  readonly fixed: readonly ReportedFinding[]
  readonly left: readonly ReportedFinding[]
  /** There now, but not judged before: reported, never failing. */
  readonly newlyVisible: readonly ReportedFinding[]
  readonly notEvaluated: readonly NotEvaluated[]
  /** The lint of the files after the change. */
  readonly report: Report
}

/**
 * Compares two states of a tree, as a pull request does. The base counts as running: rules that compare two states of a
 * cluster (a scale-down, a deleted Service) speak too.
 */
export function reviewFiles(
  before: readonly InputFile[],
  after: readonly InputFile[],
  rules: readonly Rule[],
  options: LintOptions = {},
): FileReview {
  const [was, is] = readBoth(before, after, options)
  const [old, now] = [lintInput(was, rules, options), lintInput(is, rules, options)]
  const settings: ReviewOptions = {
    ...evaluateOptions(options),
    today: options.today ?? '',
    allowSuppression: options.inlineConfig !== false,
    suppressions: options.inlineConfig === false ? [] : commentSuppressions(is),
  }
  const evaluationIn = ({ evaluations }: Linted, context: string): Evaluation =>
    evaluations.find(({ world }) => world.context === context) ??
    evaluate(emptyWorld(context), rules, settings)
  const names = [...new Set([...was.worlds, ...is.worlds].map(({ context }) => context))].sort()
  const reviews = names.map(context =>
    reviewEvaluated(evaluationIn(old, context), evaluationIn(now, context), rules, settings),
  )
  const say = (input: Input, pick: (review: Review) => readonly Finding[]): readonly ReportedFinding[] =>
    reviews
      .flatMap(pick)
      .filter(finding => !isContextOnly(input, finding))
      .map(finding => reported(input, finding, names.length > 1))
  return {
    introduced: [...say(is, ({ introduced }) => introduced), ...newlyUnreadable(old.report, now.report)],
    fixed: say(was, ({ fixed }) => fixed),
    left: say(is, ({ left }) => left),
    newlyVisible: say(is, ({ newlyVisible }) => newlyVisible),
    notEvaluated: reviews.flatMap(({ notEvaluated }) => notEvaluated),
    report: now.report,
  }
}

/** Findings about documents exist in text only, so the comparison of worlds does not see them. */
function newlyUnreadable(before: Report, after: Report): readonly ReportedFinding[] {
  const ofDocuments = (report: Report): readonly ReportedFinding[] =>
    report.findings.filter(({ object }) => object.kind === '')
  const known = new Set(ofDocuments(before).map(({ fingerprint }) => fingerprint))
  return ofDocuments(after).filter(({ fingerprint }) => !known.has(fingerprint))
}
