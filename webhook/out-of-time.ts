import type { Finding } from '../engine/finding.ts'
import { outOfTime } from '../engine/options.ts'
import type { Review } from '../engine/review.ts'
import { notYet } from './look-ups.ts'

/** Ids of the rules that were not run, or not to their end, because time was over. */
export const lateRules = ({ notEvaluated }: Pick<Review, 'notEvaluated'>): readonly string[] => [
  ...new Set(notEvaluated.filter(({ why }) => why === outOfTime).map(({ rule }) => rule)),
]

/**
 * The review of the last round that there was time for. What it would have liked to see is not looked at any more.
 */
export const asFarAsSeen = (review: Review): Review => ({
  ...review,
  notEvaluated: review.notEvaluated.map(gap => (gap.why === notYet ? { ...gap, why: outOfTime } : gap)),
})

/**
 * A review in which time was over before all rules were run, with what the others said a round earlier, when less had been
 * looked up: what was certain then still is.
 */
export function withEarlier(review: Review, earlier: Review | undefined): Review {
  const late = new Set(lateRules(review))
  if (earlier === undefined || late.size === 0) return review
  const { introduced, newlyVisible, left, suppressed } = review
  const said = new Set(
    [introduced, newlyVisible, left, suppressed].flatMap(findings =>
      findings.map(({ fingerprint }) => fingerprint),
    ),
  )
  const and = (now: readonly Finding[], then: readonly Finding[]): readonly Finding[] => [
    ...now,
    ...then.filter(({ rule, fingerprint }) => late.has(rule.id) && !said.has(fingerprint)),
  ]
  return {
    ...review,
    introduced: and(introduced, earlier.introduced),
    newlyVisible: and(newlyVisible, earlier.newlyVisible),
    left: and(left, earlier.left),
    suppressed: and(suppressed, earlier.suppressed),
    notEvaluated: [
      ...review.notEvaluated.filter(({ rule }) => !late.has(rule)),
      ...asFarAsSeen(earlier).notEvaluated.filter(({ rule }) => late.has(rule)),
    ],
  }
}
