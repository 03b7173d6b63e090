import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { Draft, Rule } from '../model/rule/rule.ts'
import type { Severity } from '../model/rule/severity.ts'

/** What a rule said, with everything the engine knows about it. Places are still addresses: no files, no lines. */
export interface Finding extends Omit<Draft, 'severity'> {
  readonly rule: Rule
  readonly severity: Severity
  readonly cluster: Cluster | undefined
  readonly context: string
  /** What a person mends in one go: findings with the same are shown as one, the worst with the others as its parts. */
  readonly thing?: string
  /** The same for every door: rule, object, steps, class of the value. */
  readonly fingerprint: string
}

/** A rule that could not be judged for a cluster: neither a finding nor silence. */
export interface Gap {
  readonly rule: string
  /** Name of the cluster; '' for what belongs to none. */
  readonly cluster: string
  readonly why: string
  /** The rule has judged what was seen: only what was not is open. */
  readonly partial: boolean
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

export const nothing: Outcome = { findings: [], gaps: [], defects: [] }

export const joinOutcomes = (outcomes: readonly Outcome[]): Outcome => ({
  findings: outcomes.flatMap(outcome => outcome.findings),
  gaps: uniqueGaps(outcomes.flatMap(outcome => outcome.gaps)),
  defects: outcomes.flatMap(outcome => outcome.defects),
})

function uniqueGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [
    ...new Map(gaps.map(gap => [`${gap.rule}\0${gap.cluster}\0${gap.why}\0${gap.partial}`, gap])).values(),
  ]
}

/**
 * Tells whether a finding may have been there when these gaps were: then it is uncovered, not caused. Its rule had not
 * judged its cluster, or had not seen all, and this object was among what it had not.
 * @param wasUnseen whether an object was not seen then, where a rule has judged what was
 */
export function unjudgedIn(
  gaps: readonly Gap[],
  wasUnseen: (object: KubeObject) => boolean,
): (finding: Finding) => boolean {
  const keys = (partial: boolean): ReadonlySet<string> =>
    new Set(gaps.filter(gap => gap.partial === partial).map(({ rule, cluster }) => `${rule}\0${cluster}`))
  const [unjudged, half] = [keys(false), keys(true)]
  return ({ rule, cluster, at }) => {
    const key = `${rule.id}\0${cluster?.name ?? ''}`
    return unjudged.has(key) || (half.has(key) && wasUnseen(at.object))
  }
}

/** Two findings with equal places are about one thing. */
export const placeKey = ({ object, path }: Address): string =>
  `${object.apiVersion}/${object.kind}/${object.namespace}/${object.name}${JSON.stringify(path)}`
