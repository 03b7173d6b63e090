/** Decisions taken from a list of numbers, which fast-check makes and shrinks. When the list ends, every decision is the first one. */
export class Choices {
  private readonly numbers: readonly number[]
  private next = 0

  constructor(numbers: readonly number[]) {
    this.numbers = numbers
  }

  /** A number below `limit`. */
  below(limit: number): number {
    return (this.numbers[this.next++] ?? 0) % limit
  }

  of<T>(first: T, ...others: readonly T[]): T {
    return others[this.below(others.length + 1) - 1] ?? first
  }

  /** Once in `times`. */
  rarely(times: number): boolean {
    return this.below(times) === times - 1
  }
}

const keys = [
  'a',
  'b',
  'name',
  'on',
  'x.y',
  'a/b~c',
  '5672',
  'no',
  '"q: k"',
  "'s'",
  '3.10',
  '"__proto__"',
  'rabbitmq.conf',
]
const plains = [
  'text',
  'two words',
  '1',
  '0777',
  '1.50',
  'yes',
  'off',
  '~',
  'null',
  '22:22',
  '2001-01-01',
  '10Gi',
  'a:b',
  'x#y',
  '-1',
  '0x1F',
  '1_000',
  '1e3',
  'http://x/y?z=1',
  '-q',
  "it's",
]
const quoted = [
  "''",
  "'it''s'",
  "'yes'",
  '""',
  '"a\\nb"',
  '"\\u00e9 \\"q\\""',
  '"yes"',
  "'# no comment'",
  '"a: b"',
  '"{x}"',
]
const texts = ['line', 'k = 1', '', '# text', '  deeper', 'a: b', '- x', 'trailing ', 'last']

/** Renders random YAML of the kind that stands in manifests, in every style. */
export class RandomYaml {
  private readonly choices: Choices
  private comments = 0
  private anchors = 0

  constructor(choices: Choices) {
    this.choices = choices
  }

  /** A stream of one to three documents. */
  stream(): string {
    const documents = Array.from({ length: this.choices.of(1, 1, 2, 3) }, () => this.document())
    const joined = (this.choices.rarely(6) ? `--- # c${++this.comments}\n` : '') + documents.join('---\n')
    const ended = this.choices.rarely(6) ? joined.replace(/\n+$/, '') : joined
    const text = this.choices.rarely(6) ? ended.replaceAll('\n', '\r\n') : ended
    return this.choices.rarely(12) ? `\uFEFF${text}` : text
  }

  private document(): string {
    this.anchors = 0
    if (this.choices.rarely(10)) return `${this.flow(3, 0)}\n`
    return `${this.choices.rarely(8) ? this.commentLine(0) : ''}${this.map(0, 3)}\n`
  }

  /** Lines of a block mapping; the first one without its indentation. */
  private map(column: number, depth: number): string {
    const used = new Set<string>()
    const lines: string[] = []
    for (let count = this.choices.of(1, 2, 3, 4); count > 0; count--) {
      const key = this.choices.of('a', ...keys)
      const name = key.replace(/["']/g, '')
      if (used.has(name)) continue
      used.add(name)
      const value = this.value(column, depth)
      lines.push(`${key}:${value}`)
      if (this.choices.rarely(6)) lines.push(this.commentLine(this.choices.of(column, column + 2)).trim())
      if (this.choices.rarely(10)) lines.push('')
    }
    return this.indented(lines, column)
  }

  private indented(lines: readonly string[], column: number): string {
    return lines
      .map((line, index) => (index === 0 || line === '' ? line : ' '.repeat(column) + line))
      .join('\n')
  }

  private list(column: number, depth: number): string {
    const lines: string[] = []
    for (let count = this.choices.of(1, 2, 3); count > 0; count--) {
      const kind = depth === 0 ? 0 : this.choices.below(4)
      if (kind === 1 || kind === 2) lines.push(`- ${this.map(column + 2, depth - 1)}`)
      else if (kind === 3 && this.choices.rarely(2)) lines.push(`- ${this.list(column + 2, depth - 1)}`)
      else lines.push(`-${this.scalar(column)}`)
      if (this.choices.rarely(8)) lines.push(this.commentLine(0).trim())
    }
    return this.indented(lines, column)
  }

  /** What follows a colon. */
  private value(column: number, depth: number): string {
    const kind = depth === 0 ? 0 : this.choices.below(8)
    const deeper = column + this.choices.of(2, 4)
    if (kind === 1 || kind === 2)
      return `${this.comment()}\n${' '.repeat(deeper)}${this.map(deeper, depth - 1)}`
    if (kind === 3 || kind === 4) {
      const dash = this.choices.of(deeper, column)
      return `${this.comment()}\n${' '.repeat(dash)}${this.list(dash, depth - 1)}`
    }
    if (kind === 5) return ` ${this.flow(depth, column + 1)}${this.comment()}`
    return this.scalar(column)
  }

  private scalar(column: number): string {
    switch (this.choices.below(9)) {
      case 1:
      case 2:
        return ` ${this.choices.of("'q'", ...quoted)}${this.comment()}`
      case 3:
      case 4:
        return this.block(column)
      case 5:
        return this.comment()
      case 6:
        return ` ${this.choices.of('{}', '[]', '{ }')}${this.comment()}`
      case 7:
        return this.choices.rarely(4) ? ` ${this.shared()}${this.comment()}` : ' plain'
      default:
        return ` ${this.choices.of('text', ...plains)}${this.comment()}`
    }
  }

  private block(column: number): string {
    const indent = this.choices.of(2, 1, 4)
    const lines = Array.from({ length: this.choices.of(1, 2, 3, 5) }, () => this.choices.of('line', ...texts))
    const needsIndicator = /^\s*$|^ /.test(lines.find(line => line.trim() !== '') ?? '') || lines[0] === ''
    const indicator = needsIndicator || this.choices.rarely(8) ? String(indent) : ''
    const header = `${this.choices.of('|', '|', '|', '>')}${indicator}${this.choices.of('', '', '-', '+')}`
    const body = lines.map(line => (line === '' ? '' : ' '.repeat(column + indent) + line))
    return [` ${header}${this.comment()}`, ...body].join('\n')
  }

  private shared(): string {
    if (this.anchors > 0 && this.choices.rarely(2)) return `*n${1 + this.choices.below(this.anchors)}`
    return `&n${++this.anchors} shared`
  }

  private flow(depth: number, column: number): string {
    const wrap = this.choices.rarely(4) ? `\n${' '.repeat(column + 2)}` : ''
    const separator = wrap === '' ? this.choices.of(', ', ',  ') : `,${wrap}`
    const isMap = this.choices.below(2) === 0
    const names = [
      ...new Set(
        Array.from({ length: this.choices.of(1, 2, 0, 3) }, () => this.choices.of('a', 'b', '"c"', '"d e"')),
      ),
    ]
    const members = names.map(name =>
      isMap ? `${name}: ${this.flowValue(depth - 1, column)}` : this.flowValue(depth - 1, column),
    )
    const inner = members.join(separator)
    return isMap ? `{${wrap}${inner}}` : `[${wrap}${inner}]`
  }

  private flowValue(depth: number, column: number): string {
    if (depth > 0 && this.choices.rarely(3)) return this.flow(depth, column)
    return this.choices.of('text', '1', 'yes', '"q"', "'s'", '~', '{}', '[]', 'a b')
  }

  private comment(): string {
    return this.choices.rarely(5) ? ` # c${++this.comments}` : ''
  }

  private commentLine(column: number): string {
    return `${' '.repeat(column)}# c${++this.comments}\n`
  }
}
