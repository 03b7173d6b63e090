import { sarif } from '../cli/formats/sarif.ts'
import type { Report } from '../lint/report.ts'
import { lineHashes } from './github/line-hash.ts'
import type { Links } from './links.ts'

/** Of a larger file the hashes would take longer than all else. */
const mostCharacters = 4_000_000

/**
 * The report as code scanning takes it: files from the root of the checkout, and with each result by what GitHub knows it again.
 * @param textOf of a file as the report names it
 * @param category tells this run of the Action from others of the same workflow
 */
export function scanned(
  report: Report,
  textOf: (file: string) => string | undefined,
  { path }: Pick<Links, 'path'>,
  category: string,
): string {
  const names = new Map<string, string>()
  const renamed = <T extends { readonly file: string | null }>(place: T): T => {
    if (place.file === null) return place
    const name = path(place.file)
    names.set(name, place.file)
    return { ...place, file: name }
  }
  const findings = report.findings.map(finding => ({
    ...renamed(finding),
    related: finding.related.map(renamed),
  }))
  const log = JSON.parse(sarif({ ...report, findings })) as Log
  const [run] = log.runs
  if (!run) return JSON.stringify(log)
  const hashes = hashesOf(run.results, name => textOf(names.get(name) ?? name))
  const results = run.results.map(result => {
    const hash = hashes(result)
    return hash === undefined
      ? result
      : { ...result, partialFingerprints: { ...result.partialFingerprints, primaryLocationLineHash: hash } }
  })
  return `${JSON.stringify({ ...log, runs: [{ ...run, automationDetails: { id: category }, results }] }, null, 2)}\n`
}

interface Result {
  readonly locations: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string }
      readonly region: { readonly startLine: number }
    }
  }[]
  readonly partialFingerprints: Readonly<Record<string, string>>
}
interface Log {
  readonly runs: readonly { readonly results: readonly Result[] }[]
}

const placeOf = ({ locations: [first] }: Result): { name: string; line: number } | undefined => {
  const place = first?.physicalLocation
  return place && { name: decodeURIComponent(place.artifactLocation.uri), line: place.region.startLine }
}

function hashesOf(
  results: readonly Result[],
  textOf: (name: string) => string | undefined,
): (result: Result) => string | undefined {
  const wanted = Map.groupBy(
    results.flatMap(result => placeOf(result) ?? []),
    ({ name }) => name,
  )
  const known = new Map(
    [...wanted].flatMap(([name, places]) => {
      const text = textOf(name)
      return text === undefined || text.length > mostCharacters
        ? []
        : [[name, lineHashes(text, new Set(places.map(({ line }) => line)))] as const]
    }),
  )
  return result => {
    const place = placeOf(result)
    return place && known.get(place.name)?.get(place.line)
  }
}
