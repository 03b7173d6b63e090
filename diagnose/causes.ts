import type { Report, ReportedFinding } from '../lint/report.ts'
import { logLines } from '../model/rule/log.ts'
import type { RuleInfo } from '../model/rule/rule.ts'
import type { Cause, Confidence } from './diagnosis.ts'
import { excerptOf } from './log/excerpt.ts'
import { naming, type Told } from './told.ts'

/** What is known beside the log. */
export interface Known {
  readonly rules: readonly RuleInfo[]
  /** Findings of the manifests of the node that wrote the log; undefined where none were read. */
  readonly findings?: readonly ReportedFinding[] | undefined
}

/** Where nothing tells which of them it is, so many are named. */
const mostPossible = 3

/**
 * The causes that one message may have. A rule of which the manifests have a finding comes before one of which they have none; where
 * the line names what is wrong, a finding that does not name the same is another fault, which the log does not show.
 */
export function causesOf(told: Told, known: Known): readonly Cause[] {
  const { message, parts } = told
  const rules = rulesOf(told, known)
  const named = naming.flatMap(name => parts.get(name) ?? [])
  const found = (known.findings ?? []).filter(({ rule }) => rules.includes(rule))
  const same = found.filter(finding => named.some(name => names(finding, name)))
  const meant = same.length > 0 || (message.proves && named.length > 0) ? same : found
  const seen = rules.filter(id => meant.some(({ rule }) => rule === id))
  if (seen.length > 0) {
    return seen.map((rule, index) => {
      const findings = meant.filter(finding => finding.rule === rule)
      return causeOf(told, rule, findings, confidenceOf(told, same.length > 0, index))
    })
  }
  if (message.usual === 'ever') return []
  if (message.proves || rules.length < 2)
    return [causeOf(told, rules[0] ?? null, [], message.proves ? 'certain' : 'likely')]
  return rules.slice(0, mostPossible).map(rule => causeOf(told, rule, [], 'possible'))
}

/** Of several faults that the manifests have, the likeliest comes first, and the others may be it. */
function confidenceOf({ message }: Told, isSame: boolean, index: number): Confidence {
  if (index > 0) return 'possible'
  return message.proves || (isSame && message.usual === undefined) ? 'certain' : 'likely'
}

/** Ids of the rules that may be behind it, likeliest first. */
function rulesOf({ message, lines, parts }: Told, { rules }: Known): readonly string[] {
  const of = message.rules
  if (of === 'name') return rules.filter(({ id }) => id === parts.get('name')).map(({ id }) => id)
  if (of !== undefined) return of
  return rules
    .filter(({ log }) => logLines(log).some(({ pattern }) => lines.some(({ text }) => pattern.test(text))))
    .map(({ id }) => id)
}

/** Whether a finding speaks of what a line names. */
const names = ({ message, inner, path, object, related }: ReportedFinding, name: string): boolean =>
  [message, inner ?? '', path, object.name, ...related.map(other => other.message)].some(text =>
    text.includes(name),
  )

function causeOf(
  { message, lines, parts }: Told,
  rule: string | null,
  findings: readonly ReportedFinding[],
  confidence: Confidence,
): Cause {
  const [first] = findings
  return {
    rule,
    message: filled(message.says, parts),
    why: first?.why ?? filled(message.why, parts),
    help: first?.help ?? filled(message.help, parts),
    log: lines.map(({ number, text, at }) => ({ line: number, excerpt: excerptOf(text, at) })),
    findings,
    confidence,
  }
}

const mostNamed = 100

/** A sentence with what the line named; where it did not name that, what it named first. */
function filled(text: string, parts: ReadonlyMap<string, string>): string {
  const [any = 'something'] = parts.values()
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (parts.get(name) ?? any).slice(0, mostNamed))
}

/** The findings of the cluster whose pods are called as the node that wrote the log; all where none is. */
export function findingsOf(
  { findings, clusters }: Report,
  node: string | undefined,
): readonly ReportedFinding[] {
  const host = node?.slice(node.indexOf('@') + 1).split('.')[0] ?? ''
  const own = clusters.filter(({ picture }) => {
    const name = picture.object?.name
    return (
      name !== undefined &&
      (host === name || (/^-(?:server-)?\d+$/.test(host.slice(name.length)) && host.startsWith(name)))
    )
  })
  if (own.length === 0) return findings
  const isOwn = new Set(own.map(({ name }) => name))
  return findings.filter(({ cluster }) => cluster === undefined || isOwn.has(cluster))
}
