/**
 * What is known of releases whose sources are not at hand, by name of the table and version: lines that take the place
 * of those with the same first column. Otherwise such a release is like its neighbour.
 */
const corrections: ReadonlyMap<string, readonly string[]> = new Map([
  // a node of 4.3.6 (Debian's package) reports it as permitted again
  ['deprecatedFeatures 4.3.6', ['transient_nonexcl_queues\tpermitted_by_default']],
])

/** The lines of a release without sources, from those of its neighbour. */
export function corrected(table: string, version: string, neighbour: readonly string[]): string[] {
  const known = corrections.get(`${table} ${version}`) ?? []
  const replaced = new Set(known.map(first))
  return [...neighbour.filter(line => !replaced.has(first(line))), ...known]
}
const first = (line: string): string | undefined => line.split('\t')[0]
