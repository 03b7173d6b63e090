import type { Sources } from '../../cli/formats/block.ts'
import { frame } from '../../cli/formats/frame.ts'
import { escaped } from '../../cli/formats/markdown.ts'
import { plain } from '../../cli/formats/style.ts'
import { cut } from '../../cli/formats/text.ts'
import { placeText, type ReportedFinding, type ReportedRelated } from '../../lint/report.ts'
import type { SaidThing } from '../../lint/things.ts'
import type { Severity } from '../../model/rule/severity.ts'
import type { Links } from '../links.ts'
import { fenced, linked } from './markdown.ts'

/** A severity in a sign and in a word: neither colour nor shape is all that tells it. */
export const signs: Readonly<Record<Severity, string>> = {
  error: '❌ error',
  warning: '⚠️ warning',
  info: 'ℹ️ info',
}

/** How wide a frame is, in characters: what a page of GitHub shows without scrolling. */
const frameWidth = 100
/** Places, rules and contexts that are named with a finding; of more it is said how many. */
const mostNamed = 6

/** What is needed to show a finding. */
export interface Showing {
  readonly links: Links
  readonly sources: Sources
  /** What its fix changes, as a block; undefined where there is none to show. */
  readonly fixBlock: (finding: ReportedFinding) => string | undefined
}

/** One thing to mend: what and where, what comes of it, the line with the help at it, what else belongs to it, and the fix. */
export function thingBlock({ worst, parts }: SaidThing, { links, sources, fixBlock }: Showing): string {
  const { severity, rule, docs, message, why, help, related, contexts = [] } = worst
  const source = sources(worst)
  const framed =
    source && worst.file !== null
      ? fenced(frame(source, worst, help, { width: frameWidth, style: plain }), 'text')
      : `**${escaped(help)}**`
  const also = [
    ...related.map(place => `see ${placeLink(place, links)}: ${escaped(place.message)}`),
    ...parts.map(
      part => `also [${part.rule}](${part.docs}) at ${placeLink(part, links)}: ${escaped(part.message)}`,
    ),
  ]
  const block = fixBlock(worst)
  return [
    `#### ${signs[severity]}: [${rule}](${docs}) at ${placeLink(worst, links)}`,
    `${escaped(message)}; ${escaped(why)}.${contexts.length > 1 ? ` In ${some(contexts.map(escaped))}.` : ''}`,
    framed,
    ...(also.length > 0 ? [capped(also.map(text => `- ${text}`)).join('\n')] : []),
    ...(block === undefined ? [] : [`${fixWords(worst)}\n\n${block}`]),
  ].join('\n\n')
}

const fixWords = ({ fix }: ReportedFinding): string =>
  fix === 'unsafe'
    ? 'Fix, which may change behaviour (`warrener fix --fix-unsafe`):'
    : 'Fix (`warrener fix`):'

/** A name may be as long as the system lets it: its end tells more than its beginning. */
const mostOfName = 160
/** Columns of what a finding in one line says. */
const mostOfLine = 300
const tail = (name: string): string => (name.length > mostOfName ? `…${name.slice(-mostOfName)}` : name)

/** The same in one line. */
export const thingLine = ({ worst }: SaidThing, links: Links, isBefore = false): string =>
  `${signs[worst.severity]}: [${worst.rule}](${worst.docs}) at ${placeLink(worst, links, isBefore)}: ${escaped(cut(worst.message, mostOfLine))}`

/** The line of a file, or the object of a cluster. */
function placeLink(place: ReportedFinding | ReportedRelated, links: Links, isBefore = false): string {
  const { file, line } = place
  if (file === null) return escaped(placeText(place))
  return linked(`${tail(links.path(file))}:${line}`, links.line(file, line, isBefore))
}

const capped = (lines: readonly string[]): readonly string[] => [
  ...lines.slice(0, mostNamed),
  ...(lines.length > mostNamed ? [`- and ${lines.length - mostNamed} more`] : []),
]
const some = (names: readonly string[]): string =>
  names.slice(0, mostNamed).join(', ') +
  (names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '')
