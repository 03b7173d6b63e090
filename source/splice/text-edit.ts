/** One replacement in a text: offsets are UTF-16 code units. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly insert: string
}

export const applyEdit = (text: string, { start, end, insert }: TextEdit): string =>
  text.slice(0, start) + insert + text.slice(end)

/** The same change without what it leaves as it is at both ends. */
export function minimal(text: string, { start, end, insert }: TextEdit): TextEdit {
  const old = text.slice(start, end)
  const shorter = Math.min(old.length, insert.length)
  let head = 0
  while (head < shorter && old[head] === insert[head]) head++
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === insert.at(-1 - tail)) tail++
  return { start: start + head, end: end - tail, insert: insert.slice(head, insert.length - tail) }
}
