import { parseJson, strictJson } from '../../model/formats/json/json.ts'
import { FormatError } from '../../model/formats/text/codec.ts'
import type { Problem } from './problem.ts'

/** The first thing that keeps a text from being JSON; undefined where it is. Never quotes the text. */
export function jsonProblem(text: string): Problem | undefined {
  try {
    parseJson(text, { ...strictJson, byteOrderMark: true })
    return undefined
  } catch (error) {
    if (error instanceof FormatError) return { offset: error.offset, reason: error.message }
    throw error
  }
}
