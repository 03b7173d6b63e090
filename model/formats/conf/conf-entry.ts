import type { Span } from '../../kube/span.ts'

/** One `key = value` of a rabbitmq.conf. Spans are UTF-16 offsets in the text. */
export interface ConfEntry {
  /** As written, with `\.` for a dot that is part of a word. */
  readonly key: string
  /** The dot-separated words of the key, unescaped. */
  readonly words: readonly string[]
  /** What the broker gets: without comment, surrounding blanks and (where the release knows them) quotes. */
  readonly value: string
  readonly keySpan: Span
  /** The value as written, quotes included. */
  readonly valueSpan: Span
  /** The whole statement, with its comment and line end. */
  readonly span: Span
  /** 1-based line the statement begins on. */
  readonly line: number
}

export interface ConfInclude {
  readonly path: string
  readonly span: Span
  readonly line: number
}

export interface ConfError {
  readonly offset: number
  /** 1-based, the line the broker's own message names. */
  readonly line: number
  /** One sentence; never contains a value. */
  readonly reason: string
  /** The form of the line, a character in it, the mark at the start of the file. */
  readonly mistake: 'form' | 'character' | 'byte-order-mark'
}

/**
 * A rabbitmq.conf. The broker reads up to the first error and refuses to boot; here the lines after it are read too, so
 * that each can be judged.
 */
export interface Conf {
  readonly entries: readonly ConfEntry[]
  readonly includes: readonly ConfInclude[]
  readonly errors: readonly ConfError[]
  /** Why the text was not read here, whatever the broker makes of it. */
  readonly unread?: string
}
