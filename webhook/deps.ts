import type { ReviewOptions } from '../engine/review.ts'
import { member } from '../model/kube/json.ts'
import type { Rule } from '../model/rule/rule.ts'
import type { AdmissionRequest } from './admission.ts'
import type { Action, WebhookConfig } from './config.ts'
import type { ObjectReader } from './reader.ts'
import type { Recall } from './recall.ts'
import { type DocsUrl, shorten } from './text.ts'

/** Everything that an answer depends on besides the request: no clock, no file, no socket of its own. */
export interface Deps {
  readonly path: 'validate' | 'mutate'
  /** Of `/validate/warn`: the same verdict, and nothing is refused. */
  readonly warnOnly: boolean
  readonly rules: readonly Rule[]
  /** Undefined: look-ups are switched off. */
  readonly reader: ObjectReader | undefined
  /** What was read for a request by the other webhook. Default: all is read again. */
  readonly recall?: Recall
  readonly config: WebhookConfig
  /** How the rules are run; what annotations may silence is up to `config`. */
  readonly options: Omit<ReviewOptions, 'today' | 'allowSuppression' | 'outOfTime'>
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string
  /** Ends the look-ups: what is not known by then stays unknown. */
  readonly signal: AbortSignal
  /** Most characters of files that are looked up: what takes more throws TooMuchHere. Default: any number. */
  readonly mostLookedUp?: number
  /** Asked between rules: whether those not yet run are to be left. */
  readonly outOfTime: () => boolean
  readonly docs: DocsUrl
  readonly log: (entry: LogEntry) => void
  /** Of Warrener, for whoever asks which one answers. */
  readonly version?: string
}

/** What is worth a line in the log. Never a part of the object itself. */
export interface LogEntry {
  readonly uid: string
  readonly path: 'validate' | 'validate/warn' | 'mutate'
  readonly operation: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** Who asks, as the API server knows it. */
  readonly user: string
  /** Whether nothing is to come of it. */
  readonly dryRun?: true
  readonly verdict: 'allowed' | 'denied' | 'patched'
  readonly rules: readonly string[]
  /** What the rules would have liked to see and could not, but for what is never looked up here. */
  readonly notEvaluated: number
  /** Rules that were not run because time was over. */
  readonly late: number
  /** What became of each finding; counted, and not written to the log. */
  readonly findings: readonly { readonly rule: string; readonly action: Action }[]
}

/** What became of a request. */
type Outcome = Pick<LogEntry, 'verdict'> &
  Partial<Pick<LogEntry, 'notEvaluated' | 'late'>> & {
    /** What was found, and what becomes of it; or the rules alone, where nothing is weighed. */
    readonly findings?: LogEntry['findings']
    readonly rules?: LogEntry['rules']
  }

export function logEntry(
  request: AdmissionRequest,
  { path, warnOnly }: Deps,
  { verdict, findings = [], rules = findings.map(({ rule }) => rule), notEvaluated = 0, late = 0 }: Outcome,
): LogEntry {
  const { uid, operation, kind, namespace = '', name = '' } = request
  return {
    uid,
    path: path === 'validate' && warnOnly ? 'validate/warn' : path,
    operation,
    kind: kind.kind,
    namespace,
    name,
    user: userOf(request),
    ...(request.dryRun === true ? { dryRun: true } : {}),
    verdict,
    rules: [...new Set(rules)],
    notEvaluated,
    late,
    findings,
  }
}

/** Longest name of a user that is written. */
const longestUser = 256

/** A name that an authenticator made up, or whoever posts without one: it may be anything. */
function userOf({ userInfo }: AdmissionRequest): string {
  const name = member(userInfo, 'username')
  return typeof name === 'string' ? shorten(name, longestUser) : ''
}
