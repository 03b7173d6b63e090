import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'

export type ScalarEvent = Extract<Event, { readonly valueStart: number }>
export type CollectionEvent = Extract<Event, { readonly start: number }>

/**
 * The text of a scalar. A literal block that ends with the file and not with a line feed has none at its end, either:
 * so libyaml and its kin read it.
 */
export function scalarText(text: string, event: ScalarEvent): string {
  const value = getScalarValue(text, event)
  const open =
    event.style >= SCALAR_STYLE.LITERAL_BLOCK && event.valueEnd === text.length && !/[\r\n]$/.test(text)
  return open && value.endsWith('\n') ? value.slice(0, -1) : value
}

/** An unquoted `<<` without a tag, or with `!!merge`. */
export function isMergeKey(text: string, event: ScalarEvent): boolean {
  if (event.valueEnd - event.valueStart !== 2 || !text.startsWith('<<', event.valueStart)) return false
  if (event.tagStart >= 0) return text.slice(event.tagStart, event.tagEnd) === '!!merge'
  return event.style === SCALAR_STYLE.PLAIN
}

/** Where an event begins, properties left aside. */
export function positionOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return Math.max(0, event.valueStart, event.tagEnd, event.anchorEnd)
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : 0
}
