import type { Span } from '../../kube/span.ts'
import { FormatError } from '../text/codec.ts'

/** One token of Erlang text. `end` is the dot that ends a term. */
export type Token =
  | { readonly kind: 'atom' | 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'integer'; readonly value: bigint; readonly span: Span }
  | { readonly kind: 'float'; readonly value: number; readonly span: Span }
  | { readonly kind: 'word' | 'variable' | 'mark'; readonly value: string; readonly span: Span }
  | { readonly kind: 'dot' | 'end'; readonly value: ''; readonly span: Span }

/** Reserved words are no atoms unless quoted. Source: the Erlang reference manual, "Reserved Words". */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    'after and andalso band begin bnot bor bsl bsr bxor case catch cond div end fun if let not of or orelse ' +
    'receive rem try when xor'
  ).split(' '),
)
const patterns = {
  atom: /[a-zß-öø-ÿ][\w@À-ÖØ-öø-ÿß]*/y,
  variable: /[A-Z_À-ÖØ-Þ][\w@À-ÖØ-öø-ÿß]*/y,
  based: /(\d{1,2})#([0-9A-Za-z]+(?:_[0-9A-Za-z]+)*)/y,
  float: /\d+(?:_\d+)*\.\d+(?:_\d+)*(?:[eE][+-]?\d+)?/y,
  integer: /\d+(?:_\d+)*/y,
  mark: /<<|>>|=>|:=|\.\.\.|[[\](){},|#:/+*=<>~!?;-]/y,
} as const
/** Longer numbers than any configuration has would take long to convert. */
const maxDigits = 1000

/** Reads the token at `position` or after the blanks and comments there. Throws FormatError. */
export function nextToken(text: string, position: number): Token {
  const start = afterBlanks(text, position)
  const first = text[start]
  if (first === undefined) return { kind: 'end', value: '', span: { start, end: start } }
  if (first === '"') return { kind: 'string', ...quoted(text, start) }
  if (first === "'") return { kind: 'atom', ...quoted(text, start) }
  if (first === '$') return character(text, start)
  if (first >= '0' && first <= '9') return number(text, start)
  if (first === '.' && endsTerm(text, start + 1))
    return { kind: 'dot', value: '', span: { start, end: start + 1 } }
  return plain(text, start)
}

function plain(text: string, start: number): Token {
  const atom = at(patterns.atom, text, start)?.[0]
  if (atom !== undefined)
    return { kind: reservedWords.has(atom) ? 'word' : 'atom', value: atom, span: span(start, atom) }
  const variable = at(patterns.variable, text, start)?.[0]
  if (variable !== undefined) return { kind: 'variable', value: variable, span: span(start, variable) }
  const mark = at(patterns.mark, text, start)?.[0]
  if (mark !== undefined) return { kind: 'mark', value: mark, span: span(start, mark) }
  throw new FormatError('a character that Erlang terms do not have', start)
}

/** A dot ends a term where a blank, a comment or the end of the text follows. */
const endsTerm = (text: string, position: number): boolean =>
  position >= text.length || text[position] === '%' || isBlank(text, position)

function afterBlanks(text: string, position: number): number {
  let at = position
  for (;;) {
    while (isBlank(text, at)) at++
    if (text[at] !== '%') return at
    const lineEnd = text.indexOf('\n', at)
    at = lineEnd < 0 ? text.length : lineEnd
  }
}
/** Control characters and blanks of Latin-1. Source: erl_scan. */
const isBlank = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code <= 0x20 || (code >= 0x80 && code <= 0xa0)
}

function number(text: string, start: number): Token {
  const based = at(patterns.based, text, start)
  if (based) return basedInteger(based, start)
  const float = at(patterns.float, text, start)?.[0]
  if (float !== undefined) return floatToken(float, start)
  const integer = at(patterns.integer, text, start)?.[0] ?? ''
  if (integer.length > maxDigits) throw new FormatError('a number of too many digits', start)
  return { kind: 'integer', value: BigInt(integer.replaceAll('_', '')), span: span(start, integer) }
}

function floatToken(written: string, start: number): Token {
  const value = Number(written.replaceAll('_', ''))
  if (!Number.isFinite(value)) throw new FormatError('a number beyond what a double can hold', start)
  return { kind: 'float', value, span: span(start, written) }
}

function basedInteger([written, base = '', digits = '']: RegExpExecArray, start: number): Token {
  const radix = Number(base)
  const isInBase = (digit: string): boolean => Number.parseInt(digit, 36) < radix
  const plainDigits = digits.replaceAll('_', '')
  if (radix < 2 || radix > 36 || plainDigits.length > maxDigits || ![...plainDigits].every(isInBase))
    throw new FormatError('not a number of that base', start)
  let value = 0n
  for (const digit of plainDigits) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36))
  return { kind: 'integer', value, span: span(start, written) }
}

function character(text: string, start: number): Token {
  const isEscape = text[start + 1] === '\\'
  const { value, end } = isEscape ? escaped(text, start + 2) : one(text, start + 1)
  if (value === '') throw new FormatError("a character is missing after '$'", start)
  return { kind: 'integer', value: BigInt(value.codePointAt(0) ?? 0), span: { start, end } }
}
const one = (text: string, at: number): { value: string; end: number } => {
  const code = text.codePointAt(at)
  const value = code === undefined ? '' : String.fromCodePoint(code)
  return { value, end: at + value.length }
}

/** What stands between the quote at `start` and the next one like it. */
function quoted(text: string, start: number): { readonly value: string; readonly span: Span } {
  const quote = text[start]
  const stops = quote === '"' ? /["\\]/g : /['\\]/g
  let value = ''
  let from = start + 1
  for (;;) {
    stops.lastIndex = from
    const stop = stops.exec(text)
    if (!stop) throw new FormatError('a quote that is not closed', start)
    value += text.slice(from, stop.index)
    if (stop[0] === quote) return { value, span: { start, end: stop.index + 1 } }
    const character = escaped(text, stop.index + 1)
    value += character.value
    from = character.end
  }
}

const named: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  d: '\u007f',
  e: '\u001b',
  f: '\f',
  s: ' ',
  v: '\v',
}
const hexadecimal = /x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/y
const octal = /[0-7]{1,3}/y

/** The character that an escape means; `start` is behind the backslash. */
function escaped(text: string, start: number): { value: string; end: number } {
  const letter = text[start]
  if (letter === undefined) throw new FormatError('an escape that is not finished', start - 1)
  if (letter === 'x') {
    const digits = at(hexadecimal, text, start)
    const code = Number.parseInt(digits?.[1] ?? digits?.[2] ?? '', 16)
    if (!digits || code > 0x10ffff) throw new FormatError('not a character code', start - 1)
    return { value: String.fromCodePoint(code), end: start + digits[0].length }
  }
  const digits = at(octal, text, start)?.[0]
  if (digits !== undefined)
    return { value: String.fromCodePoint(Number.parseInt(digits, 8)), end: start + digits.length }
  if (letter === '^') {
    const control = one(text, start + 1)
    if (control.value === '') throw new FormatError('an escape that is not finished', start - 1)
    return { value: String.fromCodePoint((control.value.codePointAt(0) ?? 0) & 31), end: control.end }
  }
  const { value, end } = one(text, start)
  return { value: Object.hasOwn(named, value) ? (named[value] ?? value) : value, end }
}

function at(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position
  return pattern.exec(text) ?? undefined
}
const span = (start: number, written: string): Span => ({ start, end: start + written.length })
