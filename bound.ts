import type { Review, ReviewOptions } from './engine/review.ts'
import { review as reviewWith } from './engine/review.ts'
import type { FixOptions, FixResult } from './lint/fix.ts'
import { fix as fixWith } from './lint/fix.ts'
import type { InputFile } from './lint/input.ts'
import type { LintOptions } from './lint/lint.ts'
import { lint as lintWith } from './lint/lint.ts'
import type { Report } from './lint/report.ts'
import type { FileReview } from './lint/review-files.ts'
import { reviewFiles as reviewFilesWith } from './lint/review-files.ts'
import type { World } from './model/kube/world.ts'
import type { Rule } from './model/rule/rule.ts'
import { rules as documented } from './policies/index.ts'

/*
 * What every door needs of `index.ts`: the rules, and what judges by them. What tells of failures and upgrades is fetched by who asks for it.
 */

/** The built-in rules, by id. */
export const rules: readonly Rule[] = documented

/** Lints files with the built-in rules. Pure: no files are read or written, nothing is sent. */
export const lint = (files: readonly InputFile[], options?: LintOptions): Report =>
  lintWith(files, rules, options)

/** Compares two worlds with the built-in rules: what an admission request or a pull request causes. */
export const review = (before: World, after: World, options: ReviewOptions): Review =>
  reviewWith(before, after, rules, options)

/** Compares two states of a tree of files with the built-in rules. */
export const reviewFiles = (
  before: readonly InputFile[],
  after: readonly InputFile[],
  options?: LintOptions,
): FileReview => reviewFilesWith(before, after, rules, options)

/** Applies the fixes of the built-in rules to files, in memory. */
export const fix = (files: readonly InputFile[], options?: FixOptions): FixResult =>
  fixWith(files, rules, options)
