import type { AdmissionRequest, AdmissionResponse } from './admission.ts'
import { type Deps, type LogEntry, logEntry } from './deps.ts'
import { deletionRules, type Settled, settleDeletion } from './going.ts'
import { judged } from './judge.ts'
import { leftOut } from './left-out.ts'
import type { LookUps } from './look-ups.ts'
import { mistold, withMisSilenced } from './misread.ts'
import { lateRules } from './out-of-time.ts'
import { type RanBefore, ranBefore } from './ran-before.ts'
import { auditAnnotations, ownerText, respond } from './response.ts'
import type { Subject } from './subject.ts'
import { unseenIn } from './unseen.ts'
import { type Verdict, verdictOf, withoutDenials } from './verdict.ts'

/** Says whether a change may be made. Throws Defect. */
export async function validating(
  request: AdmissionRequest,
  subject: Subject,
  lookUps: LookUps,
  deps: Deps,
): Promise<AdmissionResponse> {
  const isDeletion = subject.after === undefined
  const rules = isDeletion ? deletionRules(deps.rules) : deps.rules
  const review = withMisSilenced(await judged(request, subject, lookUps, { ...deps, rules }), subject, deps)
  const found = verdictOf(review, subject, deps.config, request.dryRun === true)
  const settled: Settled = isDeletion ? await settleDeletion(found, subject.object, deps) : { verdict: found }
  const full = subject.owner.state === 'unknown' ? withoutDenials(settled.verdict) : settled.verdict
  const verdict = deps.warnOnly ? withoutDenials(full) : full
  // What is refused for something else is not started.
  const ran: RanBefore = full.deny.length === 0 ? await ranBefore(subject, review, deps) : {}
  const result = ran.gap ? { ...review, notEvaluated: [...review.notEvaluated, ran.gap] } : review
  const failures = [...lookUps.failures(), settled.unseen, ran.gap?.why].filter(why => why !== undefined)
  const limits = lookUps.limits()
  const unseen = unseenIn(result, subject, { rules, config: deps.config, failures, limits })
  const left = leftOut(subject, result, deps)
  const remarks = [left, ran.text, ...mistold(subject, review), unseen.text].filter(
    text => text !== undefined,
  )
  const response = respond(request, subject, verdict, remarks, deps)
  const late = lateRules(result)
  const verdictNow = response.allowed ? 'allowed' : 'denied'
  const notEvaluated = result.notEvaluated.filter(({ why }) => !limits.has(why)).length
  const findings = actionsOf(verdict)
  deps.log(logEntry(request, deps, { verdict: verdictNow, findings, notEvaluated, late: late.length }))
  return {
    ...response,
    auditAnnotations: auditAnnotations({
      verdict: verdictNow,
      owner: ownerText(subject.owner),
      'left-out': left ?? '',
      'ran-before': ran.note ?? '',
      [deps.warnOnly ? 'would-deny' : 'denied']: full.deny.map(({ rule }) => rule.id),
      warned: verdict.warn.map(({ finding }) => finding.rule.id),
      noted: verdict.audit.map(({ rule, message }) => `${rule.id}: ${message}`),
      suppressed: result.suppressed.map(({ rule }) => rule.id),
      'not-evaluated': result.notEvaluated.map(({ rule, why }) => `${rule}: ${why}`),
      'could-deny': [...unseen.couldDeny, ...(ran.couldDeny === undefined ? [] : [ran.couldDeny])],
      'not-looked-up': failures,
      'out-of-time': late,
    }),
  }
}

const actionsOf = ({ deny, warn, audit }: Verdict): LogEntry['findings'] => [
  ...deny.map(({ rule }) => ({ rule: rule.id, action: 'deny' as const })),
  ...warn.map(({ finding }) => ({ rule: finding.rule.id, action: 'warn' as const })),
  ...audit.map(({ rule }) => ({ rule: rule.id, action: 'audit' as const })),
]
