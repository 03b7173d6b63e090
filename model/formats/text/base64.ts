import { isString } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Step } from '../../kube/step.ts'
import type { Change } from './change.ts'
import { type Codec, FormatError } from './codec.ts'
import { checkLength } from './limits.ts'

/** The UTF-8 text behind base64; undefined where it is not base64, or not of text. */
export function decodeBase64(text: string): string | undefined {
  try {
    return decode(text)
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

/** Whether the API server takes a text for base64, of whatever it is. */
export function isBase64(text: string): boolean {
  try {
    decodeBytes(text)
    return true
  } catch (error) {
    if (error instanceof FormatError) return false
    throw error
  }
}

/** As the API server reads the `data` of a Secret: standard alphabet, padded, wrapped lines allowed. A byte order mark is kept. */
function decode(text: string): string {
  const bytes = decodeBytes(text)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new FormatError('base64 of something that is not UTF-8 text', 0)
  }
}

function decodeBytes(text: string): Uint8Array {
  checkLength(text)
  const stray = text.search(/[^A-Za-z0-9+/=\r\n]/)
  if (stray >= 0) throw new FormatError('not base64: a character outside its alphabet', stray)
  const padding = text.search(/=/)
  const data = text.replaceAll(/[\r\n]/g, '')
  if (!/^[^=]*={0,2}$/.test(data)) throw new FormatError('not base64: text after the padding', padding)
  if (data.length % 4 !== 0)
    throw new FormatError('not base64: its length is not a multiple of four', text.length)
  return Uint8Array.from(atob(data), char => char.charCodeAt(0))
}

/** Text as padded base64 on one line. Throws FormatError for text that has no UTF-8 form (a lone surrogate). */
export function encodeBase64(text: string): string {
  if (!text.isWellFormed()) throw new FormatError('text that cannot be written as UTF-8', 0)
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  // In pieces: the arguments of a call are limited in number.
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}

/**
 * A base64 text as a document that is one string. Lines that were wrapped are wrapped again at the same width. Throws
 * FormatError; no message holds any of the text.
 */
export const base64Codec: Codec = {
  decode,
  edit,
  locate: (text: string, path: readonly Step[]): Span | undefined =>
    path.length === 0 ? { start: 0, end: text.length } : undefined,
}

function edit(text: string, path: readonly Step[], change: Change): string {
  if (path.length > 0 || change === 'remove')
    throw new FormatError('base64 holds one string, nothing else', 0)
  if (!isString(change.set)) throw new FormatError('only a string can be written as base64', 0)
  return decode(text) === change.set ? text : rewrapped(encodeBase64(change.set), text)
}

function rewrapped(encoded: string, like: string): string {
  const wrap = /^([^\r\n]+)(\r?\n)/.exec(like)
  if (!wrap) return encoded
  const [, line = '', lineEnd = '\n'] = wrap
  const isOneLine = wrap[0].length === like.length
  const lines = isOneLine ? [encoded] : (encoded.match(new RegExp(`.{1,${line.length}}`, 'g')) ?? [])
  return lines.join(lineEnd) + (like.endsWith('\n') ? lineEnd : '')
}
