/** One thing that a plain pattern asks for: a character, any one of them, and whether it may be repeated or left out. */
interface Token {
  /** Undefined: any character. */
  readonly char: string | undefined
  readonly repeat: '' | '*' | '+'
}

/** Source: AMQP 0-9-1, a name is a short string of 255 bytes at most. */
const longest = { pattern: 2000, name: 255 }

/**
 * Whether a name is matched by a regular expression, as far as that is plain: letters, escaped signs, `.`, `.*`, `.+`,
 * `^` and `$`. Undefined for all others, and for longer ones than anybody has: time grows with the product of both lengths.
 */
export function matchesName(pattern: string, name: string): boolean | undefined {
  if (pattern.length > longest.pattern || name.length > longest.name) return undefined
  const fromStart = pattern.startsWith('^')
  const toEnd = /(?:^|[^\\])(?:\\\\)*\$$/.test(pattern)
  const tokens = tokensOf(pattern.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined))
  if (tokens === undefined) return undefined
  const any: Token = { char: undefined, repeat: '*' }
  return matches([...(fromStart ? [] : [any]), ...tokens, ...(toEnd ? [] : [any])], name)
}

function tokensOf(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  for (const [whole, escaped, plain, dot, repeat = ''] of pattern.matchAll(
    /\\([^A-Za-z0-9])|([\w\-@:/#%&=~,;!<>' ])|(\.)([*+]?)|[\s\S]/g,
  )) {
    const char = escaped ?? plain
    if (char === undefined && dot === undefined) return undefined
    // A quantifier or class after a literal character is left to the broker.
    if (whole === '' || !(repeat === '' || repeat === '*' || repeat === '+')) return undefined
    tokens.push({ char, repeat })
  }
  return tokens
}

function matches(tokens: readonly Token[], name: string): boolean {
  // The places in the name that the tokens so far can have come to.
  let reached: readonly number[] = [0]
  for (const { char, repeat } of tokens) {
    const [first] = reached
    if (first === undefined) return false
    if (repeat === '') {
      reached = reached
        .filter(at => at < name.length && (char === undefined || name[at] === char))
        .map(at => at + 1)
    } else {
      const from = repeat === '*' ? first : first + 1
      reached = Array.from({ length: Math.max(name.length - from + 1, 0) }, (_, step) => from + step)
    }
  }
  return reached.includes(name.length)
}
