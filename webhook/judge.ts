import { type Review, type ReviewOptions, review } from '../engine/review.ts'
import type { World } from '../model/kube/world.ts'
import type { AdmissionRequest } from './admission.ts'
import type { Deps } from './deps.ts'
import { gather, type Judging, type Trust } from './gather.ts'
import type { LookUps } from './look-ups.ts'
import type { Subject } from './subject.ts'
import { verdictOf } from './verdict.ts'

/** A rule threw. The server answers 500, and the API server goes by its failurePolicy. */
export class Defect extends Error {
  readonly rule: string
  /** Rules that failed beside it, and those that found something: nobody is told of it otherwise. */
  readonly others: readonly string[]
  readonly found: readonly string[]
  constructor(rule: string, cause: Error, others: readonly string[] = [], found: readonly string[] = []) {
    super(`rule ${rule} failed`, { cause })
    this.name = 'Defect'
    this.rule = rule
    this.others = others
    this.found = found
  }
}

/** Judges a request, with all that has to be looked up for it. Throws Defect. */
export async function judged(
  request: AdmissionRequest,
  subject: Subject,
  lookUps: LookUps,
  deps: Deps,
): Promise<Review> {
  const trust = trustOf(request, deps)
  const judging: Judging = {
    stands: optionsOf(deps),
    judge: (before, after) => rejectDefects(review(before, after, deps.rules, optionsOf(deps))),
    outOfTime: deps.outOfTime,
  }
  const result = await gather(subject, lookUps, trust, judging)
  // Nothing is refused for what may have changed in the meantime.
  const refuses =
    deps.path === 'validate' && verdictOf(result, subject, deps.config, trust.dryRun).deny.length > 0
  return refuses && lookUps.renew() ? gather(subject, lookUps, trust, judging) : result
}

/** Judges another outcome of a change that was judged. Throws Defect. */
export const rejudged = ({ before }: Review, after: World, deps: Deps): Review =>
  rejectDefects(review(before.world, after, deps.rules, optionsOf(deps)))

/** So many findings of one rule are enough: nobody who is refused for them reads more, and each takes its time. */
const mostFindings = 100

export const optionsOf = ({ options, config, today, outOfTime }: Deps): ReviewOptions => ({
  ...options,
  today,
  outOfTime,
  most: mostFindings,
  allowSuppression: config.allowSuppression,
  believesNo: config.allowSuppression,
})

export const trustOf = (request: AdmissionRequest, { config }: Deps): Trust => ({
  dryRun: request.dryRun === true,
  pairing: config.pairing,
})

function rejectDefects(result: Review): Review {
  const [defect, ...others] = result.defects
  if (!defect) return result
  const { introduced, newlyVisible, left } = result
  throw new Defect(
    defect.rule,
    defect.error,
    [...new Set(others.map(({ rule }) => rule))],
    [...new Set([introduced, newlyVisible, left].flatMap(findings => findings.map(({ rule }) => rule.id)))],
  )
}
