import { brokerAnnotation, brokerWord } from '../model/broker/recognise.ts'
import { workloadOf } from '../model/pods/makers/workloads.ts'
import type { AdmissionRequest, AdmissionResponse } from './admission.ts'
import { type Deps, logEntry } from './deps.ts'
import { deletionRules, type Settled, settleDeletion } from './going.ts'
import { judged } from './judge.ts'
import type { LookUps } from './look-ups.ts'
import { lateRules } from './out-of-time.ts'
import { auditAnnotations, ownerText, respond } from './response.ts'
import { looksLikeBroker, type Subject } from './subject.ts'
import { unseenIn } from './unseen.ts'
import { verdictOf, withoutDenials } from './verdict.ts'

/** Says whether a change may be made. Throws Defect. */
export async function validating(
  request: AdmissionRequest,
  subject: Subject,
  lookUps: LookUps,
  deps: Deps,
): Promise<AdmissionResponse> {
  const isDeletion = subject.after === undefined
  const rulesNow = isDeletion ? deletionRules(deps.rules) : deps.rules
  const result = await judged(request, subject, lookUps, { ...deps, rules: rulesNow })
  const found = verdictOf(result, subject, deps.config, request.dryRun === true)
  const settled: Settled = isDeletion ? await settleDeletion(found, subject.object, deps) : { verdict: found }
  const full = subject.owner.state === 'unknown' ? withoutDenials(settled.verdict) : settled.verdict
  const verdict = deps.warnOnly ? withoutDenials(full) : full
  const late = lateRules(result)
  const failures = [...lookUps.failures(), ...(settled.unseen === undefined ? [] : [settled.unseen])]
  const limits = lookUps.limits()
  const unseen = unseenIn(result, subject, {
    rules: rulesNow,
    config: deps.config,
    failures,
    limits,
  })
  const left = leftOut(subject, deps)
  const remarks = [left, unseen.text].filter(text => text !== undefined)
  const response = respond(request, subject, verdict, remarks, deps.docs)
  const open = result.notEvaluated.filter(({ why }) => !limits.has(why))
  const verdictNow = response.allowed ? 'allowed' : 'denied'
  const actions = [
    ...verdict.deny.map(({ rule }) => ({ rule: rule.id, action: 'deny' as const })),
    ...verdict.warn.map(({ finding }) => ({ rule: finding.rule.id, action: 'warn' as const })),
    ...verdict.audit.map(({ rule }) => ({ rule: rule.id, action: 'audit' as const })),
  ]
  deps.log(
    logEntry(
      request,
      deps,
      verdictNow,
      actions.map(({ rule }) => rule),
      open.length,
      late.length,
      actions,
    ),
  )
  return {
    ...response,
    auditAnnotations: auditAnnotations({
      verdict: verdictNow,
      owner: ownerText(subject.owner),
      'left-out': left ?? '',
      [deps.warnOnly ? 'would-deny' : 'denied']: full.deny.map(({ rule }) => rule.id),
      warned: verdict.warn.map(({ finding }) => finding.rule.id),
      noted: verdict.audit.map(({ rule, message }) => `${rule.id}: ${message}`),
      suppressed: result.suppressed.map(({ rule }) => rule.id),
      'not-evaluated': result.notEvaluated.map(({ rule, why }) => `${rule}: ${why}`),
      'could-deny': unseen.couldDeny,
      'not-looked-up': failures,
      'out-of-time': late,
    }),
  }
}

/** Saying that what looks like a node is none is anybody's right, where it counts; it is not done in silence. */
function leftOut({ after }: Subject, { config }: Deps): string | undefined {
  const workload = after && workloadOf(after)
  const isLeftOut = workload && config.allowSuppression && brokerWord(workload) === 'false'
  return isLeftOut && looksLikeBroker(after)
    ? `${workload.called} looks like RabbitMQ and is not checked: ${brokerAnnotation} is "false"`
    : undefined
}
