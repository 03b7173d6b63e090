import type { Cause, Diagnosis } from '../../diagnose/diagnosis.ts'
import { docsUrl } from '../../lint/docs-url.ts'
import { version } from '../version.ts'
import { blockOf, labelled, paragraph, type Sources, section, sourcesOf } from './block.ts'
import type { FormatOptions } from './format-options.ts'
import { findingOf } from './json.ts'
import type { Look } from './terminal.ts'
import { count, cut, visible, wrap } from './text.ts'

const schema = 'warrener/diagnosis/v1'
const tool = { name: 'warrener', version }

/** A diagnosis as JSON, in a fixed order of keys. */
export function diagnosisJson({ node, lines, up, causes }: Diagnosis): string {
  const document = {
    ...{ schema, tool, node, lines, up },
    causes: causes.map(({ rule, message, why, help, log, findings, confidence }) => ({
      ...{ rule, message, why, help, log },
      findings: findings.map(findingOf),
      confidence,
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

export interface DiagnosisOptions extends Look, Pick<FormatOptions, 'text'> {
  /** RabbitMQ clusters in the manifests; undefined where none were read. */
  readonly clusters: number | undefined
}

/** A diagnosis for people: what is likeliest first, each with the lines of the log and the place in the manifests. */
export function prettyDiagnosis(diagnosis: Diagnosis, options: DiagnosisOptions): string {
  const sources = sourcesOf(options.text)
  const head = headOf(diagnosis)
  const blocks = [
    ...(head === '' ? [] : [[options.style('strong', head)]]),
    ...thingsOf(diagnosis.causes).map(causes => blockOfCauses(causes, sources, options)),
    closing(diagnosis, options),
  ]
  return blocks.map(lines => `${lines.join('\n')}\n`).join('\n')
}

const headOf = ({ node: { release, name } }: Diagnosis): string =>
  visible(
    [...(release === null ? [] : [`RabbitMQ ${release}`]), ...(name === null ? [] : [name])].join('   '),
  )

/** Causes of one message between which nothing tells are said together. */
function thingsOf(causes: readonly Cause[]): readonly (readonly [Cause, ...Cause[]])[] {
  const things = Map.groupBy(causes, cause =>
    cause.findings.length > 0 ? cause : `${cause.message} ${cause.log[0]?.line}`,
  )
  return [...things.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []))
}

const mostFindings = 3

function blockOfCauses(
  causes: readonly [Cause, ...Cause[]],
  sources: Sources,
  options: DiagnosisOptions,
): readonly string[] {
  const [cause] = causes
  const { style, width, link } = options
  const rules = causes.flatMap(({ rule }) => rule ?? [])
  const named = rules.map(rule => link(style('strong', rule), docsUrl(rule))).join(', ')
  const isFound = cause.findings.length > 0
  return [
    `${style(roles[cause.confidence], cause.confidence)}${named === '' ? '' : `  ${named}`}`,
    ...paragraph(sentence(cause.message), width),
    ...cause.log.map(
      ({ line, excerpt }) =>
        `  log ${line}`.padEnd(labelled + 2) + cut(visible(excerpt), width - labelled - 2),
    ),
    ...(isFound ? [] : [...section('then', cause.why, width), ...section('help', cause.help, width)]),
    ...cause.findings
      .slice(0, mostFindings)
      .flatMap(finding =>
        blockOf({ worst: finding, parts: [], clusters: [] }, sources, { ...options, verbose: true }),
      ),
    ...(cause.findings.length > mostFindings
      ? [`  and ${cause.findings.length - mostFindings} more like it`]
      : []),
  ]
}

const roles = { certain: 'error', likely: 'warning', possible: 'info' } as const

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
function closing({ causes, lines, up }: Diagnosis, { clusters, width }: DiagnosisOptions): readonly string[] {
  const read = count(lines, 'line')
  const rules = [...new Set(causes.flatMap(({ rule }) => rule ?? []))]
  const found = new Set(causes.map(({ message }) => message)).size
  return [
    ...wrap(
      found > 0
        ? `${count(found, 'cause')} in ${read}`
        : `Nothing in ${read} says that something is wrong${up === null ? '' : `; line ${up} says that the node is up`}`,
      width,
    ),
    ...(found === 0 && up === null
      ? wrap(
          'Where the container was restarted, the reason is in the log before: kubectl logs POD --previous',
          width,
        )
      : []),
    ...(clusters === 0 ? ['No RabbitMQ cluster is in the manifests'] : []),
    ...(found > 0 && clusters === undefined
      ? wrap(
          'Name the manifests too, and the line that causes it is shown: warrener diagnose LOG PATH',
          width,
        )
      : []),
    ...(rules[0] === undefined ? [] : [`Read on: warrener explain ${rules[0]}`]),
  ]
}
