import { evaluate } from '../engine/evaluate.ts'
import type { Defect, Finding, Gap } from '../engine/finding.ts'
import { type Review, type ReviewOptions, reviewEvaluated } from '../engine/review.ts'
import type { Evaluation } from '../engine/running.ts'
import { emptyWorld } from '../model/kube/world.ts'
import type { Rule } from '../model/rule/rule.ts'
import { compareSeverity } from '../model/rule/severity.ts'
import { type ClusterChanges, clusterChanges, pairContexts } from './cluster-changes.ts'
import { commentSuppressions } from './comment-suppressions.ts'
import { type Input, type InputFile, readBoth } from './input.ts'
import { evaluateOptions, isContextOnly, type Linted, type LintOptions, lintInput } from './lint.ts'
import { merged, placeOf, reported, reportedDefects, reportedGaps } from './make-report.ts'
import type { NotEvaluated, Report, ReportedFinding } from './report.ts'

/** What a change of files causes. Places of `fixed` are in the files before, all others in those after. */
export interface FileReview {
  readonly introduced: readonly ReportedFinding[]
  readonly fixed: readonly ReportedFinding[]
  readonly left: readonly ReportedFinding[]
  /** There now, but not judged before: reported, never failing. */
  readonly newlyVisible: readonly ReportedFinding[]
  readonly notEvaluated: readonly NotEvaluated[]
  /** Clusters that come, go or move, which is no finding by itself. */
  readonly clusters: ClusterChanges
  /** The lint of the files after the change. */
  readonly report: Report
}

/**
 * Compares two states of a tree, as a pull request does. The base counts as running: rules that compare two states of a
 * cluster (a scale-down, a deleted Service) speak too.
 */
export const reviewFiles = (
  before: readonly InputFile[],
  after: readonly InputFile[],
  rules: readonly Rule[],
  options: LintOptions = {},
): FileReview => reviewInputs(readBoth(before, after, options), rules, options)

/** The same for what was read of both with these options. */
export function reviewInputs(
  [was, is]: readonly [before: Input, after: Input],
  rules: readonly Rule[],
  options: LintOptions,
): FileReview {
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
  const pairs = pairContexts(old, now)
  const reviews = pairs.map(({ before: from, after: to }) =>
    reviewEvaluated(evaluationIn(old, from), evaluationIn(now, to), rules, settings),
  )
  const of = (pick: (review: Review) => readonly Finding[]): readonly Finding[] => reviews.flatMap(pick)
  const text = compareTextual(old, now)
  const [introduced = [], newlyVisible = [], left = []] = oncePerPlace([
    said(is, [...of(({ introduced: found }) => found), ...text.introduced], options),
    said(
      is,
      of(({ newlyVisible: found }) => found),
      options,
    ),
    said(is, [...of(({ left: found }) => found), ...text.left], options),
  ])
  return {
    introduced,
    newlyVisible,
    left,
    fixed: merged(said(was, [...of(({ fixed }) => fixed), ...text.fixed], options)),
    clusters: clusterChanges(old, now, pairs),
    notEvaluated: reportedGaps(reviews.flatMap(({ notEvaluated }): readonly Gap[] => notEvaluated)),
    report: {
      ...now.report,
      defects: reportedDefects([
        ...now.outcome.defects,
        ...reviews.flatMap(({ defects }): readonly Defect[] => defects),
      ]),
    },
  }
}

/** What of findings is reported. */
const said = (
  input: Input,
  findings: readonly Finding[],
  { minSeverity = 'info' }: LintOptions,
): readonly ReportedFinding[] =>
  findings
    .filter(finding => !isContextOnly(input, finding) && compareSeverity(finding.severity, minSeverity) >= 0)
    .map(finding => reported(input, finding, input.worlds.length > 1))

/** As in the report, a place that several contexts share is told once: in the first list that has it in any of them. */
function oncePerPlace(
  lists: readonly (readonly ReportedFinding[])[],
): readonly (readonly ReportedFinding[])[] {
  const listOf = new Map<string, number>()
  for (const [index, list] of lists.entries())
    for (const finding of list) if (!listOf.has(placeOf(finding))) listOf.set(placeOf(finding), index)
  const all = merged(lists.flat())
  return lists.map((_, index) => all.filter(finding => listOf.get(placeOf(finding)) === index))
}

/** Findings about documents and suppressions: they exist in text only, so the comparison of worlds does not see them. */
function compareTextual(old: Linted, now: Linted): Pick<Review, 'introduced' | 'left' | 'fixed'> {
  const textual = ({ findings }: Linted): readonly Finding[] =>
    findings.filter(({ rule: { scope } }) => scope === 'document' || scope === 'suppression')
  const [before, after] = [old, now].map(linted =>
    Map.groupBy(textual(linted), ({ fingerprint }) => fingerprint),
  )
  const more = (these: typeof before, others: typeof before): readonly Finding[] =>
    [...(these ?? [])].flatMap(([print, same]) => same.slice(others?.get(print)?.length ?? 0))
  const introduced = more(after, before)
  const isNew = new Set(introduced)
  return { introduced, fixed: more(before, after), left: textual(now).filter(finding => !isNew.has(finding)) }
}
