import { later } from '../../facts/later.ts'
import type { Report } from '../../lint/report.ts'

/**
 * Text of a manifest as it may be shown on a terminal: control characters, which move the cursor or hide text, and
 * characters that turn the reading direction are written as escapes; a tab takes four blanks.
 */
export const visible = (text: string): string => text.replaceAll('\t', '    ').replace(moving, escapeOf)
const moving =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g
const escapeOf = (character: string): string =>
  character === '\ufeff' ? '' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/*
 * Made from text when they are needed: a literal with properties of Unicode takes a millisecond of whoever reads this
 * module, as V8 looks them up to check it.
 */
const scripts = ['Han', 'Hiragana', 'Katakana', 'Hangul'].map(name => `\\p{Script=${name}}`).join('')
const wide = later(
  () => new RegExp(`[${scripts}\\p{Emoji_Presentation}\\u3000-\\u303e\\uff01-\\uff60\\uffe0-\\uffe6]`, 'u'),
)
const widthless = later(() => new RegExp(`[${['Mn', 'Me', 'Cf'].map(name => `\\p{${name}}`).join('')}]`, 'u'))

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them
const isAscii = /^[\u0000-\u007f]*$/

/** Terminal columns that a text takes. Source: Unicode Standard Annex 11 (East Asian Width), in rough. */
export function widthOf(text: string): number {
  if (isAscii.test(text)) return text.length
  let width = 0
  for (const character of text) width += widthless().test(character) ? 0 : wide().test(character) ? 2 : 1
  return width
}

/**
 * Words folded into lines of at most `width` columns; a longer word gets a line of its own.
 * @param later columns of the lines behind the first
 */
export function wrap(text: string, width: number, later = width): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    const room = lines.length === 0 ? width : later
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** The same with its later lines set in. */
export const hang = (text: string, width: number, indent = '  '): readonly string[] =>
  wrap(text, width, width - indent.length).map((line, index) => (index === 0 ? line : indent + line))

/** A text that may be shown, in at most so many columns: what does not fit gives way to dots. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let [index, columns] = [0, 0]
  for (const character of text.slice(0, width)) {
    columns += widthOf(character)
    if (columns > width - 3) break
    index += character.length
  }
  return `${text.slice(0, index)}...`
}

/** `1 file`, `2 files`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** What a report without a cluster has to say for itself, in sentences. */
export function withoutCluster({ summary, notEvaluated }: Report): readonly string[] {
  // Without a file, the objects of a cluster were read.
  const files = summary.files > 0 ? count(summary.files, 'file') : count(summary.objects, 'object')
  // What is for a cluster that was not seen has its entry there.
  if (notEvaluated.length > 0) return [`No RabbitMQ cluster in ${files}, only what was not evaluated`]
  return [
    `No RabbitMQ found in ${files}`,
    'The annotation warrener.dev/rabbitmq: "true" makes a workload count as RabbitMQ',
  ]
}
