/**
 * The API server says in `?timeout=` how long it waits (`3s`, `2.5s`, `500ms`): look-ups end at this share of it, so
 * that an answer without them still arrives in time.
 */
const lookUpShare = 0.6
/** Source: kubernetes, admissionregistration/v1 `timeoutSeconds`: 1 to 30, 10 where it is not set. */
const [defaultMs, maxMs] = [10_000, 30_000]

/** Milliseconds that look-ups may take for a request with this `timeout` parameter. */
export function lookUpTime(timeout: unknown): number {
  const parts = typeof timeout === 'string' ? /^(\d{1,6}(?:\.\d{1,9})?)(ms|s)$/.exec(timeout) : null
  const milliseconds = parts ? Number(parts[1]) * (parts[2] === 's' ? 1000 : 1) : defaultMs
  return Math.round(Math.min(milliseconds, maxMs) * lookUpShare)
}
