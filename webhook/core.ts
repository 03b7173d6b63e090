import { type AdmissionReview, answer } from './admission.ts'
import { decode } from './decode.ts'
import { type Deps, logEntry } from './deps.ts'
import { withEcho } from './echo.ts'
import { lookUpsOf } from './look-ups.ts'
import { mutating } from './mutating.ts'
import { subjectOf } from './subject.ts'
import { unjudged } from './unjudged.ts'
import { validating } from './validating.ts'

/**
 * Answers one AdmissionReview, as parsed JSON, with another.
 * @throws BadReview where it is none, Defect where a rule of ours fails
 */
export async function admit(review: unknown, deps: Deps): Promise<AdmissionReview> {
  const request = decode(review)
  const lookUps = lookUpsOf(deps, deps.recall?.take(request))
  const subjected = await subjectOf(request, lookUps)
  if (subjected.state === 'subject') {
    if (deps.path === 'validate')
      return answer(withEcho(request, await validating(request, subjected.subject, lookUps, deps), deps))
    const response = await mutating(request, subjected.subject, lookUps, deps)
    deps.recall?.keep(request, lookUps.seen())
    return answer(withEcho(request, response, deps))
  }
  deps.log(logEntry(request, deps, { verdict: 'allowed' }))
  return answer(unjudged(request, subjected, deps))
}
