import { Refused } from './body.ts'
import { BadReview } from './decode.ts'
import { reportedFault } from './fault.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'

/** How a request is answered that gets no review. */
export interface Failure {
  readonly status: number
  readonly message: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Whatever is wrong with the request is a 4xx, and 503 asks to come again. A defect of ours is a 500 and never a denial: the
 * API server then does what failurePolicy says. Neither the answer nor the log repeats what was posted.
 */
export function failureOf(
  error: unknown,
  { log, metrics }: { readonly log: Logger; readonly metrics: Metrics },
): Failure {
  const status = statusOf(error)
  metrics.refused(status)
  if (status === 500) {
    const fault = reportedFault(error)
    if (fault.rule !== undefined) metrics.ruleError(fault.rule)
    log.error('defect', { ...fault })
    return { status, message: 'internal error: see the log of the webhook', headers: {} }
  }
  log.warn(status === 503 ? 'busy' : 'bad request', { status })
  return {
    status,
    message: error instanceof Error ? error.message : 'bad request',
    headers: status === 503 ? { 'Retry-After': '1' } : {},
  }
}

function statusOf(error: unknown): number {
  if (error instanceof BadReview) return 400
  return error instanceof Refused ? error.status : 500
}
