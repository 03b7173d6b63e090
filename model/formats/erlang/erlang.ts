import type { Span } from '../../kube/span.ts'
import { FormatError } from '../text/codec.ts'
import { checkLength, maxDepth } from '../text/limits.ts'
import { nextToken, type Token } from './erlang-lexer.ts'

/** An Erlang term with its place. Characters (`$a`) are integers; a `fun` is always `module:name/arity`. */
export type ErlangTerm = { readonly span: Span } & (
  | { readonly kind: 'atom' | 'string'; readonly value: string }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  /** `value` is undefined where it is not one plain string. */
  | { readonly kind: 'binary'; readonly value: string | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly ErlangTerm[] }
  | { readonly kind: 'list'; readonly items: readonly ErlangTerm[]; readonly tail: ErlangTerm | undefined }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: ErlangTerm, value: ErlangTerm])[] }
  | { readonly kind: 'fun'; readonly module: string; readonly name: string; readonly arity: number }
)

/** The terms of a file, each ended by a dot, as `file:consult/1` reads them. Throws FormatError. */
export function parseErlang(text: string): readonly ErlangTerm[] {
  checkLength(text)
  const reader = new TermReader(text)
  const terms: ErlangTerm[] = []
  while (!reader.atEnd()) terms.push(reader.termAndDot())
  return terms
}

class TermReader {
  private readonly text: string
  private token: Token
  private depth = 0

  constructor(text: string) {
    this.text = text
    this.token = nextToken(text, 0)
  }

  atEnd(): boolean {
    return this.token.kind === 'end'
  }

  termAndDot(): ErlangTerm {
    const term = this.term()
    if (this.token.kind === 'end') throw new FormatError("the final '.' is missing", this.text.length)
    if (this.token.kind !== 'dot') throw this.unexpected("',' or the final '.'")
    this.advance()
    return term
  }

  private term(): ErlangTerm {
    if (++this.depth > maxDepth)
      throw new FormatError(`nested more than ${maxDepth} levels deep`, this.token.span.start)
    const term = this.token.kind === 'mark' ? this.compound(this.token.value) : this.simple()
    this.depth--
    return term
  }

  private simple(): ErlangTerm {
    const { token } = this
    if (token.kind === 'string') return this.strings()
    if (token.kind === 'word' && token.value === 'fun') return this.fun()
    if (token.kind === 'atom' || token.kind === 'integer' || token.kind === 'float') {
      this.advance()
      return token
    }
    if (token.kind === 'variable') throw new FormatError(variable, token.span.start)
    if (token.kind === 'word')
      throw new FormatError(
        `'${token.value}' is a reserved word; as an atom it needs quotes`,
        token.span.start,
      )
    throw this.unexpected('a term')
  }

  private compound(mark: string): ErlangTerm {
    const start = this.token.span.start
    if (mark === '-' || mark === '+') return this.signed(mark)
    if (mark === '#') return this.map(start)
    if (mark === '<<') return this.binary(start)
    if (mark === '{') {
      this.advance()
      const items = this.items('}')
      return { kind: 'tuple', items, span: this.closed(start, '}') }
    }
    if (mark === '[') return this.list(start)
    throw this.unexpected('a term')
  }

  private list(start: number): ErlangTerm {
    this.advance()
    const items = this.items(']')
    const hasTail = items.length > 0 && this.isMark('|')
    if (hasTail) this.advance()
    const tail = hasTail ? this.term() : undefined
    return { kind: 'list', items, tail, span: this.closed(start, ']') }
  }

  /** Terms with commas between them, up to the closing mark, which stays. */
  private items(close: string): ErlangTerm[] {
    return this.separated(close, () => this.term())
  }

  private separated<T>(close: string, read: () => T): T[] {
    const items: T[] = []
    if (this.isMark(close)) return items
    for (;;) {
      items.push(read())
      if (!this.isMark(',')) return items
      this.advance()
      if (this.isMark(close))
        throw new FormatError(
          `a ',' before '${close}', where another term must follow`,
          this.token.span.start,
        )
    }
  }

  private signed(sign: string): ErlangTerm {
    const { start } = this.token.span
    this.advance()
    const { token } = this
    if (token.kind !== 'integer' && token.kind !== 'float') throw this.unexpected(`a number after '${sign}'`)
    this.advance()
    const span = { start, end: token.span.end }
    if (token.kind === 'float') return { ...token, value: sign === '-' ? -token.value : token.value, span }
    return { ...token, value: sign === '-' ? -token.value : token.value, span }
  }

  /** Strings side by side are one. */
  private strings(): ErlangTerm {
    const { start } = this.token.span
    let { end } = this.token.span
    let value = ''
    while (this.token.kind === 'string') {
      value += this.token.value
      end = this.token.span.end
      this.advance()
    }
    return { kind: 'string', value, span: { start, end } }
  }

  private map(start: number): ErlangTerm {
    this.advance()
    if (!this.isMark('{')) throw new FormatError("'#' begins no comment here, '%' does", start)
    this.advance()
    const entries = this.separated('}', (): readonly [ErlangTerm, ErlangTerm] => {
      const key = this.term()
      this.expect('=>')
      return [key, this.term()]
    })
    return { kind: 'map', entries, span: this.closed(start, '}') }
  }

  private binary(start: number): ErlangTerm {
    this.advance()
    const segments = this.separated('>>', () => this.segment())
    const value = segments.includes(undefined) ? undefined : segments.join('')
    return { kind: 'binary', value, span: this.closed(start, '>>') }
  }

  /** One segment `value:size/type`; its text where it is a string without size. */
  private segment(): string | undefined {
    const value = this.term()
    let isPlain = value.kind === 'string'
    if (this.isMark(':')) {
      this.advance()
      this.take('integer')
      isPlain = false
    }
    if (this.isMark('/')) {
      do {
        this.advance()
        if (this.take('atom') !== 'utf8') isPlain = false
      } while (this.isMark('-'))
    }
    return isPlain && value.kind === 'string' ? value.value : undefined
  }

  private fun(): ErlangTerm {
    const { start } = this.token.span
    this.advance()
    const module = String(this.take('atom'))
    this.expect(':')
    const name = String(this.take('atom'))
    this.expect('/')
    const { end } = this.token.span
    return { kind: 'fun', module, name, arity: Number(this.take('integer')), span: { start, end } }
  }

  private take(kind: Token['kind']): Token['value'] {
    if (this.token.kind !== kind) throw this.unexpected(kind === 'atom' ? 'an atom' : `an ${kind}`)
    const { value } = this.token
    this.advance()
    return value
  }

  private expect(mark: string): void {
    if (!this.isMark(mark)) throw this.unexpected(`'${mark}'`)
    this.advance()
  }

  private closed(start: number, mark: string): Span {
    if (!this.isMark(mark))
      throw this.atEnd() || this.token.kind === 'dot'
        ? new FormatError(`'${mark}' is missing`, this.token.span.start)
        : this.unexpected(`',' or '${mark}'`)
    const { end } = this.token.span
    this.advance()
    return { start, end }
  }

  private isMark(mark: string): boolean {
    return this.token.kind === 'mark' && this.token.value === mark
  }

  private advance(): void {
    this.token = nextToken(this.text, this.token.span.end)
  }

  private unexpected(wanted: string): FormatError {
    return new FormatError(`${wanted} expected`, this.token.span.start)
  }
}

/** Does not say which: it could be a password without quotes. */
const variable = 'a variable; an atom begins with a lower-case letter or stands in single quotes'
