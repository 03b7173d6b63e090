import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser'
import type { Json } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import { FormatError } from '../text/codec.ts'
import { checkLength, maxDepth } from '../text/limits.ts'
import { type JsonDialect, strictJson } from './json-dialect.ts'

/** A JSON value with its place: `span` are UTF-16 offsets, quotes and brackets included. */
export type JsonNode =
  | { readonly kind: 'scalar'; readonly value: Json; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[]; readonly span: Span }
  | { readonly kind: 'object'; readonly members: readonly JsonMember[]; readonly span: Span }

/** One member as written: of a key written twice both are here, and the last one counts. */
export interface JsonMember {
  readonly key: string
  readonly keySpan: Span
  readonly value: JsonNode
}

/** Reads a JSON document. Throws FormatError at the first place that the dialect does not take. */
export function parseJson(text: string, dialect: JsonDialect = strictJson): JsonNode {
  checkLength(text)
  const builder = new TreeBuilder(dialect.looseStrings)
  // A blank in place of the mark keeps all offsets.
  const readable = dialect.byteOrderMark && text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text
  visit(readable, builder.visitor(), {
    disallowComments: !dialect.comments,
    allowTrailingComma: dialect.trailingCommas,
    allowEmptyContent: false,
  })
  if (!builder.root) throw new FormatError('no JSON value', 0)
  return builder.root
}

/** The value of a node; of a key written twice, the last one. */
export function jsonOf(node: JsonNode): Json {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(jsonOf)
  return Object.fromEntries(node.members.map(({ key, value }) => [key, jsonOf(value)]))
}

/** Keys that an object writes more than once, at any depth: each with the places that do not count. */
export function duplicateKeys(node: JsonNode): readonly JsonMember[] {
  if (node.kind === 'list') return node.items.flatMap(duplicateKeys)
  if (node.kind === 'scalar') return []
  const last = new Map(node.members.map(member => [member.key, member]))
  return node.members.flatMap(member => [
    ...(last.get(member.key) === member ? [] : [member]),
    ...duplicateKeys(member.value),
  ])
}

interface Open {
  readonly start: number
  readonly items: JsonNode[]
  readonly members: JsonMember[]
  key: { readonly key: string; readonly keySpan: Span } | undefined
}

class TreeBuilder {
  root: JsonNode | undefined
  private readonly open: Open[] = []
  private readonly looseStrings: boolean

  constructor(looseStrings: boolean) {
    this.looseStrings = looseStrings
  }

  visitor(): JSONVisitor {
    const span = (offset: number, length: number): Span => ({ start: offset, end: offset + length })
    return {
      onObjectBegin: offset => this.begin(offset),
      onArrayBegin: offset => this.begin(offset),
      onObjectProperty: (key, offset, length) => this.key({ key, keySpan: span(offset, length) }),
      onLiteralValue: (value, offset, length) => this.scalar(value, span(offset, length)),
      onObjectEnd: (offset, length) => {
        const top = this.open.pop()
        if (top)
          this.add({ kind: 'object', members: top.members, span: { start: top.start, end: offset + length } })
      },
      onArrayEnd: (offset, length) => {
        const top = this.open.pop()
        if (top)
          this.add({ kind: 'list', items: top.items, span: { start: top.start, end: offset + length } })
      },
      onError: (code, offset) => {
        const name = printParseErrorCode(code)
        if (this.looseStrings && (name === 'InvalidCharacter' || name === 'InvalidEscapeCharacter')) return
        throw new FormatError(messages[name] ?? 'not JSON', offset)
      },
    }
  }

  private begin(start: number): void {
    if (this.open.length >= maxDepth) throw new FormatError(`nested more than ${maxDepth} levels deep`, start)
    this.open.push({ start, items: [], members: [], key: undefined })
  }

  private key(key: { readonly key: string; readonly keySpan: Span }): void {
    this.checkText(key.key, key.keySpan.start)
    const top = this.open.at(-1)
    if (top) top.key = key
  }

  private scalar(value: Json, span: Span): void {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new FormatError('a number beyond what a double can hold', span.start)
    if (typeof value === 'string') this.checkText(value, span.start)
    this.add({ kind: 'scalar', value, span })
  }

  private checkText(text: string, offset: number): void {
    if (!this.looseStrings && !text.isWellFormed())
      throw new FormatError('an unpaired surrogate in a string', offset)
  }

  private add(node: JsonNode): void {
    const parent = this.open.at(-1)
    if (!parent) this.root = node
    else if (parent.key) parent.members.push({ ...parent.key, value: node })
    else parent.items.push(node)
    if (parent) parent.key = undefined
  }
}

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'not a JSON value',
  InvalidNumberFormat: 'not a JSON number',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: "':' is missing",
  CommaExpected: "',' is missing",
  CloseBraceExpected: "'}' is missing",
  CloseBracketExpected: "']' is missing",
  EndOfFileExpected: 'text after the end of the document',
  InvalidCommentToken: 'a comment, which JSON does not have',
  UnexpectedEndOfComment: 'a comment without end',
  UnexpectedEndOfString: 'a string without closing quote',
  UnexpectedEndOfNumber: 'an unfinished number',
  InvalidUnicode: 'an invalid \\u escape',
  InvalidEscapeCharacter: 'an invalid escape in a string',
  InvalidCharacter: 'a control character in a string',
}
