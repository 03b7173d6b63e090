import type { AdmissionRequest } from './admission.ts'
import check from './shape/check.js'

/** What was posted is no AdmissionReview that can be answered: HTTP 400. */
export class BadReview extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BadReview'
  }
}

/** As `scan.ts` has it for bytes: what is given as JSON is looked at by itself. */
const maxDepth = 400

/**
 * The request inside an AdmissionReview.
 * @throws BadReview where the shape is another, or the nesting is deeper than any Kubernetes object's
 */
export function decode(review: unknown): AdmissionRequest {
  if (isDeeperThan(review, maxDepth)) throw new BadReview(`nested deeper than ${maxDepth} levels`)
  if (!check(review)) {
    const [error] = check.errors ?? []
    throw new BadReview(
      `not an admission.k8s.io/v1 AdmissionReview: ${error?.instancePath ?? ''} ${error?.message ?? ''}`,
    )
  }
  return (review as { readonly request: AdmissionRequest }).request
}

/** Level by level and not by recursion, so that no input can exhaust the stack. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return false
}
