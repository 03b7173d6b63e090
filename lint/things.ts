import { compareSeverity, type Severity } from '../model/rule/severity.ts'
import type { ReportedFinding } from './report.ts'

interface Part {
  readonly severity: Severity
  readonly thing?: string
}

/** A finding, and the others that are mended with it. */
export interface Thing<F> {
  readonly worst: F
  readonly parts: readonly F[]
}

/**
 * Findings by what a person mends in one go, each thing at the place of its first and with its worst in front; of the
 * others each is a thing by itself. For people only: what programs read keeps every finding.
 * @param place tells apart what only has the same name: the cluster, the contexts
 */
export function thingsOf<F extends Part>(
  findings: readonly F[],
  place: (finding: F) => string,
): readonly Thing<F>[] {
  const things = Map.groupBy(findings, finding =>
    finding.thing === undefined ? finding : `${finding.thing}\0${place(finding)}`,
  )
  return [...things.values()].map(parts => {
    const worst = parts.reduce((a, b) => (compareSeverity(b.severity, a.severity) > 0 ? b : a))
    return { worst, parts: parts.filter(part => part !== worst) }
  })
}

/**
 * Things that are word for word the same at one place, as overlays make them of one base, as one in all of their contexts.
 * For people only, too.
 */
export function saidOnce(things: readonly Thing<ReportedFinding>[]): readonly SaidThing[] {
  const same = Map.groupBy(things, thing =>
    thing.worst.contexts === undefined || thing.worst.file === null ? thing : words(thing),
  )
  return [...same.values()].flatMap(all => {
    const [first] = all
    if (first === undefined) return []
    const clusters = [...new Set(all.flatMap(({ worst }) => worst.cluster ?? []))]
    if (all.length === 1) return { ...first, clusters }
    const contexts = new Set(all.flatMap(({ worst }) => worst.contexts ?? []))
    return { ...first, clusters, worst: { ...first.worst, contexts: [...contexts].sort() } }
  })
}

/** A thing that is said once, for all of the clusters that have it. */
export interface SaidThing extends Thing<ReportedFinding> {
  readonly clusters: readonly string[]
}

const words = ({ worst, parts }: Thing<ReportedFinding>): string =>
  JSON.stringify(
    [worst, ...parts].map(({ rule, severity, message, why, help, fix, related, file, line, column }) => [
      [rule, severity, message, why, help, fix, file, line, column],
      related.map(other => [other.message, other.file, other.line, other.column]),
    ]),
  )

/** Where a finding belongs: the cluster by its name, and its contexts, of which it may have several in a report. */
export const whose = ({
  cluster,
  contexts,
  context,
}: {
  readonly cluster?: string | { readonly name: string } | undefined
  readonly contexts?: readonly string[]
  readonly context?: string | undefined
}): string => JSON.stringify([typeof cluster === 'object' ? cluster.name : cluster, contexts ?? context])
