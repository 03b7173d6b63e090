import type { Finding } from '../engine/finding.ts'
import { type Thing, thingsOf, whose } from '../lint/things.ts'
import type { Cause, Status } from './admission.ts'
import { adviceOf } from './advice.ts'
import type { WebhookConfig } from './config.ts'
import { fieldOf } from './field.ts'
import type { Subject } from './subject.ts'
import { type DocsUrl, oneLine, sentence, shorten } from './text.ts'

/** About one screen of a terminal, in bytes. */
const maxMessage = 2048
/** Findings that are said in full; the others by name. */
const maxInFull = 3
const maxNamed = 20
const maxCauses = 20
/** A text that is longer quotes something long: what is said with it is left out before it is cut. */
const maxLine = 400

/** What the words of a denial depend on. */
export interface Telling {
  readonly docs: DocsUrl
  readonly config: WebhookConfig
}

/**
 * The status of a denial. With a code of 403 kubectl prints the message as it stands, with the name of the webhook before
 * it; with 422 it would print the causes in its place. The message is for people, who mend one thing at a time; the causes
 * are for programs.
 */
export function denial(subject: Subject, findings: readonly Finding[], { docs, config }: Telling): Status {
  const { object } = subject
  const { group, kind, name } = object
  const said: Said = { docs, advice: finding => sentence(oneLine(adviceOf(finding, subject, config))) }
  return {
    status: 'Failure',
    code: 403,
    reason: 'Forbidden',
    message: messageOf(thingsOf(findings, whose), said),
    details: {
      group,
      kind,
      name,
      causes: findings.slice(0, maxCauses).map(finding => causeOf(finding, fieldOf(finding, object), said)),
    },
  }
}

/** What is said beside the findings themselves. */
interface Said {
  readonly docs: DocsUrl
  readonly advice: (finding: Finding) => string
}

const causeOf = (finding: Finding, field: string, said: Said): Cause => {
  const [head = '', ...rest] = fitting([finding, []], said, () => true)
  return { reason: finding.rule.id, message: [head, ...rest.map(line => line.trim())].join(' '), field }
}

/** As many things in full as there is room for, each with all of its lines, and the names of the others. */
function messageOf(things: readonly Thing<Finding>[], said: Said): string {
  const entries = things.map(({ worst, parts }) => [worst, parts] as const)
  const textOf = (full: readonly (readonly string[])[]): string =>
    ['warrener: ', full.flat().join('\n'), named(things.slice(full.length))].join('')
  const fits = (full: readonly (readonly string[])[]): boolean => bytesOf(textOf(full)) <= maxMessage
  const [first, ...others] = entries
  if (!first) return ''
  const full = [fitting(first, said, lines => fits([lines]))]
  for (const entry of others.slice(0, maxInFull - 1)) {
    const lines = linesOf(entry, said)
    if (!fits([...full, lines])) break
    full.push(lines)
  }
  return textOf(full)
}

function named(things: readonly Thing<Finding>[]): string {
  const ids = [...new Set(things.flatMap(({ worst, parts }) => [worst, ...parts].map(({ rule }) => rule.id)))]
  if (ids.length === 0) return ''
  const more = ids.length > maxNamed ? ` and ${ids.length - maxNamed} more` : ''
  return `\nAlso refused for: ${ids.slice(0, maxNamed).join(', ')}${more}`
}

type Entry = readonly [finding: Finding, parts: readonly Finding[]]

/** What is wrong, what to do about it, why it is wrong, and where more is said. */
function linesOf([finding, parts]: Entry, { docs, advice }: Said): readonly string[] {
  const { rule, message, why } = finding
  return [
    `${rule.id}: ${oneLine(message)}`,
    `  What to do: ${advice(finding)}`,
    `  Why: ${sentence(oneLine(why))}`,
    ...parts.slice(0, maxInFull - 1).map(part => partLine(part, advice)),
    ...(parts.length < maxInFull
      ? []
      : [
          `  Also: ${parts
            .slice(maxInFull - 1)
            .map(part => part.rule.id)
            .join(', ')}`,
        ]),
    `  ${docs(rule.id)}`,
  ]
}

/** What is mended in the same object is a line: it would be the next denial of somebody who was not told. */
const partLine = (part: Finding, advice: Said['advice']): string =>
  `  Also ${part.rule.id}: ${oneLine(part.message)}: ${advice(part)}`

/** The lines there is room for: whole ones, the most useful first, and only the first one cut if need be. */
function fitting(entry: Entry, said: Said, fits: (lines: readonly string[]) => boolean): readonly string[] {
  const [head = '', ...rest] = linesOf(entry, said)
  const kept = rest.filter(line => [...line].length <= maxLine)
  for (let length = kept.length; length > 0; length--) {
    const lines = [shorten(head, maxLine), ...kept.slice(0, length)]
    if (fits(lines)) return lines
  }
  return [shorten(head, maxLine)]
}

const encoder = new TextEncoder()
const bytesOf = (text: string): number => encoder.encode(text).length
