import { BadReview } from './decode.ts'
import { whyNoReview } from './scan.ts'

/**
 * The JSON of a body.
 * @throws BadReview where it is none, or cannot be a review: then nothing is made of it
 */
export function parsedReview(bytes: Uint8Array): unknown {
  const why = whyNoReview(bytes)
  if (why !== undefined) throw new BadReview(`not an admission.k8s.io/v1 AdmissionReview: ${why}`)
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  } catch {
    throw new BadReview('the body is not JSON')
  }
}
