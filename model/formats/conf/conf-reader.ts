import type { ConfDialect } from './conf-dialect.ts'
import type { Conf, ConfEntry, ConfError, ConfInclude } from './conf-entry.ts'
import { beyondLatin1, Finder, matchAt, shorten, trimEndBlanks, trimQuotesAndLineFeeds } from './conf-text.ts'

const blanks = /[ \t]*/y
const keyPattern = /(?:\\\.|[A-Za-z0-9_-])+(?:\.(?:\\\.|[A-Za-z0-9_-])+)*/y
const includePattern = { glued: /include[ \t]*([\w.*/-]+)/y, spaced: /include[ \t]+([\w.*/-]+)/y }

/** Reads statement by statement; on an error it goes on with the next line. Source of the grammar: see conf-dialect.ts. */
export class ConfReader {
  private readonly text: string
  private readonly dialect: ConfDialect
  private readonly entries: ConfEntry[] = []
  private readonly includes: ConfInclude[] = []
  private readonly errors: ConfError[] = []
  private readonly quote: Finder
  private readonly tripleQuote: Finder
  private line = 1

  constructor(text: string, dialect: ConfDialect) {
    this.text = text
    this.dialect = dialect
    this.quote = new Finder(text, "'")
    this.tripleQuote = new Finder(text, "'''")
  }

  read(): Conf {
    let position = this.afterByteOrderMark()
    while (position < this.text.length) {
      const end = this.statement(position)
      for (
        let at = this.text.indexOf('\n', position);
        at >= 0 && at < end;
        at = this.text.indexOf('\n', at + 1)
      )
        this.line++
      position = end
    }
    return { entries: this.entries, includes: this.includes, errors: this.errors }
  }

  private afterByteOrderMark(): number {
    if (!this.text.startsWith('\uFEFF')) return 0
    if (!this.dialect.byteOrderMark)
      this.error(0, 'begins with a byte order mark, which this release refuses', 'byte-order-mark')
    return 1
  }

  /** Reads one statement and its line end. Returns where the next one begins. */
  private statement(start: number): number {
    const end =
      this.setting(start) ?? this.include(start) ?? this.lineEnd(this.skipComment(this.skipBlanks(start)))
    if (end !== undefined) return end
    this.error(start, this.reason(start))
    const lineFeed = this.text.indexOf('\n', start)
    return lineFeed < 0 ? this.text.length : lineFeed + 1
  }

  private setting(start: number): number | undefined {
    const keyStart = this.skipBlanks(start)
    const key = matchAt(keyPattern, this.text, keyStart)?.[0]
    if (key === undefined) return undefined
    const equals = this.skipBlanks(keyStart + key.length)
    if (this.text[equals] !== '=') return undefined
    const valueStart = this.skipBlanks(equals + 1)
    const read = this.tripleQuoted(valueStart) ?? this.quoted(valueStart) ?? this.unquoted(valueStart)
    if (read === undefined) return undefined
    const end = this.lineEnd(this.skipComment(this.skipBlanks(read.end)))
    if (end === undefined) return undefined
    if (!this.dialect.unicode && beyondLatin1.test(read.value))
      this.error(valueStart, `the value of '${key}' has a character that is not in Latin-1`, 'character')
    this.entries.push({
      key,
      words: key.split(/(?<!\\)\./).map(word => word.replaceAll('\\.', '.')),
      value: read.value,
      keySpan: { start: keyStart, end: keyStart + key.length },
      valueSpan: { start: valueStart, end: read.end },
      span: { start, end },
      line: this.line,
    })
    return end
  }

  private tripleQuoted(start: number): Value | undefined {
    if (!this.dialect.tripleQuotes || !this.text.startsWith("'''", start)) return undefined
    const close = this.tripleQuote.from(start + 3)
    if (close < 0) return undefined
    return { value: trimQuotesAndLineFeeds(this.text.slice(start + 3, close)), end: close + 3 }
  }

  private quoted(start: number): Value | undefined {
    if (!this.dialect.singleQuotes || this.text[start] !== "'") return undefined
    const close = this.quote.from(start + 1)
    return close < 0 ? undefined : { value: this.text.slice(start + 1, close), end: close + 1 }
  }

  /** Up to the comment or line end. Blanks before those do not count; blanks before the end of the file do. */
  private unquoted(start: number): Value | undefined {
    const lineFeed = this.text.indexOf('\n', start)
    const lineEnd = lineFeed < 0 ? this.text.length : this.beforeLineFeed(lineFeed)
    const line = this.text.slice(start, lineEnd)
    const hash = line.indexOf('#')
    const trims = hash >= 0 || lineFeed >= 0
    const raw = hash < 0 ? line : line.slice(0, hash)
    const value = trims ? trimEndBlanks(raw) : raw
    return value === '' ? undefined : { value, end: start + value.length }
  }

  private beforeLineFeed(lineFeed: number): number {
    return this.text[lineFeed - 1] === '\r' ? lineFeed - 1 : lineFeed
  }

  private include(start: number): number | undefined {
    if (this.dialect.include === 'none') return undefined
    const match = matchAt(includePattern[this.dialect.include], this.text, this.skipBlanks(start))
    const path = match?.[1]
    if (match === undefined || path === undefined) return undefined
    const end = this.lineEnd(this.skipComment(match.index + match[0].length))
    if (end !== undefined) this.includes.push({ path, span: { start, end }, line: this.line })
    return end
  }

  private skipBlanks(at: number): number {
    return at + (matchAt(blanks, this.text, at)?.[0].length ?? 0)
  }

  private skipComment(at: number): number {
    const hash = this.skipBlanks(at)
    if (this.text[hash] !== '#') return at
    const lineFeed = this.text.indexOf('\n', hash)
    return lineFeed < 0 ? this.text.length : this.beforeLineFeed(lineFeed)
  }

  /** Where the next line begins, if a line or the text ends at `at`. */
  private lineEnd(at: number): number | undefined {
    if (at >= this.text.length) return this.text.length
    if (this.text[at] === '\n') return at + 1
    return this.text.startsWith('\r\n', at) ? at + 2 : undefined
  }

  private error(offset: number, reason: string, mistake: ConfError['mistake'] = 'form'): void {
    this.errors.push({ offset, line: this.line, reason, mistake })
  }

  /** Why there is no statement at `start`. Names a key only where a `=` shows that it is one: it could be a secret. */
  private reason(start: number): string {
    const at = this.skipBlanks(start)
    if (this.text.startsWith('{{', at)) return 'a template that was not rendered'
    if (this.text[at] === '[' || this.text[at] === '{')
      return 'Erlang terms, which belong in advanced.config or rabbitmq.config'
    const key = matchAt(keyPattern, this.text, at)?.[0]
    if (key === undefined) return "neither 'key = value' nor a comment"
    const next = this.skipBlanks(at + key.length)
    if (this.text[next] === ':') return "':' where '=' belongs"
    if (this.text[next] !== '=') return "'=' is missing"
    const valueStart = this.skipBlanks(next + 1)
    return this.unquoted(valueStart) === undefined
      ? `'${shorten(key)}' has no value`
      : `text after the closing quote of '${shorten(key)}'`
  }
}

interface Value {
  readonly value: string
  readonly end: number
}
