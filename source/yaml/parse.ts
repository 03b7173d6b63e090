import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml'
import { withWords } from '../../model/formats/text/helm-text.ts'
import { maxDepth } from '../../model/formats/text/limits.ts'
import { remembering } from '../../model/formats/text/remember.ts'
import { lineStart, trimEnd } from './trivia.ts'

/** Characters that repeated parsing of one document may cost. A manifest needs two or three repetitions, if any. */
const maxParsed = 4_000_000

/**
 * The events of one document. Throws YAMLException.
 *
 * Kubernetes takes a bracket or a quoted text that goes on at the column of its key, or before it, where the parser
 * follows the letter of YAML 1.2 and speaks of deficient indentation:
 *
 *     args: [
 *       --verbose
 *     ]
 *
 * Such lines are joined with the one above, with blanks in place of the line break, so that all offsets stay, and the
 * document is parsed again.
 */
export const parseDocument = (text: string): readonly Event[] =>
  text.length > mostRemembered ? parse(text) : parseShort(text)

/** What is longer is parsed again for its places: to keep what came of it would fill the memory. */
const mostRemembered = 32_768
const parseShort = remembering(parse, 8)

function parse(text: string): readonly Event[] {
  // `a: {{ .Values.x }}` is the text that it is: values are cut out of the text itself. Actions that choose what is there stand on
  // lines of their own, which the parser refuses.
  let parsed = text.includes('{{') ? withWords(text) : text
  for (let cost = text.length; ; cost += text.length) {
    try {
      const events = parseEvents(parsed, { maxDepth })
      if (parsed !== text) markFolded(text, events)
      return events
    } catch (error) {
      const joined = error instanceof YAMLException && cost < maxParsed ? joinLine(parsed, error) : undefined
      if (joined === undefined) throw error
      parsed = joined
    }
  }
}

/** Scalars of more than one line, of which the parser has seen only one, cannot be taken from the text as they are. */
function markFolded(text: string, events: readonly Event[]): void {
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || !event.fast) continue
    if (/[\r\n]/.test(text.slice(event.valueStart, event.valueEnd))) event.fast = false
  }
}

/** The text with the line that the error is about as part of the one above; undefined where the error is another one. */
function joinLine(text: string, { reason, mark }: YAMLException): string | undefined {
  if (reason !== 'deficient indentation' || mark === undefined) return undefined
  const end = mark.position
  const start = trimEnd(text, 0, end)
  const from = commentStart(text, lineStart(text, start), start) ?? start
  return from === end ? undefined : text.slice(0, from) + ' '.repeat(end - from) + text.slice(end)
}

/** Where the comment begins that ends a line. A `#` in quotes begins none. */
function commentStart(text: string, start: number, end: number): number | undefined {
  const token = /"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|(?<=[ \t]|^)#|[^"'#]+|./g
  for (const match of text.slice(start, end).matchAll(token)) if (match[0] === '#') return start + match.index
  return undefined
}
