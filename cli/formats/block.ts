import { placeText, type ReportedFinding, type ReportedRelated } from '../../lint/report.ts'
import type { SaidThing } from '../../lint/things.ts'
import type { FormatOptions } from './format-options.ts'
import { frame, type Source, sourceOf } from './frame.ts'
import type { Look } from './terminal.ts'
import { cut, visible, widthOf, wrap } from './text.ts'

/** The text around a place; undefined where there is none to show. */
export type Sources = (place: Pick<ReportedRelated, 'file' | 'object'>) => Source | undefined

/** The files of a report as frames are cut from them, each read once. */
export function sourcesOf(text: FormatOptions['text']): Sources {
  const read = new Map<string, Source | undefined>()
  return ({ file, object }) => {
    if (file === null) return undefined
    // What a finding in a Secret points at may stand in a file that does not look like one.
    const isSecret = object.kind === 'Secret'
    const key = `${isSecret}\0${file}`
    if (!read.has(key)) {
      const of = text(file)
      read.set(key, of === undefined ? undefined : sourceOf(of, isSecret))
    }
    return read.get(key)
  }
}

const indent = '  '
/** Columns of a label, with what sets it in. */
export const labelled = 8
/** Contexts that a finding names; overlays can be many. */
const mostContexts = 3

/** How a block looks, and whether all is said in it. */
type BlockOptions = Look & Pick<FormatOptions, 'verbose'>

/** One thing to mend: a headline with its place, what was found and what comes of it, the line with the help at it. */
export function blockOf(thing: SaidThing, sources: Sources, options: BlockOptions): readonly string[] {
  const { worst: finding } = thing
  const { style, width } = options
  const source = sources(finding)
  const framed =
    source && finding.file !== null ? frame(source, finding, finding.help, { width, style }) : undefined
  const { contexts = [] } = finding
  return [
    ...headline(finding, options),
    ...wordsOf(finding, options),
    ...(framed ?? section('help', finding.help, width)),
    ...(finding.template === undefined ? [] : section('from', finding.template, width)),
    ...finding.related.map(related => seeLine(related, width)),
    ...partLines(thing, options),
    ...(contexts.length > 1 ? section('in', contextsOf(contexts), width) : []),
  ]
}

/** `error   rule  [fix]      file:line:column`, in two lines where one is too narrow. */
function headline(finding: ReportedFinding, { style, width, link }: BlockOptions): readonly string[] {
  const { severity, rule, docs } = finding
  const mark = finding.fix === 'none' || finding.file === null ? '' : ` ${marks[finding.fix]}`
  const place = placeText(finding, visible)
  const words = `${severity.padEnd(labelled)}${rule}${mark}`
  const dressed =
    style(severity, severity) +
    ' '.repeat(Math.max(1, labelled - severity.length)) +
    link(style('strong', rule), docs) +
    style('dim', mark)
  const gap = width - widthOf(words) - widthOf(place)
  return gap >= 1
    ? [dressed + ' '.repeat(gap) + style('place', place)]
    : [dressed, `${indent}${style('place', place)}`]
}

/** How a headline says which command mends it; the end of the report says the same in words. */
export const marks = { additive: '[*]', safe: '[*]', unsafe: '[**]' } as const

/** What else is mended with it: rules and lines in short, or in their own words. */
function partLines({ worst, parts }: SaidThing, { verbose, width }: BlockOptions): readonly string[] {
  if (parts.length === 0) return []
  if (verbose)
    return parts.flatMap(part =>
      section('also', `${part.rule} (${placeFrom(worst, part)}): ${part.message}`, width),
    )
  return section('also', parts.map(part => `${part.rule} (${placeFrom(worst, part)})`).join(', '), width)
}

/** A place that has to do with it, in one line. */
function seeLine(related: ReportedRelated, width: number): string {
  const text = `${placeText(related, visible)}  ${visible(related.message)}`
  return `${indent}see`.padEnd(labelled) + cut(text, width - labelled)
}

/** The place of a part, as short as it is clear beside its thing. */
const placeFrom = (thing: ReportedFinding, part: ReportedFinding): string =>
  part.file !== null && part.file === thing.file ? `line ${part.line}` : placeText(part, visible)

function contextsOf(contexts: readonly string[]): string {
  const more = contexts.length - mostContexts
  return contexts.slice(0, mostContexts).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** What comes of it. The headline and the marked line show what was found: it is said where it does not take one more line. */
function wordsOf({ message, why }: ReportedFinding, { width, verbose }: BlockOptions): readonly string[] {
  const [both, short] = [paragraph(`${message}; ${why}`, width), paragraph(why, width)]
  return verbose || both.length <= short.length ? both : short
}

/** Words, set in. */
export const paragraph = (text: string, width: number): readonly string[] =>
  wrap(visible(text), width - indent.length).map(line => indent + line)

/** Words with a label in front of their first line. */
export function section(label: string, text: string, width: number): readonly string[] {
  return wrap(visible(text), width - labelled).map(
    (line, index) => (index === 0 ? `${indent}${label}` : '').padEnd(labelled) + line,
  )
}

/** What is said of a finding, one line for each part, without its place in a file. */
export const findingWords = (finding: ReportedFinding): readonly string[] => [
  `${finding.severity} ${finding.rule}`,
  `  ${visible(finding.message)}`,
  `  why   ${visible(finding.why)}`,
  `  help  ${visible(finding.help)}`,
  ...finding.related.map(({ message }) => `  see   ${visible(message)}`),
  ...(finding.fix === 'none' ? [] : [`  fix   ${fixHint[finding.fix]}`]),
]

const fixHint: Readonly<Record<Exclude<ReportedFinding['fix'], 'none'>, string>> = {
  additive: 'warrener fix',
  safe: 'warrener fix',
  unsafe: 'warrener fix --fix-unsafe, which may change behaviour',
}
