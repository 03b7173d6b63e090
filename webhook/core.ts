import { review as compare, type Review, type ReviewOptions } from '../engine/review.ts'
import type { Rule } from '../model/rule.ts'
import type { World } from '../model/world.ts'
import { type AdmissionRequest, type AdmissionResponse, type AdmissionReview, answer } from './admission.ts'
import type { WebhookConfig } from './config.ts'
import { decode } from './decode.ts'
import { gather, type Trust, worldWith } from './gather.ts'
import { type Mutation, mutate } from './mutate.ts'
import { namespaceSettings } from './namespace.ts'
import type { ObjectReader } from './reader.ts'
import { auditAnnotations, budget, type DocsUrl, respond, unseenText } from './response.ts'
import { type Sight, sightOf } from './sight.ts'
import { type Subject, subjectOf } from './subject.ts'
import { type Verdict, verdictOf, withoutDenials } from './verdict.ts'

/** Everything that an answer depends on besides the request: no clock, no file, no socket of its own. */
export interface Deps {
  readonly path: 'validate' | 'mutate'
  readonly rules: readonly Rule[]
  /** Undefined: look-ups are switched off. */
  readonly reader: ObjectReader | undefined
  readonly config: WebhookConfig
  /** How the rules are run; what annotations may silence is up to `config`. */
  readonly options: Omit<ReviewOptions, 'today' | 'allowSuppression'>
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string
  /** Ends the look-ups: what is not known by then stays unknown. */
  readonly signal: AbortSignal
  readonly docs: DocsUrl
  readonly log: (entry: LogEntry) => void
}

/** What is worth a line in the log. Never a part of the object itself. */
export interface LogEntry {
  readonly uid: string
  readonly path: 'validate' | 'mutate'
  readonly operation: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly verdict: 'allowed' | 'denied' | 'patched'
  readonly rules: readonly string[]
  readonly notEvaluated: number
}

/** A rule threw. The server answers 500, and the API server goes by its failurePolicy. */
export class Defect extends Error {
  constructor(rule: string, cause: Error) {
    super(`rule ${rule} failed`, { cause })
    this.name = 'Defect'
  }
}

/**
 * Answers one AdmissionReview, as parsed JSON, with another.
 * @throws BadReview where it is none, Defect where a rule of ours fails
 */
export async function admit(review: unknown, deps: Deps): Promise<AdmissionReview> {
  const request = decode(review)
  const sight = sightOf(deps.reader, deps.signal)
  const subjected = await subjectOf(request, sight)
  if (subjected.state === 'subject') {
    return answer(
      await (deps.path === 'validate' ? validating : mutating)(request, subjected.subject, sight, deps),
    )
  }
  deps.log(logEntry(request, deps, 'allowed', [], 0))
  // Said once: both webhooks are asked about most requests.
  const warn = subjected.state === 'unknown' && deps.path === 'validate'
  return answer({
    uid: request.uid,
    allowed: true,
    ...(warn ? { warnings: budget([`warrener: this scale was not checked: ${subjected.why}`]) } : {}),
  })
}

async function validating(
  request: AdmissionRequest,
  subject: Subject,
  sight: Sight,
  deps: Deps,
): Promise<AdmissionResponse> {
  const result = await judged(request, subject, sight, deps)
  const verdict = await settled(
    verdictOf(result, subject, deps.config, request.dryRun === true),
    request,
    deps,
  )
  const unseen = isWorthSaying(subject, result)
    ? unseenText(result.notEvaluated, sight.failures())
    : undefined
  const response = respond(request, subject, verdict, unseen, deps.docs)
  const rules = [...verdict.deny, ...verdict.warn.map(({ finding }) => finding), ...verdict.audit].map(
    ({ rule }) => rule.id,
  )
  deps.log(
    logEntry(request, deps, response.allowed ? 'allowed' : 'denied', rules, result.notEvaluated.length),
  )
  return annotated(response, {
    verdict: response.allowed ? 'allowed' : 'denied',
    denied: verdict.deny.map(({ rule }) => rule.id),
    warned: verdict.warn.map(({ finding }) => finding.rule.id),
    noted: verdict.audit.map(({ rule, message }) => `${rule.id}: ${message}`),
    suppressed: result.suppressed.map(({ rule }) => rule.id),
    'not-evaluated': result.notEvaluated.map(({ rule, why }) => `${rule}: ${why}`),
    'not-looked-up': sight.failures(),
  })
}

async function mutating(
  request: AdmissionRequest,
  subject: Subject,
  sight: Sight,
  deps: Deps,
): Promise<AdmissionResponse> {
  const { uid } = request
  const untouched = (): AdmissionResponse => {
    deps.log(logEntry(request, deps, 'allowed', [], 0))
    return { uid, allowed: true }
  }
  if (!subject.after || !subject.whole || deps.config.mutate === 'off') return untouched()
  const result = await judged(request, subject, sight, deps)
  const mutation = mutate(subject, result, deps.config, after => {
    const changed = { ...subject, after, object: after }
    const world = (side: Subject['before']): World => worldWith(changed, side, sight, trustOf(request, deps))
    return rejectDefects(judge(deps)(world(subject.before), world(after)))
  })
  if (mutation.notes.length === 0) return untouched()
  if ((await namespaceSettings(deps.reader, request.namespace ?? '', deps.signal)).unchanged)
    return untouched()
  const rules = mutation.fixed.map(({ rule }) => rule.id)
  deps.log(logEntry(request, deps, rules.length === 0 ? 'allowed' : 'patched', rules, 0))
  return annotated(
    { uid, allowed: true, warnings: budget(mutation.notes), ...patchOf(mutation) },
    { verdict: rules.length === 0 ? 'allowed' : 'patched', patched: rules },
  )
}

/** Neither `patch` nor `patchType` where nothing changes: one without the other makes the call fail. */
function patchOf({ operations }: Mutation): Pick<AdmissionResponse, 'patch' | 'patchType'> {
  if (operations.length === 0) return {}
  return { patch: Buffer.from(JSON.stringify(operations)).toString('base64'), patchType: 'JSONPatch' }
}

async function judged(
  request: AdmissionRequest,
  subject: Subject,
  sight: Sight,
  deps: Deps,
): Promise<Review> {
  return rejectDefects(await gather(subject, sight, trustOf(request, deps), judge(deps)))
}

const judge =
  ({ rules, options, config, today }: Deps) =>
  (before: World, after: World): Review =>
    compare(before, after, rules, { ...options, today, allowSuppression: config.allowSuppression })

const trustOf = (request: AdmissionRequest, { config }: Deps): Trust => ({
  dryRun: request.dryRun === true,
  pairing: config.pairing,
})

function rejectDefects(result: Review): Review {
  const [defect] = result.defects
  if (defect) throw new Defect(defect.rule, defect.error)
  return result
}

/** The verdict as the labels of the namespace want it; they are read only where something would be refused. */
async function settled(verdict: Verdict, request: AdmissionRequest, deps: Deps): Promise<Verdict> {
  if (verdict.deny.length === 0) return verdict
  const { warnOnly } = await namespaceSettings(deps.reader, request.namespace ?? '', deps.signal)
  return warnOnly ? withoutDenials(verdict) : verdict
}

/** A look-up that failed matters where there is RabbitMQ: not to the owner of some other headless Service. */
const isWorthSaying = ({ object }: Subject, result: Review): boolean =>
  result.after.brokers.length > 0 || /rabbitmq/i.test(JSON.stringify(object.value))

const annotated = (
  response: AdmissionResponse,
  facts: Parameters<typeof auditAnnotations>[0],
): AdmissionResponse => ({
  ...response,
  auditAnnotations: auditAnnotations(facts),
})

function logEntry(
  request: AdmissionRequest,
  { path }: Deps,
  verdict: LogEntry['verdict'],
  rules: readonly string[],
  notEvaluated: number,
): LogEntry {
  const { uid, operation, kind, namespace = '', name = '' } = request
  return {
    uid,
    path,
    operation,
    kind: kind.kind,
    namespace,
    name,
    verdict,
    rules: [...new Set(rules)],
    notEvaluated,
  }
}
