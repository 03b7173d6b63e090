import { rules } from '../../bound.ts'
import type { Report, ReportedFinding, ReportedRelated } from '../../lint/report.ts'
import { placeText } from '../../lint/report.ts'
import type { Severity } from '../../model/rule/severity.ts'
import { version } from '../version.ts'
import type { Failure } from './failed.ts'
import { fixingWords } from './fixing.ts'
import type { FormatOptions } from './format-options.ts'
import { ranked } from './ranked.ts'

/*
 * SARIF 2.1.0 as code scanning of GitHub takes it. Sources: the specification of OASIS, and "SARIF support for code scanning" of
 * GitHub, which reads the first location of a result only, and computes the hash of its line itself.
 */

/** GitHub keeps so many results of a run. */
const mostResults = 5000
const levels = { error: 'error', warning: 'warning', info: 'note' } as const
const problems: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
}
/** High and medium, in the words of GitHub. */
const securitySeverities: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', info: '2.0' }

export function sarif(report: Report, { fixing }: Pick<FormatOptions, 'fixing'> = {}): string {
  const { findings, defects } = report
  const shown = ranked(findings).slice(0, mostResults)
  const used = [...new Map(shown.map(({ rule, docs }) => [rule, docs]))]
  const index = new Map(used.map(([id], at) => [id, at]))
  return document({
    tool: { driver: { ...driver, rules: used.map(([id, docs]) => descriptor(id, docs)) } },
    invocations: [
      {
        executionSuccessful: defects.length === 0,
        toolExecutionNotifications: [
          ...defects.map(({ rule, subject, error }) =>
            notification(`rule ${rule} failed on ${subject}: ${error}`),
          ),
          ...(fixing ? fixingWords(fixing, report) : []).map(text => notification(text, 'note')),
        ],
      },
    ],
    results: shown.map(finding => result(finding, index.get(finding.rule) ?? 0)),
  })
}

/** A run that came to no report. */
export const failedSarif = ({ code, message }: Failure): string =>
  document({
    tool: { driver: { ...driver, rules: [] } },
    invocations: [
      { executionSuccessful: false, exitCode: code, toolExecutionNotifications: [notification(message)] },
    ],
    results: [],
  })

const driver = {
  name: 'warrener',
  version,
  semanticVersion: version,
  informationUri: 'https://github.com/warrener/warrener',
}
const notification = (text: string, level: 'error' | 'note' = 'error') => ({ level, message: { text } })

const document = (run: object): string =>
  `${JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [{ ...run, columnKind: 'utf16CodeUnits' }],
    },
    null,
    2,
  )}\n`

function descriptor(id: string, docs: string) {
  const rule = rules.find(known => known.id === id)
  const title = rule?.title ?? id
  const worst = rule?.worst ?? 'warning'
  const isSecurity = rule?.group === 'security'
  return {
    id,
    name: id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${title}.` },
    help: {
      text: `What breaks, why and what to do: ${docs}`,
      markdown: `[What breaks, why and what to do](${docs})`,
    },
    helpUri: docs,
    defaultConfiguration: { level: levels[worst] },
    properties: {
      tags: ['rabbitmq', 'kubernetes', ...(rule ? [rule.group] : [])],
      precision: 'high',
      'problem.severity': problems[worst],
      ...(isSecurity ? { 'security-severity': securitySeverities[worst] } : {}),
    },
  }
}

function result(finding: ReportedFinding, ruleIndex: number) {
  const related = finding.related.filter(({ file }) => file !== null)
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: sentences([finding.message, finding.why, finding.help]) },
    locations: [locationOf(finding)],
    ...(related.length > 0 ? { relatedLocations: related.map(relatedLocation) } : {}),
    partialFingerprints: { 'warrener/v1': finding.fingerprint },
  }
}

const sentences = (parts: readonly string[]): string => `${parts.map(escaped).join('. ')}.`
/** Square brackets make links in a message. */
const escaped = (text: string): string => text.replace(/[\\[\]]/g, '\\$&')

function locationOf(finding: ReportedFinding) {
  const logicalLocations = [{ fullyQualifiedName: objectOf(finding) }]
  if (finding.file === null) return { logicalLocations }
  const { file, line, column, endLine, endColumn } = finding
  return {
    physicalLocation: {
      artifactLocation: artifact(file),
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
    logicalLocations,
  }
}

const objectOf = ({ object, path }: ReportedFinding): string =>
  placeText({ object, path, file: null, line: null, column: null })

const relatedLocation = (related: ReportedRelated, index: number) => ({
  id: index + 1,
  message: { text: escaped(related.message) },
  physicalLocation: {
    artifactLocation: artifact(related.file ?? ''),
    region: { startLine: related.line, startColumn: related.column },
  },
})

/** A path as a URI: relative to the root of the sources, unless it is absolute. */
function artifact(file: string) {
  const uri = file.split('/').map(encodeURIComponent).join('/')
  return file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' }
}
