import { createScanner } from 'jsonc-parser'
import { splice, type TextEdit } from '../text/change.ts'
import { FormatError } from '../text/codec.ts'
import { checkLength } from '../text/limits.ts'
import { parseJson } from './json-tree.ts'

/** A text as JSON by the RFC where commas behind the last item are all that is wrong with it; else undefined. */
export function mendedJson(text: string): string | undefined {
  try {
    checkLength(text)
    const mended = splice(text, trailingCommas(text))
    parseJson(mended)
    return mended === text ? undefined : mended
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

function trailingCommas(text: string): TextEdit[] {
  const scanner = createScanner(text, true)
  const edits: TextEdit[] = []
  let comma: number | undefined
  while (scanner.getPosition() < text.length) {
    scanner.scan()
    const offset = scanner.getTokenOffset()
    const character = text[offset]
    if ((character === '}' || character === ']') && comma !== undefined)
      edits.push({ start: comma, end: comma + 1, text: '' })
    comma = character === ',' ? offset : undefined
  }
  return edits
}
