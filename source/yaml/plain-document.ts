/** What a document says it is, known without reading all of it. */
export interface Head {
  readonly apiVersion: string
  readonly kind: string
  /** '' where it is not written. */
  readonly name: string
  readonly namespace: string
}

/**
 * The head of a document that is one Kubernetes object in plain block style; undefined for all others, broken ones among
 * them. Of a document with a head it is sure that the reader would take it: it has no error, no key twice, no anchor or
 * alias, no template; and each of its scalars but block scalars stands on one line, as it is. What is not sure is left to
 * the reader. One pass over the lines.
 */
export function headOf(text: string): Head | undefined {
  return unusual.test(text) ? undefined : new PlainReader(text).head()
}

/** Line ends but `\n`, tabs, what is not printable, and what is no single code unit. */
const unusual = /[^\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]/
const mostLevels = 40
/** Words that are no text, in any case of letters: a key could be the same as another one that is written otherwise. */
const words: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'true', 'false', 'on', 'off', 'null'])

// Groups are repeated so many times at most: the stack of a pattern that repeats one for ever ends at some length of text.
/** A key and its colon; quotes are of no consequence. */
const entry =
  /(?:[A-Za-z_][\w./-]{0,200}|\d{1,9}-[A-Za-z][\w./-]{0,200}|(["'])[A-Za-z_][\w./-]{0,200}\1):(?= |\n|$)/y
/** Nothing but a comment to the end of the line. */
const nothing = /(?: +(?:#[^\n]*)?)?(?:\n|$)/y
/** A scalar of one line: plain, between double quotes without escapes, between single quotes. */
const scalar =
  /(?:((?:[A-Za-z0-9_/$(^]|--?[A-Za-z0-9]|\.\.?\/)[^\n:#]*(?:(?::(?=[^ \n])|(?<! )#)[^\n:#]*){0,500})(?:(?<= )#[^\n]*)?|(?:"([^"\\\n]*)"|'([^'\n]*(?:''[^'\n]*){0,500})')(?: +#[^\n]*| *))(?:\n|$)/y
/** The mark of a block scalar whose indentation is that of its first line. */
const block = /[|>][-+]?\n/y
const word = String.raw`(?:[A-Za-z0-9_/$(^][\w/.$()%^@+=-]*|"[^"\\\n{}]*"|'[^'\n{}]*')`
/** A collection of scalars in one line. */
const flow = new RegExp(
  String.raw`(?:\[(?: *${word} *(?:, *${word} *){0,500})?\]|\{((?: *[A-Za-z_][\w./-]*: +${word} *(?:, *[A-Za-z_][\w./-]*: +${word} *){0,500})?)\})(?: +#[^\n]*| *)(?:\n|$)`,
  'y',
)
const flowKeys = /(?<![\w./-])([A-Za-z_][\w./-]*): +(?:"[^"]*"|'[^']*'|[^,"']+)/g
const typeName = /^[A-Za-z][\w./-]*$/
const objectName = /^[a-z][a-z0-9.-]*$/

/** A map or a list that is open. One that is closed makes place for the next of its depth: there are many, and few at a time. */
class Level {
  isList = false
  indent = 0
  /** The key below which it stands. */
  key = ''
  readonly keys = new Keys()

  open(isList: boolean, indent: number, key: string): void {
    this.isList = isList
    this.indent = indent
    this.key = key
    this.keys.clear()
  }
}

/** The keys of one map. Most have few. */
class Keys {
  readonly #few: string[] = []
  #count = 0
  #many: Set<string> | undefined

  clear(): void {
    this.#count = 0
    this.#many = undefined
  }

  /** Whether a key is new. */
  add(key: string): boolean {
    if (this.#many) {
      if (this.#many.has(key)) return false
      this.#many.add(key)
      return true
    }
    for (let index = 0; index < this.#count; index++) if (this.#few[index] === key) return false
    this.#few[this.#count++] = key
    if (this.#count > 16) this.#many = new Set(this.#few)
    return true
  }
}

class PlainReader {
  readonly #text: string
  readonly #hasBraces: boolean
  readonly #levels: Level[] = []
  /** How many of the levels are open. */
  #depth = 0
  #at = 0
  /** The key that waits for its value, and its column. */
  #open: { readonly key: string; readonly indent: number } | undefined
  readonly #head = { apiVersion: '', kind: '', name: '', namespace: '' }

  constructor(text: string) {
    this.#text = text
    this.#hasBraces = text.includes('{{')
  }

  head(): Head | undefined {
    this.#skipMarker()
    const text = this.#text
    while (this.#at < text.length) {
      const start = this.#at
      let at = start
      while (text.charCodeAt(at) === 0x20) at++
      const first = text.charCodeAt(at)
      if (at === text.length) break
      if (first === 0x0a) this.#at = at + 1
      else if (first === 0x23) this.#skipLine(at)
      else {
        this.#at = at
        if (!(first === 0x2d ? this.#item(at - start) : this.#entry(at - start))) return undefined
      }
    }
    const { apiVersion, kind } = this.#head
    return apiVersion === '' || kind === '' || kind.endsWith('List') ? undefined : this.#head
  }

  /** Comments above `---`, and itself. */
  #skipMarker(): void {
    const match = /^(?: *(?:#[^\n]*)?\n){0,500}---(?: +#[^\n]*| *)(?:\n|$)/.exec(this.#text)
    if (match) this.#at = match[0].length
  }

  #skipLine(from: number): void {
    const end = this.#text.indexOf('\n', from)
    this.#at = end < 0 ? this.#text.length : end + 1
  }

  /** Goes behind what a pattern matches here. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    if (!pattern.test(this.#text)) return false
    this.#at = pattern.lastIndex
    return true
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const start = this.#at
    if (!this.#skip(pattern)) return undefined
    pattern.lastIndex = start
    return pattern.exec(this.#text) ?? undefined
  }

  /** `- ` and what follows in its line. */
  #item(column: number): boolean {
    if (this.#text.charCodeAt(this.#at + 1) !== 0x20) return false
    if (this.#open && column >= this.#open.indent) this.#push(true, column)
    this.#open = undefined
    while ((this.#level?.indent ?? 0) > column) this.#depth--
    const level = this.#level
    if (!level?.isList || level.indent !== column) return false
    let inner = column + 2
    for (this.#at += 2; this.#text.charCodeAt(this.#at) === 0x20; this.#at++) inner++
    const key = this.#key()
    if (key === undefined) return this.#value('', column)
    return this.#push(false, inner) && this.#member(key, inner)
  }

  #entry(column: number): boolean {
    const key = this.#key()
    if (key === undefined) return false
    if (this.#depth === 0 ? column === 0 : this.#open && column > this.#open.indent) this.#push(false, column)
    this.#open = undefined
    let level = this.#level
    for (; level && (level.indent > column || (level.isList && level.indent === column)); level = this.#level)
      this.#depth--
    return level !== undefined && level.indent === column && this.#member(key, column)
  }

  #key(): string | undefined {
    const start = this.#at
    if (!this.#skip(entry)) return undefined
    const isQuoted = this.#text.charCodeAt(start) === 0x22 || this.#text.charCodeAt(start) === 0x27
    return isQuoted ? this.#text.slice(start + 1, this.#at - 2) : this.#text.slice(start, this.#at - 1)
  }

  /** The innermost level. */
  get #level(): Level | undefined {
    return this.#levels[this.#depth - 1]
  }

  #push(isList: boolean, indent: number): boolean {
    const key = this.#depth < 2 ? (this.#open?.key ?? '') : ''
    this.#levels[this.#depth] ??= new Level()
    this.#levels[this.#depth++]?.open(isList, indent, key)
    return this.#depth < mostLevels
  }

  /** What follows the colon of a key. */
  #member(key: string, indent: number): boolean {
    if (this.#depth >= mostLevels || !this.#level?.keys.add(key)) return false
    if (key.length < 6 && words.has(key.toLowerCase())) return false
    if (this.#skip(nothing)) {
      this.#open = { key, indent }
      // An object without its parts named here is not what it seems.
      return this.#depth > 1 || (key !== 'apiVersion' && key !== 'kind')
    }
    while (this.#text.charCodeAt(this.#at) === 0x20) this.#at++
    return this.#value(key, indent)
  }

  /** A value that begins in the line. */
  #value(key: string, indent: number): boolean {
    if (this.#hasBraces || this.#isOfHead(key)) {
      const match = this.#take(scalar)
      if (match) return this.#scalar(key, match[1]?.trimEnd() ?? match[2] ?? match[3] ?? '')
      if (this.#isOfHead(key)) return false
    } else if (this.#skip(scalar)) return true
    if (this.#skip(block)) return this.#blockScalar(indent)
    const collection = this.#take(flow)
    if (collection === undefined) return false
    const names = [...(collection[1] ?? '').matchAll(flowKeys)].map(([, name = '']) => name)
    return names.every(name => !words.has(name.toLowerCase())) && new Set(names).size === names.length
  }

  #scalar(key: string, text: string): boolean {
    if (this.#hasBraces && text.includes('{{')) return false
    if (!this.#isOfHead(key)) return true
    if (key === 'metadata' || words.has(text.toLowerCase())) return false
    if (!(key === 'apiVersion' || key === 'kind' ? typeName : objectName).test(text)) return false
    this.#head[key as keyof Head] = text
    return true
  }

  #isOfHead(key: string): boolean {
    if (this.#depth === 1) return key === 'apiVersion' || key === 'kind' || key === 'metadata'
    const isMetadata = this.#depth === 2 && this.#levels[1]?.key === 'metadata'
    return isMetadata && (key === 'name' || key === 'namespace')
  }

  /** Its lines: those that are indented as the first one that is not blank, and blank ones. */
  #blockScalar(parent: number): boolean {
    const text = this.#text
    let indent = -1
    let longestBlank = 0
    while (this.#at < text.length) {
      let at = this.#at
      const most = indent < 0 ? text.length : at + indent
      while (at < most && text.charCodeAt(at) === 0x20) at++
      const depth = at - this.#at
      const isBlank = at === text.length || text.charCodeAt(at) === 0x0a
      if (indent < 0 && isBlank) longestBlank = Math.max(longestBlank, depth)
      else if (indent < 0) {
        if (depth <= parent || longestBlank > depth) return false
        indent = depth
      } else if (depth < indent && !isBlank) return text.charCodeAt(at) !== 0x23 || depth <= parent
      this.#skipLine(at)
    }
    return indent >= 0
  }
}
