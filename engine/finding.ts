import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import type { Draft, Rule } from '../model/rule/rule.ts'
import type { Severity } from '../model/rule/severity.ts'

/** What a rule said, with everything the engine knows about it. Places are still addresses: no files, no lines. */
export interface Finding extends Omit<Draft, 'severity'> {
  readonly rule: Rule
  readonly severity: Severity
  readonly cluster: Cluster | undefined
  readonly context: string
  /** The same for every door: rule, object, steps, class of the value. */
  readonly fingerprint: string
}

/** A rule that could not be judged for a cluster: neither a finding nor silence. */
export interface Gap {
  readonly rule: string
  /** Name of the cluster; '' for what belongs to none. */
  readonly cluster: string
  readonly why: string
}

/** A rule that threw: a defect of ours. The other rules go on. */
export interface Defect {
  readonly rule: string
  readonly subject: string
  readonly error: Error
}

export interface Outcome {
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  readonly defects: readonly Defect[]
}

export const joinOutcomes = (outcomes: readonly Outcome[]): Outcome => ({
  findings: outcomes.flatMap(outcome => outcome.findings),
  gaps: uniqueGaps(outcomes.flatMap(outcome => outcome.gaps)),
  defects: outcomes.flatMap(outcome => outcome.defects),
})

/** Gaps, each once. */
export function uniqueGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map(gap => [`${gap.rule}\0${gap.cluster}\0${gap.why}`, gap])).values()]
}

/** Tells whether the rule of a finding had one of these gaps for its cluster: what it says elsewhere may be uncovered, not caused. */
export function unjudgedIn(gaps: readonly Gap[]): (finding: Finding) => boolean {
  const unjudged = new Set(gaps.map(({ rule, cluster }) => `${rule}\0${cluster}`))
  return ({ rule, cluster }) => unjudged.has(`${rule.id}\0${cluster?.name ?? ''}`)
}

/** Two findings with equal places are about one thing. */
export const placeKey = ({ object, path }: Address): string =>
  `${object.apiVersion}/${object.kind}/${object.namespace}/${object.name}${JSON.stringify(path)}`
