import type { CommandNode, HereDoc, Redirection } from 'unbash'
import type { Span } from '../../kube/span.ts'
import type { Constants, Locate, ShellText } from './shell-text.ts'
import { partsValue, readWord } from './shell-word.ts'

/** The last here-document or here-string among redirections. */
export function inputOf(
  redirects: readonly Redirection[],
  locate: Locate,
  constants: Constants,
): ShellText | undefined {
  const last = redirects.findLast(({ type }) => type !== 'Redirect')
  if (last?.type === 'HereDoc') return hereDocument(last, locate, constants)
  if (last?.type !== 'HereString' || !last.target) return undefined
  return printedLine(readWord(last.target, locate, constants))
}

function hereDocument(
  { body, delimiter, operator }: HereDoc,
  locate: Locate,
  constants: Constants,
): ShellText {
  const text = delimiter?.quoted === true ? body.text : unescaped(body.text)
  const raw = body.parts ? partsValue(body.parts, constants, true) : text
  const value = operator === '<<-' ? raw?.replaceAll(/^\t+/gm, '') : raw
  const place = locate({ start: body.pos, end: body.end })
  const isAsWritten = value === body.text
  const within = (span: Span): Span => ({ start: body.pos + span.start, end: body.pos + span.end })
  return { value, place, locate: span => (isAsWritten ? locate(within(span)) : place) }
}

/** In a here-document the backslash escapes only what could begin an expansion, and itself. */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([$`\\\n])/g, (_, char: string) => (char === '\n' ? '' : char))

/** What a command prints where that is plain to see: `cat` of a here-document, `echo` of one word. */
export function printedBy(node: CommandNode, locate: Locate, constants: Constants): ShellText | undefined {
  if (node.type !== 'Command') return undefined
  if (node.name?.value === 'cat' && node.args.length === 0) return inputOf(node.redirects, locate, constants)
  const [only, ...others] = node.args
  if (node.name?.value !== 'echo' || only?.type !== 'Word' || others.length > 0) return undefined
  return printedLine(readWord(only, locate, constants))
}

const printedLine = ({ value, ...word }: ShellText): ShellText => ({
  ...word,
  value: value === undefined ? value : `${value}\n`,
})
