import { rules } from './bound.ts'
import { type InputFile, readBoth } from './lint/input.ts'
import { evaluateOptions, type LintOptions } from './lint/lint.ts'
import type { FileReview as FindingReview } from './lint/review-files.ts'
import { reviewInputs } from './lint/review-files.ts'
import { type Worsening, worseBetween } from './recovery/compare.ts'
import type { SurvivalReport } from './recovery/report.ts'
import { type SurviveOptions, surviveFiles } from './recovery/survive.ts'
import { planUpgrade, type UpgradeOptions } from './recovery/upgrade/plan.ts'
import type { UpgradePlan } from './recovery/upgrade/report.ts'

export { fix, lint, review, rules } from './bound.ts'
export type { Finding } from './engine/finding.ts'
export type { Review, ReviewOptions } from './engine/review.ts'
export type { ChangedCluster, ClusterChanges } from './lint/cluster-changes.ts'
export type { FixOptions, FixResult } from './lint/fix.ts'
export type { InputFile } from './lint/input.ts'
export type { LintOptions } from './lint/lint.ts'
export type * from './lint/report.ts'
export type { KubeObject } from './model/kube/object.ts'
export { type Visibility, type World, worldOf } from './model/kube/world.ts'
export type { Rule } from './model/rule/rule.ts'
export type { Severity } from './model/rule/severity.ts'
export type { Worsening } from './recovery/compare.ts'
export type * from './recovery/report.ts'
export type { SurviveOptions } from './recovery/survive.ts'
export type { UpgradeOptions } from './recovery/upgrade/plan.ts'
export type * from './recovery/upgrade/report.ts'
export { kubeObject } from './source/objects.ts'

/** What a change of files causes. */
export interface FileReview extends FindingReview {
  /** What ends worse after it when something fails, where that was asked for. */
  readonly worse?: readonly Worsening[]
}
export interface FileReviewOptions extends LintOptions {
  /** Whether it is told what ends worse when something fails. */
  readonly survival?: boolean
}

/** Compares two states of a tree of files with the built-in rules. */
export function reviewFiles(
  before: readonly InputFile[],
  after: readonly InputFile[],
  options: FileReviewOptions = {},
): FileReview {
  const [was, is] = readBoth(before, after, options)
  const review = reviewInputs([was, is], rules, options)
  if (!options.survival) return review
  return { ...review, worse: worseBetween(was, is, evaluateOptions(options)) }
}

/** Tells what becomes of the clusters in files when something fails. */
export const survive = (files: readonly InputFile[], options?: SurviveOptions): SurvivalReport =>
  surviveFiles(files, options)

/** Plans the upgrade of the clusters in files to another release, with the built-in rules. */
export const upgrade = (files: readonly InputFile[], options: UpgradeOptions): UpgradePlan =>
  planUpgrade(files, rules, options)
