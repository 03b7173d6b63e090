import type { AdmissionRequest, AdmissionResponse } from './admission.ts'
import { denial, type Telling } from './denial.ts'
import type { Ownership } from './ownership.ts'
import type { Subject } from './subject.ts'
import { oneLine, shorten } from './text.ts'
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
  deps: Telling,
): AdmissionResponse {
  const warnings = budget(verdict.warn.map(warningText), remarks)
  return {
    uid: request.uid,
    allowed: verdict.deny.length === 0,
    ...(verdict.deny.length === 0 ? {} : { status: denial(subject, verdict.deny, deps) }),
    ...(warnings.length === 0 ? {} : { warnings }),
  }
}

const warningText = ({ finding, old }: Warned): string =>
  `${finding.rule.id}: ${finding.message}${old ? ' (as before)' : ''}`

/**
 * Each text once, as one short line that says who speaks: the API server does not. What is too much is counted.
 * @param kept said however many others there are
 */
export function budget(texts: readonly string[], kept: readonly string[] = []): readonly string[] {
  const linesOf = (some: readonly string[]): readonly string[] => [
    ...new Set(some.map(text => shorten(`warrener: ${oneLine(text)}`, maxWarningLength))),
  ]
  const last = linesOf(kept)
  const lines = linesOf(texts).filter(line => !last.includes(line))
  const room = maxWarnings - last.length
  if (lines.length <= room) return [...lines, ...last]
  const rest = lines.length - room + 1
  return [
    ...lines.slice(0, room - 1),
    ...linesOf([`… and ${rest} more: warrener lint shows them all`]),
    ...last,
  ]
}

/** What the audit log says of an object's owner. */
export const ownerText = (owner: Ownership): string => (owner.state === 'none' ? '' : owner.why)

/** Longest value of an audit annotation; the audit log keeps whole events in one line. */
const maxAnnotation = 1024
const maxItem = 200
/** For saying how many items were left out. */
const roomForRest = 32

/** Keys are short and without slash: the API server puts the webhook's name and a slash before them. Lists are JSON. */
export function auditAnnotations(
  facts: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string> {
  const entries = Object.entries(facts).filter(([, value]) => value.length > 0)
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      typeof value === 'string' ? shorten(oneLine(value), maxAnnotation) : listOf([...new Set(value)]),
    ]),
  )
}

/** As many items as there is room for, and how many others there are. */
function listOf(items: readonly string[]): string {
  const shown: string[] = []
  let size = 0
  for (const item of items) {
    const text = shorten(oneLine(item), maxItem)
    size += JSON.stringify(text).length + 1
    if (size > maxAnnotation - roomForRest) break
    shown.push(text)
  }
  const rest = items.length - shown.length
  return JSON.stringify(rest === 0 ? shown : [...shown, `… and ${rest} more`])
}
