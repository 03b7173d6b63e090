import type { AdmissionRequest } from './admission.ts'
import type { SeenBefore } from './look-ups.ts'

/**
 * What `/mutate` has read for a request is there for the `/validate` of the same request, which comes a moment later: the objects are
 * not read twice. What it is refused for is read again all the same (`LookUps.renew`).
 */
export interface Recall {
  keep(request: AdmissionRequest, seen: SeenBefore): void
  /** Gives it once: the next request reads anew. */
  take(request: AdmissionRequest): SeenBefore | undefined
}

/** So many requests are between the two webhooks at once; what more there are read twice. */
const [mostRequests, mostObjects] = [32, 500]
/** The longest that the API server takes from one webhook to the other, with others in between. */
const lifetime = 2_000

/** @param now milliseconds of a clock that never goes back */
export function recallOf(now: () => number = () => performance.now()): Recall {
  const kept = new Map<string, { readonly seen: SeenBefore; readonly since: number }>()
  const sweep = (): void => {
    for (const [key, { since }] of kept) if (now() - since > lifetime) kept.delete(key)
  }
  return {
    keep(request, seen) {
      sweep()
      const key = keyOf(request)
      if (key === undefined || seen.objects.length > mostObjects) return
      kept.delete(key)
      const [oldest] = kept.keys()
      if (kept.size >= mostRequests && oldest !== undefined) kept.delete(oldest)
      kept.set(key, { seen, since: now() })
    },
    take(request) {
      sweep()
      const key = keyOf(request) ?? ''
      const found = kept.get(key)
      kept.delete(key)
      return found?.seen
    },
  }
}

/** What both calls for one request have in common. Undefined for an object without a name: the API server makes it up in between. */
function keyOf(request: AdmissionRequest): string | undefined {
  const { operation, kind, namespace, name = '', subResource, dryRun, oldObject } = request
  if (name === '') return undefined
  const { uid, resourceVersion } = (oldObject?.metadata ?? {}) as Readonly<Record<string, unknown>>
  return JSON.stringify([operation, kind, namespace, name, subResource, dryRun, uid, resourceVersion])
}
