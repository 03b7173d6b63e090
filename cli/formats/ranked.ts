import { compareSeverity, type Severity } from '../../model/rule/severity.ts'

/** Most severe first; those of one severity stay in their order. */
export const ranked = <T extends { readonly severity: Severity }>(findings: readonly T[]): readonly T[] =>
  findings.toSorted((a, b) => compareSeverity(b.severity, a.severity))
