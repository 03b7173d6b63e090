import { placeText, type Report, type ReportedFinding } from '../../lint/report.ts'
import type { Failure } from './failed.ts'
import { fixingWords } from './fixing.ts'
import type { FormatOptions } from './format-options.ts'
import { visible } from './text.ts'

/**
 * JUnit's XML as build servers read it: a test for each finding, which fails for errors and warnings and passes for advice; a test
 * that passes where nothing was found. Source: the schema of Jenkins' xUnit plugin.
 */
export function junit(report: Report, { fixing }: Pick<FormatOptions, 'fixing'>): string {
  const { findings, summary } = report
  const failures = findings.filter(fails).length
  const cases =
    findings.length > 0
      ? findings.map(testCase)
      : [`    <testcase classname="warrener" name="${summary.clusters} RabbitMQ clusters"/>`]
  const words = fixing ? fixingWords(fixing, report) : []
  const properties = words.map(text => `      <property name="warrener fix" value="${escaped(text)}"/>`)
  const head = properties.length > 0 ? ['    <properties>', ...properties, '    </properties>'] : []
  return suite({ tests: cases.length, failures, errors: 0 }, [...head, ...cases])
}

/** A run that came to no report. */
export const failedJunit = ({ code, message }: Failure): string =>
  suite({ tests: 1, failures: 0, errors: 1 }, [
    '    <testcase classname="warrener" name="run">',
    `      <error type="exit code ${code}" message="${escaped(message)}"/>`,
    '    </testcase>',
  ])

interface Counts {
  readonly tests: number
  readonly failures: number
  readonly errors: number
}

function suite(counts: Counts, lines: readonly string[]): string {
  const numbers = Object.entries(counts)
    .map(([name, number]) => `${name}="${number}"`)
    .join(' ')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="warrener" ${numbers}>`,
    `  <testsuite name="warrener" ${numbers}>`,
    ...lines,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

const fails = ({ severity }: ReportedFinding): boolean => severity !== 'info'

function testCase(finding: ReportedFinding): string {
  const { rule, severity, message, why, help } = finding
  const place = placeText(finding)
  const text = escaped([message, why, help].join('\n'))
  const head = `    <testcase classname="${escaped(rule)}" name="${escaped(place)}"`
  const file = finding.file === null ? '' : ` file="${escaped(finding.file)}" line="${finding.line}"`
  const body = fails(finding)
    ? `      <failure type="${severity}" message="${escaped(message)}">${text}</failure>`
    : `      <system-out>${text}</system-out>`
  return `${head}${file}>\n${body}\n    </testcase>`
}

/** Text of a manifest within XML, which knows no control characters and no half of a surrogate pair. */
const escaped = (text: string): string =>
  text
    .split('\n')
    .map(visible)
    .join('\n')
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
