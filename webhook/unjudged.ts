import { member } from '../model/kube/json.ts'
import type { AdmissionRequest, AdmissionResponse } from './admission.ts'
import type { Deps } from './deps.ts'
import { auditAnnotations, budget, ownerText } from './response.ts'
import type { Subjected } from './subject.ts'
import { refuses } from './unseen.ts'

/** The answer where there is nothing to judge, or where it could not be seen what. */
export function unjudged(
  request: AdmissionRequest,
  subjected: Exclude<Subjected, { readonly state: 'subject' }>,
  deps: Deps,
): AdmissionResponse {
  const { uid } = request
  if (subjected.state === 'none')
    return {
      uid,
      allowed: true,
      ...(subjected.owner
        ? { auditAnnotations: auditAnnotations({ owner: ownerText(subjected.owner) }) }
        : {}),
    }
  // Said once: both webhooks are asked about most requests.
  if (deps.path === 'mutate') return { uid, allowed: true }
  const couldDeny = isLess(request)
    ? deps.rules.filter(rule => rule.id === 'scale-down' && refuses(rule, deps.config)).map(({ id }) => id)
    : []
  const rest = couldDeny.length === 0 ? '' : `; could have refused it: ${couldDeny.join(', ')}`
  return {
    uid,
    allowed: true,
    warnings: budget([`this scale was not checked: ${subjected.why}${rest}`]),
    auditAnnotations: auditAnnotations({
      verdict: 'allowed',
      'could-deny': couldDeny,
      'not-looked-up': [subjected.why],
    }),
  }
}

/** Whether a scale takes nodes away, but not all of them. */
function isLess({ object, oldObject }: AdmissionRequest): boolean {
  const [before, after] = [oldObject, object].map(scale =>
    Number(member(member(scale, 'spec'), 'replicas') ?? 0),
  )
  return before !== undefined && after !== undefined && after > 0 && after < before
}
