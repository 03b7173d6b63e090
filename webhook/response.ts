import type { Finding, Gap } from '../engine/finding.ts'
import { type Thing, thingsOf, whose } from '../lint/things.ts'
import type { AdmissionRequest, AdmissionResponse, Status } from './admission.ts'
import { fieldOf } from './field.ts'
import type { Subject } from './subject.ts'
import { oneLine, sentence, shorten } from './text.ts'
import type { Verdict, Warned } from './verdict.ts'

/**
 * Most warnings of one answer, and characters of each. The API server cuts and drops once all webhooks together pass
 * 4096 characters. Source: kubernetes/apiserver, pkg/endpoints/filters/warning.go.
 */
const maxWarnings = 8
const maxWarningLength = 120
/** A denial has no such limit, but every reader of it has. */
const maxCauseLength = 600

/** Where a rule is explained. */
export type DocsUrl = (rule: string) => string

/** What to say of a verdict: the status of a denial, and warnings. */
export function respond(
  request: AdmissionRequest,
  subject: Subject,
  verdict: Verdict,
  unseen: string | undefined,
  docs: DocsUrl,
): AdmissionResponse {
  const warnings = budget([...verdict.warn.map(warningText), ...(unseen === undefined ? [] : [unseen])])
  return {
    uid: request.uid,
    allowed: verdict.deny.length === 0,
    ...(verdict.deny.length === 0 ? {} : { status: denial(subject, verdict.deny, docs) }),
    ...(warnings.length === 0 ? {} : { warnings }),
  }
}

/** The causes are for programs and hold every finding; the message is for people, who mend one thing at a time. */
function denial(subject: Subject, findings: readonly Finding[], docs: DocsUrl): Status {
  const { group, kind, name } = subject.object
  const [first, ...others] = thingsOf(findings, whose)
  const more = others.flatMap(idsOf)
  const rest = more.length === 0 ? '' : ` (and ${more.length} more: ${more.join(', ')})`
  return {
    status: 'Failure',
    code: 422,
    reason: 'Invalid',
    message: first === undefined ? '' : `${messageOf(first, docs)}${rest}`,
    details: {
      group,
      kind,
      name,
      causes: findings.map(finding => ({
        reason: finding.rule.id,
        message: messageOf({ worst: finding, parts: [] }, docs),
        field: fieldOf(finding, subject.object),
      })),
    },
  }
}

const idsOf = ({ worst, parts }: Thing<Finding>): readonly string[] =>
  [worst, ...parts].map(({ rule }) => rule.id)

function messageOf({ worst: { rule, message, why, help }, parts }: Thing<Finding>, docs: DocsUrl): string {
  const also = parts.length === 0 ? '' : ` Also: ${parts.map(part => part.rule.id).join(', ')}.`
  const text = `${rule.id}: ${message}; ${sentence(why)} What to do: ${sentence(help)}${also}`
  return `${shorten(oneLine(text), maxCauseLength)} ${docs(rule.id)}`
}

const warningText = ({ finding, old }: Warned): string =>
  `${finding.rule.id}: ${finding.message}${old ? ' (as before)' : ''}`

/** Each text once, as one short line; what is too much is counted. */
export function budget(texts: readonly string[]): readonly string[] {
  const lines = [...new Set(texts.map(text => shorten(oneLine(text), maxWarningLength)))]
  if (lines.length <= maxWarnings) return lines
  const rest = lines.length - maxWarnings + 1
  return [...lines.slice(0, maxWarnings - 1), `… and ${rest} more: warrener lint shows them all`]
}

/** Says in one line that rules went unjudged because the cluster could not be looked at. */
export function unseenText(gaps: readonly Gap[], failures: readonly string[]): string | undefined {
  const [why] = failures
  if (why === undefined) return undefined
  const { size } = new Set(gaps.map(({ rule }) => rule))
  const what = size === 0 ? 'not all was checked' : `${size} ${size === 1 ? 'rule' : 'rules'} not evaluated`
  return shorten(`warrener: ${what}: ${why}`, maxWarningLength)
}

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
