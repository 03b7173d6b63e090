import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'
import { type CollectionEvent, isMergeKey, type ScalarEvent, scalarText } from './events.ts'
import { keyName } from './scalar.ts'
import { skipPrologue } from './split.ts'
import type {
  AliasNode,
  Block,
  Entry,
  Item,
  ListNode,
  MapNode,
  Node,
  NodeBase,
  ScalarNode,
  ScalarStyle,
} from './tree.ts'
import { skipTrivia } from './trivia.ts'

/**
 * The syntax tree of a document that `readValue` has accepted. `base` is where `text` begins in its file. The parser
 * gives no end for collections and no place for empty values, dashes and colons: these are found between its events.
 */
export function buildTree(text: string, events: readonly Event[], base: number): Node {
  return new TreeBuilder(text, events, base).root()
}

const styles: { readonly [style: number]: ScalarStyle } = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
}
const chompings: { readonly [mode: number]: Block['chomping'] } = {
  [CHOMPING_MODE.CLIP]: 'clip',
  [CHOMPING_MODE.STRIP]: 'strip',
  [CHOMPING_MODE.KEEP]: 'keep',
}

class TreeBuilder {
  readonly #text: string
  readonly #events: readonly Event[]
  readonly #base: number
  /** Index of the next event. */
  #next = 1
  /** End of what was read last, in `text`: the next token begins here or behind blanks and comments. */
  #at: number
  readonly #anchors = new Map<string, Node>()

  constructor(text: string, events: readonly Event[], base: number) {
    this.#text = text
    this.#events = events
    this.#base = base
    this.#at = skipPrologue(text)
  }

  root(): Node {
    return this.#node()
  }

  #node(): Node {
    const event = this.#events[this.#next++]
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, this.#scalar(event))
      case EVENT_ID.MAPPING:
        return this.#anchored(event, this.#map(event))
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, this.#list(event))
      case EVENT_ID.ALIAS:
        return this.#alias(event.anchorStart, event.anchorEnd)
      default:
        throw new Error('events do not make a tree')
    }
  }

  #anchored(event: ScalarEvent | CollectionEvent, node: Node): Node {
    if (event.anchorStart >= 0) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node)
    return node
  }

  #alias(start: number, end: number): AliasNode {
    const target = this.#anchors.get(this.#text.slice(start, end))
    if (target === undefined) throw new Error('an alias without its anchor')
    this.#at = end
    const from = this.#base + start - 1
    return {
      kind: 'alias',
      start: from,
      end: this.#base + end,
      outer: from,
      anchor: undefined,
      tag: undefined,
      target,
    }
  }

  #scalar(event: ScalarEvent): ScalarNode {
    const empty = event.valueStart < 0
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
    const block = event.style >= SCALAR_STYLE.LITERAL_BLOCK ? blockOf(event, this.#base) : undefined
    const start = empty
      ? Math.max(this.#at, event.anchorEnd, event.tagEnd)
      : block
        ? this.#header(event)
        : event.valueStart - (quoted ? 1 : 0)
    this.#at = empty ? start : event.valueEnd + (quoted ? 1 : 0)
    return {
      ...this.#placed(event, start),
      kind: 'scalar',
      style: styles[event.style] ?? 'plain',
      text: scalarText(this.#text, event),
      verbatim: event.fast,
      block,
    }
  }

  /** What every node has; it ends where the builder is. Literals begin with it: then V8 copies it as a whole. */
  #placed(event: ScalarEvent | CollectionEvent, start: number): NodeBase {
    const { anchorStart, anchorEnd, tagStart, tagEnd } = event
    return {
      start: this.#base + start,
      end: this.#base + this.#at,
      outer: this.#outer(event, start),
      anchor: anchorStart < 0 ? undefined : this.#text.slice(anchorStart, anchorEnd),
      tag: tagStart < 0 ? undefined : this.#text.slice(tagStart, tagEnd),
    }
  }

  /** Where the anchor or tag begins, or the value that has neither. */
  #outer({ anchorStart, tagStart }: ScalarEvent | CollectionEvent, start: number): number {
    if (anchorStart < 0 && tagStart < 0) return this.#base + start
    if (anchorStart < 0) return this.#base + tagStart
    return this.#base + (tagStart < 0 ? anchorStart - 1 : Math.min(tagStart, anchorStart - 1))
  }

  /** The `|` or `>` of a block scalar. */
  #header(event: ScalarEvent): number {
    return skipTrivia(this.#text, Math.max(this.#at, event.anchorEnd, event.tagEnd))
  }

  #map(event: CollectionEvent): MapNode {
    const flow = event.style === COLLECTION_STYLE.FLOW
    // A pair in a flow list, `[a: b]`, is a mapping of one entry without brackets.
    const brackets = flow && this.#text[event.start] === '{'
    this.#at = event.start + (brackets ? 1 : 0)
    const entries: Entry[] = []
    while (this.#events[this.#next]?.type !== EVENT_ID.POP) entries.push(this.#entry(flow))
    this.#next++
    if (brackets) this.#close('}')
    return {
      ...this.#placed(event, event.start),
      kind: 'map',
      flow,
      entries,
    }
  }

  #entry(flow: boolean): Entry {
    const keyEvent = this.#events[this.#next]
    this.#at = this.#separators(flow)
    const start = this.#at
    const explicit = this.#text[start] === '?' && /\s/.test(this.#text[start + 1] ?? '\n')
    if (explicit) this.#at = start + 1
    const keyNode = this.#node()
    const after = skipTrivia(this.#text, this.#at)
    const colon = this.#text[after] === ':' ? after : undefined
    if (colon !== undefined) this.#at = colon + 1
    const value = this.#node()
    const merge = keyEvent?.type === EVENT_ID.SCALAR && isMergeKey(this.#text, keyEvent)
    return {
      start: this.#base + start,
      key: memberName(keyNode),
      keyNode,
      colon: colon === undefined ? undefined : this.#base + colon,
      value,
      explicit,
      merge,
    }
  }

  #list(event: CollectionEvent): ListNode {
    const flow = event.style === COLLECTION_STYLE.FLOW
    this.#at = event.start + (flow ? 1 : 0)
    const items: Item[] = []
    while (this.#events[this.#next]?.type !== EVENT_ID.POP) {
      this.#at = this.#separators(flow)
      const start = this.#base + this.#at
      if (!flow) this.#at++
      items.push({ start, value: this.#node() })
    }
    this.#next++
    if (flow) this.#close(']')
    return {
      ...this.#placed(event, event.start),
      kind: 'list',
      flow,
      items,
    }
  }

  /** Where the next entry begins: behind blanks, comments and, in a flow collection, a comma. */
  #separators(flow: boolean): number {
    const at = skipTrivia(this.#text, this.#at)
    return flow && this.#text[at] === ',' ? skipTrivia(this.#text, at + 1) : at
  }

  #close(bracket: string): void {
    const at = this.#separators(true)
    this.#at = this.#text[at] === bracket ? at + 1 : at
  }
}

const blockOf = (event: ScalarEvent, base: number): Block => ({
  body: base + event.valueStart,
  indent: event.indent,
  chomping: chompings[event.chomping] ?? 'clip',
})

/** The member a key makes, as `readValue` names it. */
function memberName(node: Node): string {
  if (node.kind === 'alias') return memberName(node.target)
  if (node.kind !== 'scalar') throw new Error('a key that is no scalar')
  return keyName(node.text, node.style === 'plain', node.tag) ?? ''
}
