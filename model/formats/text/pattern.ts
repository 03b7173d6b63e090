/**
 * Why a regular expression does not compile, as far as that is plain in PCRE as in its successor; undefined for all
 * others. Time is linear in the length of the text.
 */
export function patternProblem(text: string): string | undefined {
  // Blanks and comments are allowed then.
  if (/\(\?[A-Za-z]{0,8}x/.test(text)) return undefined
  let open = 0
  let repeatable = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') {
      if (at + 1 === text.length) return 'a backslash at the end'
      if (text[at + 1] === 'Q') at = endOf(text, '\\E', at + 2) - 1
      else at++
      repeatable = true
    } else if (char === '[') {
      const end = classEnd(text, at)
      if (end === undefined) return 'a character class without its ]'
      at = end
      repeatable = true
    } else if (char === '(') {
      if (text.startsWith('(?#', at)) at = endOf(text, ')', at) - 1
      else {
        open++
        repeatable = false
        // What follows `(?` or `(*` belongs to the parenthesis.
        if (text[at + 1] === '?' || text[at + 1] === '*') at++
      }
    } else if (char === ')') {
      if (open === 0) return 'a ) without its ('
      open--
      repeatable = true
    } else if (char === '*' || char === '+' || char === '?') {
      if (!repeatable) return `nothing before ${char} that could be repeated`
      if (text[at + 1] === '+' || text[at + 1] === '?') at++
      repeatable = false
    } else repeatable = char !== '|'
  }
  return open > 0 ? 'a ( without its )' : undefined
}

/** Where the text behind the next `mark` begins; the end where there is none. */
function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}

/** Where the `]` of a character class stands: not the first one if nothing is before it. */
function classEnd(text: string, start: number): number | undefined {
  let at = start + 1
  if (text[at] === '^') at++
  if (text[at] === ']') at++
  for (; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === ']') return at
    else if (text[at] === '[' && text[at + 1] === ':') {
      const named = text.indexOf(':]', at + 2)
      if (named >= 0 && /^[a-z^]{1,8}$/.test(text.slice(at + 2, named))) at = named + 1
    }
  }
  return undefined
}
