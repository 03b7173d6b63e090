/**
 * The API server says in `?timeout=` how long it waits (`3s`, `2.5s`, `500ms`). Rules are run until this share of it is
 * over, so that an answer without the others still arrives in time; look-ups end somewhat earlier, so that what is known by
 * then is judged.
 */
const [ruleShare, lookUpShare] = [0.6, 0.5]
/** Source: kubernetes, admissionregistration/v1 `timeoutSeconds`: 1 to 30, 10 where it is not set. */
const [defaultMs, maxMs] = [10_000, 30_000]

/** When the work for one request has to end. */
export interface Deadline {
  /** Ends the look-ups. Made when it is asked for: most reviews look nothing up. */
  readonly signal: AbortSignal
  /** Whether no more rules are to be run. */
  outOfTime(): boolean
}

/**
 * @param timeout the parameter of the request
 * @param start when it came, by `now`: what it waited for its turn counts too
 */
export function deadlineOf(
  timeout: unknown,
  start: number,
  now: () => number = () => performance.now(),
): Deadline {
  const milliseconds = millisecondsOf(timeout)
  const end = start + milliseconds * ruleShare
  let signal: AbortSignal | undefined
  return {
    get signal() {
      const left = start + milliseconds * lookUpShare - now()
      signal ??= AbortSignal.timeout(Math.max(0, Math.round(left)))
      return signal
    },
    outOfTime: () => now() >= end,
  }
}

/** How long the API server waits. */
export function millisecondsOf(timeout: unknown): number {
  const parts = typeof timeout === 'string' ? /^(\d{1,6}(?:\.\d{1,9})?)(ms|s)$/.exec(timeout) : null
  const milliseconds = parts ? Number(parts[1]) * (parts[2] === 's' ? 1000 : 1) : defaultMs
  return Math.min(milliseconds, maxMs)
}
