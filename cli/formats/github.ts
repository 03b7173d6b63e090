import type { Report, ReportedFinding } from '../../lint/report.ts'
import { type Thing, thingsOf, whose } from '../../lint/things.ts'
import type { Severity } from '../../model/rule/severity.ts'
import { fixingWords } from './fixing.ts'
import type { FormatOptions } from './format-options.ts'
import { ranked } from './ranked.ts'
import { visible } from './text.ts'

/** The runner cuts a message there. Source: actions/runner, ExecutionContext.cs. */
const mostCharacters = 4096

export type AnnotationKind = 'error' | 'warning' | 'notice'
const kinds: Readonly<Record<Severity, AnnotationKind>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

/** Commands to the runner of GitHub Actions, worst first: of each kind it shows the first ten. */
export const github = (report: Report, { fixing }: Pick<FormatOptions, 'fixing'>): string =>
  [
    ...(fixing ? [command('notice', fixingWords(fixing, report).join('\n'), { title: 'warrener fix' })] : []),
    ...thingsOf(ranked(report.findings), whose).map(thing => annotation(thing, file => file).command),
  ].join('')

/**
 * A thing as the runner marks it.
 * @param pathOf path from the root of the repository, of a file as the report names it
 */
export const annotation = (
  { worst, parts }: Thing<ReportedFinding>,
  pathOf: (file: string) => string,
): { readonly kind: AnnotationKind; readonly command: string } => {
  const kind = kinds[worst.severity]
  const also = parts.map(part => `also ${part.rule}: ${part.message}`)
  const text = [worst.message, worst.why, worst.help, ...also].map(visible).join('\n')
  return { kind, command: command(kind, text, placeOf(worst, pathOf)) }
}

/** Where GitHub shows an annotation, in the words of the runner. */
export type Place = Readonly<Record<string, string | number>>

/** Columns are only taken where the range is within one line. Source: actions/runner, ActionCommandManager.cs. */
function placeOf(finding: ReportedFinding, pathOf: (file: string) => string): Place {
  const { rule: title, file, line, column: col, endLine, endColumn } = finding
  if (file === null) return { title }
  const place = { title, file: pathOf(file), line }
  return endLine === line ? { ...place, endLine, col, endColumn } : place
}

/**
 * A command to the runner. `@actions/core` would print it by a stream of Node, which takes long to load and may come
 * behind what the log writes. Source of the escapes: actions/runner, ActionCommand.cs.
 */
export function command(kind: AnnotationKind, message: string, place: Place = {}): string {
  const properties = Object.entries(place).map(
    ([name, value]) => `${name}=${commandData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  )
  return `::${[kind, properties.join(',')].join(' ').trim()}::${commandData(message.slice(0, mostCharacters))}\n`
}
/** What a command says, such that it holds no other. */
export const commandData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
