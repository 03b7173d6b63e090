import type { Report } from '../lint/report.ts'
import type { RuleInfo } from '../model/rule/rule.ts'
import { causesOf, findingsOf } from './causes.ts'
import { type Cause, confidences, type Diagnosis } from './diagnosis.ts'
import { type Line, linesOf } from './log/lines.ts'
import { type LoggedNode, nodeIn } from './log/node.ts'
import { type Told, toldIn } from './told.ts'

/** A log as it is read once. */
export interface Log {
  readonly lines: readonly Line[]
  /** Its release is what manifests are judged by that do not tell theirs. */
  readonly node: LoggedNode
}

/** Reads what a node, a tool, Kubernetes or an operator wrote. */
export function readLog(text: string): Log {
  const lines = linesOf(text)
  return { lines, node: nodeIn(lines) }
}

/**
 * What a log tells of what is wrong, and where the manifests have it. Pure, and as long as the log is.
 * @param log what a node, a tool, Kubernetes or an operator wrote
 * @param report of the manifests; left out where there are none
 */
export const diagnose = (log: string, beside: Beside): Diagnosis => diagnoseLog(readLog(log), beside)

/** What is known beside a log. */
interface Beside {
  readonly rules: readonly RuleInfo[]
  readonly report?: Report
}

/** The same of a log that was read. */
export function diagnoseLog({ lines, node }: Log, { rules, report }: Beside): Diagnosis {
  const { release, name, up } = node
  const findings = report && findingsOf(report, name)
  const told = toldIn(lines).filter(({ message, last }) => message.usual !== 'at-start' || last > up)
  const of = (some: readonly Told[]): readonly Cause[] =>
    some.flatMap(one => causesOf(one, { rules, findings }))
  const causes = of(told.filter(({ message }) => !message.follows && message.usual !== 'at-start'))
  const shown = causes.length > 0 ? causes : of(told)
  return {
    node: { release: release ?? null, name: name ?? null },
    lines: lines.length,
    up: up === 0 ? null : up,
    causes: shown.toSorted((a, b) => rank(a) - rank(b)),
  }
}

/** What is sure, and has its place in the manifests, comes first; then what was told first, as what follows is told later. */
const rank = ({ confidence, findings }: Cause): number =>
  2 * confidences.indexOf(confidence) + (findings.length > 0 ? 0 : 1)
