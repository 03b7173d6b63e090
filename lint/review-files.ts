import type { Finding } from '../engine/finding.ts'
import { type Review, review } from '../engine/review.ts'
import type { Rule } from '../model/rule.ts'
import { emptyWorld } from '../model/world.ts'
import { contextFolders, folderOf } from '../source/contexts.ts'
import { objectsIn } from '../source/objects.ts'
import { readDocuments } from '../source/yaml/read.ts'
import { type Input, type InputFile, readInput } from './input.ts'
import { evaluateOptions, type LintOptions, lintWith } from './lint.ts'
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
  const contexts = options.contexts ?? contextFolders([...placed(before), ...placed(after)])
  const settings = { ...options, contexts }
  const [was, is] = [readInput(before, settings), readInput(after, settings)]
  const reviews = contexts.map((context, index) =>
    review(was.worlds[index] ?? emptyWorld(context), is.worlds[index] ?? emptyWorld(context), rules, {
      ...evaluateOptions(options),
      today: options.today ?? '',
      allowSuppression: options.inlineConfig !== false,
    }),
  )
  const linted = lintWith(after, rules, settings)
  const say = (input: Input, pick: (review: Review) => readonly Finding[]): readonly ReportedFinding[] =>
    reviews.flatMap(pick).map(finding => reported(input, finding, contexts.length > 1))
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

const placed = (
  files: readonly InputFile[],
): readonly { object: ReturnType<typeof objectsIn>[number]; folder: string }[] =>
  files.flatMap(({ name, text }) =>
    readDocuments(name, text).flatMap(document =>
      objectsIn(document).map(object => ({ object, folder: folderOf(name) })),
    ),
  )

/** Findings about documents exist in text only, so the comparison of worlds does not see them. */
function newlyUnreadable(before: Report, after: Report): readonly ReportedFinding[] {
  const ofDocuments = (report: Report): readonly ReportedFinding[] =>
    report.findings.filter(({ object }) => object.kind === '')
  const known = new Set(ofDocuments(before).map(({ fingerprint }) => fingerprint))
  return ofDocuments(after).filter(({ fingerprint }) => !known.has(fingerprint))
}
