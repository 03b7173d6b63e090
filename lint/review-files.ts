import type { Finding } from '../engine/finding.ts'
import { type Review, review } from '../engine/review.ts'
import type { Rule } from '../model/rule.ts'
import { emptyWorld, type World } from '../model/world.ts'
import { commentSuppressions } from './comment-suppressions.ts'
import { type Input, type InputFile, openedContexts, readInput } from './input.ts'
import { evaluateOptions, isContextOnly, type LintOptions, lintWith } from './lint.ts'
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
  const contexts = options.contexts ?? contextsOfBoth(before, after, options)
  const settings = { ...options, contexts }
  const [was, is] = [readInput(before, settings), readInput(after, settings)]
  const worldIn = ({ worlds }: Input, context: string): World =>
    worlds.find(world => world.context === context) ?? emptyWorld(context)
  const names = [...new Set([...was.worlds, ...is.worlds].map(({ context }) => context))].sort()
  const reviews = names.map(context =>
    review(worldIn(was, context), worldIn(is, context), rules, {
      ...evaluateOptions(options),
      today: options.today ?? '',
      allowSuppression: options.inlineConfig !== false,
      suppressions: options.inlineConfig === false ? [] : commentSuppressions(is),
    }),
  )
  const linted = lintWith(after, rules, settings)
  const say = (input: Input, pick: (review: Review) => readonly Finding[]): readonly ReportedFinding[] =>
    reviews
      .flatMap(pick)
      .filter(finding => !isContextOnly(input, finding))
      .map(finding => reported(input, finding, names.length > 1))
  const unreadable = newlyUnreadable(lintWith(before, rules, settings).report, linted.report)
  return {
    introduced: [...say(is, ({ introduced }) => introduced), ...unreadable],
    fixed: say(was, ({ fixed }) => fixed),
    left: say(is, ({ left }) => left),
    newlyVisible: say(is, ({ newlyVisible }) => newlyVisible),
    notEvaluated: reviews.flatMap(({ notEvaluated }) => notEvaluated),
    report: linted.report,
  }
}

/** The contexts of both states: a context of one of them may have lost, or gained, what made it one. */
function contextsOfBoth(
  before: readonly InputFile[],
  after: readonly InputFile[],
  options: LintOptions,
): readonly string[] {
  const opened = [before, after].flatMap(files => openedContexts(files, options))
  return [...new Set(opened)].sort()
}

/** Findings about documents exist in text only, so the comparison of worlds does not see them. */
function newlyUnreadable(before: Report, after: Report): readonly ReportedFinding[] {
  const ofDocuments = (report: Report): readonly ReportedFinding[] =>
    report.findings.filter(({ object }) => object.kind === '')
  const known = new Set(ofDocuments(before).map(({ fingerprint }) => fingerprint))
  return ofDocuments(after).filter(({ fingerprint }) => !known.has(fingerprint))
}
