import type { Gap } from '../engine/finding.ts'
import type { AdmissionRequest, AdmissionResponse } from './admission.ts'
import { denial } from './denial.ts'
import type { Ownership } from './ownership.ts'
import type { Subject } from './subject.ts'
import { type DocsUrl, oneLine, shorten } from './text.ts'
import type { Verdict, Warned } from './verdict.ts'

/**
 * Most warnings of one answer, and characters of each. Once all webhooks together pass 4096 characters, the API server cuts
 * each to 256 and drops the last. Source: kubernetes/apiserver, pkg/endpoints/filters/warning.go.
 */
const maxWarnings = 8
const maxWarningLength = 256

/** What to say of a verdict: the status of a denial, and warnings. */
export function respond(
  request: AdmissionRequest,
  subject: Subject,
  verdict: Verdict,
  remarks: readonly string[],
  docs: DocsUrl,
): AdmissionResponse {
  const warnings = budget([...verdict.warn.map(warningText), ...remarks])
  return {
    uid: request.uid,
    allowed: verdict.deny.length === 0,
    ...(verdict.deny.length === 0 ? {} : { status: denial(subject, verdict.deny, docs) }),
    ...(warnings.length === 0 ? {} : { warnings }),
  }
}

const warningText = ({ finding, old }: Warned): string =>
  `${finding.rule.id}: ${finding.message}${old ? ' (as before)' : ''}`

/** Each text once, as one short line that says who speaks: the API server does not. What is too much is counted. */
export function budget(texts: readonly string[]): readonly string[] {
  const line = (text: string): string => shorten(`warrener: ${oneLine(text)}`, maxWarningLength)
  const lines = [...new Set(texts.map(line))]
  if (lines.length <= maxWarnings) return lines
  const rest = lines.length - maxWarnings + 1
  return [...lines.slice(0, maxWarnings - 1), line(`… and ${rest} more: warrener lint shows them all`)]
}

/** Says in one line that rules went unjudged because the cluster could not be looked at. */
export function unseenText(gaps: readonly Gap[], failures: readonly string[]): string | undefined {
  const [why] = failures
  if (why === undefined) return undefined
  const { size } = new Set(gaps.map(({ rule }) => rule))
  const what = size === 0 ? 'not all was checked' : `${size} ${size === 1 ? 'rule' : 'rules'} not evaluated`
  return `${what}: ${why}`
}

/** What the audit log says of an object's owner. */
export const ownerText = (owner: Ownership): string => (owner.state === 'none' ? '' : owner.why)

/** Longest value of an audit annotation; the audit log keeps whole events in one line. */
const maxAnnotation = 1024

/** Keys are short and without slash: the API server puts the webhook's name and a slash before them. */
export function auditAnnotations(
  facts: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string> {
  const entries = Object.entries(facts).filter(([, value]) => value.length > 0)
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify([...new Set(value)])
      return [key, shorten(oneLine(text), maxAnnotation)]
    }),
  )
}
