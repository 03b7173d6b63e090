import type { AdmissionRequest, AdmissionResponse } from './admission.ts'
import { type Deps, logEntry } from './deps.ts'
import { earlyWishes } from './early.ts'
import { worldWith } from './gather.ts'
import { judged, optionsOf, rejudged, trustOf } from './judge.ts'
import type { LookUps } from './look-ups.ts'
import { type Mutation, mutate } from './mutate.ts'
import { lateRules } from './out-of-time.ts'
import { auditAnnotations, budget } from './response.ts'
import type { Subject } from './subject.ts'

/** Corrects what may be corrected and never refuses. Throws Defect. */
export async function mutating(
  request: AdmissionRequest,
  subject: Subject,
  lookUps: LookUps,
  deps: Deps,
): Promise<AdmissionResponse> {
  const { uid } = request
  const untouched = (late: readonly string[] = []): AdmissionResponse => {
    deps.log(logEntry(request, deps, { verdict: 'allowed', notEvaluated: late.length, late: late.length }))
    return {
      uid,
      allowed: true,
      ...(late.length === 0 ? {} : { auditAnnotations: auditAnnotations({ 'out-of-time': late }) }),
    }
  }
  const mayChange = subject.whole && subject.owner.state !== 'unknown' && deps.config.mutate !== 'off'
  if (!subject.after || !mayChange) return untouched()
  const result = await judged(request, subject, lookUps, deps)
  const signs = earlyWishes(deps.rules, result, subject, optionsOf(deps))
  const mutation = mutate(subject, result, signs, deps.config, after => {
    const changed = { ...subject, after, object: after }
    return rejudged(result, worldWith(changed, after, lookUps, trustOf(request, deps)), deps)
  })
  const late = lateRules(result)
  if (mutation.notes.length === 0) return untouched(late)
  const rules = mutation.fixed
  const verdict = rules.length === 0 ? 'allowed' : 'patched'
  deps.log(logEntry(request, deps, { verdict, rules, notEvaluated: late.length, late: late.length }))
  return {
    uid,
    allowed: true,
    warnings: budget(mutation.notes),
    auditAnnotations: auditAnnotations({
      verdict,
      patched: rules,
      'out-of-time': late,
    }),
    ...patchOf(mutation),
  }
}

/** Neither `patch` nor `patchType` where nothing changes: one without the other makes the call fail. */
function patchOf({ operations }: Mutation): Pick<AdmissionResponse, 'patch' | 'patchType'> {
  if (operations.length === 0) return {}
  return { patch: Buffer.from(JSON.stringify(operations)).toString('base64'), patchType: 'JSONPatch' }
}
