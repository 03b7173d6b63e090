import { compareSeverity, type Severity } from '../model/rule/severity.ts'

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

/** Where a finding of a report belongs. */
export const whose = ({
  cluster,
  contexts,
}: {
  readonly cluster?: string
  readonly contexts?: readonly string[]
}): string => JSON.stringify([cluster, contexts])
