import type { Report } from '../lint/report.ts'
import type { RuleInfo } from '../model/rule/rule.ts'
import { causesOf, findingsOf } from './causes.ts'
import { type Cause, confidences, type Diagnosis } from './diagnosis.ts'
import { linesOf } from './log/lines.ts'
import { nodeIn } from './log/node.ts'
import { type Told, toldIn } from './told.ts'

/** The release that a log tells, `x.y.z`: what manifests are judged by that do not tell theirs. */
export const releaseIn = (log: string): string | undefined => nodeIn(linesOf(log)).release

/**
 * What a log tells of what is wrong, and where the manifests have it. Pure, and as long as the log is.
 * @param log what a node, a tool, Kubernetes or an operator wrote
 * @param report of the manifests; left out where there are none
 */
export function diagnose(
  log: string,
  { rules, report }: { readonly rules: readonly RuleInfo[]; readonly report?: Report },
): Diagnosis {
  const lines = linesOf(log)
  const { release, name, up } = nodeIn(lines)
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
