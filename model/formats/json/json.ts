import { isString, type Json } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Step } from '../../kube/step.ts'
import { type Change, created, indexOf, splice, type TextEdit, withName } from '../text/change.ts'
import { type Codec, FormatError } from '../text/codec.ts'
import { lineSpan } from '../text/lines.ts'
import { remembering } from '../text/remember.ts'
import { type JsonDialect, strictJson } from './json-dialect.ts'
import { renderJson, styleOf } from './json-style.ts'
import { type JsonMember, type JsonNode, jsonOf, parseJson } from './json-tree.ts'

export { type JsonDialect, jsonDialect, strictJson } from './json-dialect.ts'
export { duplicateKeys, jsonOf, parseJson } from './json-tree.ts'

/** JSON by the RFC. Path steps are keys, indexes (`-` appends) and `{ name }` of list items. */
export const jsonCodec: Codec = jsonCodecFor(strictJson)

/** The codec of one dialect. Edits replace the bytes of what changes and leave layout, comments and order alone. */
export function jsonCodecFor(dialect: JsonDialect): Codec {
  const parse = remembering(text => parseJson(text, dialect))
  return {
    decode: text => jsonOf(parse(text)),
    edit(text, path, change) {
      const result = edit(text, parseJson(text, dialect), path, change)
      // Text that has no form in JSON (an unpaired surrogate) is told here.
      parseJson(result, dialect)
      return result
    },
    locate: (text, path) => locate(parse(text), path),
    locateKey: (text, path) => reach(parse(text), path).keySpan,
  }
}

const anyJson: JsonDialect = {
  comments: true,
  trailingCommas: true,
  looseStrings: true,
  byteOrderMark: true,
}
const anyCodec = jsonCodecFor(anyJson)
/**
 * JSON inside other texts: a place is found in whatever some release reads. A number that is no index of a list is a
 * line (from 1), so that texts that cannot be read have places too.
 */
export const embeddedJsonCodec: Codec = {
  ...anyCodec,
  locate(text, path) {
    const [first] = path
    const line = typeof first === 'number' && path.length === 1 ? first : undefined
    try {
      return anyCodec.locate(text, path) ?? (line === undefined ? undefined : lineSpan(text, line))
    } catch (error) {
      if (error instanceof FormatError && line !== undefined) return lineSpan(text, line)
      throw error
    }
  },
}

/** The deepest node on the path, the member that holds it, and the steps that lead on to nothing. */
interface Reached {
  readonly node: JsonNode
  /** Span of the key of the nearest member above or at the node. */
  readonly keySpan: Span | undefined
  readonly parent: JsonNode | undefined
  readonly rest: readonly Step[]
}

function reach(root: JsonNode, path: readonly Step[]): Reached {
  let reached: Reached = { node: root, keySpan: undefined, parent: undefined, rest: path }
  for (const step of path) {
    const next = child(reached.node, step)
    if (!next) break
    reached = {
      node: next.value,
      keySpan: 'keySpan' in next ? next.keySpan : reached.keySpan,
      parent: reached.node,
      rest: reached.rest.slice(1),
    }
  }
  return reached
}

function child(node: JsonNode, step: Step): JsonMember | { readonly value: JsonNode } | undefined {
  if (node.kind === 'object') return isString(step) ? membersOf(node).get(step) : undefined
  if (node.kind === 'scalar') return undefined
  const value = node.items[indexIn(node, step)]
  return value && { value }
}

type ObjectNode = JsonNode & { readonly kind: 'object' }
type ListNode = JsonNode & { readonly kind: 'list' }
/** Many places are asked for in one object or list: each is prepared once, and goes with its tree. */
const membersByKey = new WeakMap<ObjectNode, ReadonlyMap<string, JsonMember>>()
const itemsByList = new WeakMap<ListNode, readonly Json[]>()

/** The members that count: of a key written twice, the last one. */
function membersOf(node: ObjectNode): ReadonlyMap<string, JsonMember> {
  const known = membersByKey.get(node)
  if (known) return known
  const members = new Map(node.members.map(member => [member.key, member]))
  membersByKey.set(node, members)
  return members
}

function indexIn(list: ListNode, step: Step): number {
  const items = itemsByList.get(list) ?? list.items.map(jsonOf)
  itemsByList.set(list, items)
  return indexOf(items, step)
}

function locate(root: JsonNode, path: readonly Step[]): Span | undefined {
  const { node, keySpan, rest } = reach(root, path)
  return rest.length === 0 ? node.span : keySpan
}

function edit(text: string, root: JsonNode, path: readonly Step[], change: Change): string {
  const { node, parent, rest } = reach(root, path)
  const [missing, ...deeper] = rest
  if (change === 'remove') {
    if (missing !== undefined) return text
    if (!parent) throw new FormatError('the whole document cannot be removed', 0)
    return splice(text, removed(parent, node, path.at(-1)))
  }
  if (missing === undefined) {
    const style = styleOf(text, node, parent)
    return splice(text, [{ ...node.span, text: renderJson(change.set, style) }])
  }
  const value = created(deeper, change)
  if (value === undefined) throw new FormatError('there is no place for such a value', node.span.start)
  return splice(text, [inserted(text, node, parent, missing, value)])
}

/** The text that adds a member or an item at the end of `node`. */
function inserted(
  text: string,
  node: JsonNode,
  parent: JsonNode | undefined,
  step: Step,
  value: Json,
): TextEdit {
  const wrong = new FormatError('there is no place for such a value', node.span.start)
  if (node.kind === 'scalar') throw wrong
  const item = node.kind === 'list' ? withName(value, step) : value
  if (item === undefined) throw wrong
  const isKey = node.kind === 'object' && isString(step)
  if (!isKey && !(node.kind === 'list' && indexIn(node, step) === node.items.length)) throw wrong
  const style = styleOf(text, node, parent)
  const rendered = renderJson(item, style.inner)
  const entry = isKey ? `${JSON.stringify(step)}${style.colon}${rendered}` : rendered
  const parts = childrenOf(node)
  const last = parts.at(-1)
  if (last) return { start: last.end, end: last.end, text: `,${style.between}${entry}` }
  return { start: node.span.start + 1, end: node.span.end - 1, text: `${style.first}${entry}${style.last}` }
}

/** The spans of the members (from key to value) or items of a node. */
const childrenOf = (node: JsonNode): readonly Span[] => {
  if (node.kind === 'list') return node.items.map(({ span }) => span)
  if (node.kind === 'scalar') return []
  return node.members.map(({ keySpan, value }) => ({ start: keySpan.start, end: value.span.end }))
}

/** Takes out a child with one comma: all members of that key, since an earlier one would come to count. */
function removed(parent: JsonNode, node: JsonNode, step: Step | undefined): TextEdit[] {
  const children = childrenOf(parent)
  const goes =
    parent.kind === 'object'
      ? parent.members.map(({ key }) => key === step)
      : children.map(span => span.start === node.span.start)
  const firstKept = goes.indexOf(false)
  // Nothing is left: all that is between the brackets goes, so that no comma stays behind.
  if (firstKept < 0) {
    const from = parent.span.start + 1
    const to = parent.span.end - 1
    return [{ start: from, end: to, text: '' }]
  }
  return children.flatMap((span, index) => {
    if (!goes[index]) return []
    const [previous, next] = [children[index - 1], children[index + 1]]
    // Before the first child that stays, the comma after goes along; else the comma before.
    if (index < firstKept && next) return [{ start: span.start, end: next.start, text: '' }]
    return previous ? [{ start: previous.end, end: span.end, text: '' }] : []
  })
}
