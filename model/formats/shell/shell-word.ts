import type { Word, WordPart } from 'unbash'
import type { Constants, Locate, ShellWord } from './shell-text.ts'

export function readWord(word: Word, locate: Locate, constants: Constants): ShellWord {
  const value = word.parts ? partsValue(word.parts, constants, false) : word.value
  const place = locate({ start: word.pos, end: word.end })
  let offsets: readonly number[] | undefined
  return {
    value,
    text: word.text,
    place,
    locate(span) {
      offsets ??= value === undefined ? [] : (offsetsOf(word.text, value) ?? [])
      const [start, end] = [offsets[span.start], offsets[span.end]]
      if (start === undefined || end === undefined) return place
      return locate({ start: word.pos + start, end: word.pos + end })
    },
  }
}

/** The text that parts make; undefined where an expansion among them is not known. */
export function partsValue(
  parts: readonly WordPart[],
  constants: Constants,
  isQuoted: boolean,
): string | undefined {
  let value = ''
  for (const part of parts) {
    const text = partValue(part, constants, isQuoted)
    if (text === undefined) return undefined
    value += text
  }
  return value
}

function partValue(part: WordPart, constants: Constants, isQuoted: boolean): string | undefined {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value
    case 'DoubleQuoted':
    case 'LocaleString':
      return partsValue(part.parts, constants, true)
    case 'SimpleExpansion':
      return variable(part.text.slice(1), constants, isQuoted)
    case 'ParameterExpansion':
      return part.operation || part.prefix || part.index
        ? undefined
        : variable(part.parameter, constants, isQuoted)
    case 'ExtendedGlob':
      return part.text
    case 'BraceExpansion':
      return part.parts ? braces(partsValue(part.parts, constants, isQuoted)) : part.text
    default:
      return undefined
  }
}

/** Only bash expands these; what is left for sh is the text without its quotes. */
const braces = (inner: string | undefined): string | undefined => inner && `{${inner}}`

/** Outside quotes a value with blanks or wildcards becomes several words, which is not followed here. */
function variable(name: string, constants: Constants, isQuoted: boolean): string | undefined {
  const value = constants.values.get(name)
  if (value === undefined || (!isQuoted && !/^[^\s*?[\]]+$/.test(value))) return undefined
  constants.budget.text -= value.length
  return constants.budget.text < 0 ? undefined : value
}

/**
 * For each character of a word's value, and its end, the offset in the written text; undefined where the plain rules of
 * quoting do not give that value (expansions).
 */
function offsetsOf(text: string, value: string): readonly number[] | undefined {
  const offsets: number[] = []
  let result = ''
  let quote = ''
  let end = text.length
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === quote) {
      quote = ''
      if (at === text.length - 1) end = at
    } else if (quote === '' && (char === "'" || char === '"')) quote = char
    else if (char === '\\' && quote !== "'" && isEscape(text[at + 1], quote)) {
      at++
      if (text[at] === '\n') continue
      offsets.push(at - 1)
      result += text[at] ?? ''
    } else {
      offsets.push(at)
      result += char
    }
  }
  offsets.push(end)
  return result === value ? offsets : undefined
}
const isEscape = (next: string | undefined, quote: string): boolean =>
  next !== undefined && (quote === '' || /["$`\\\n]/.test(next))
