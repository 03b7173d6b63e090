import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import type { UnreadFile } from '../../source/source-file.ts'
import { outline, outlineOf } from './outline.ts'
import { reasonOf } from './reason.ts'

/** A file of Kubernetes objects is far smaller; what is larger is data. */
export const mostBytes = 64 * 1024 * 1024

export type ReadText = { readonly text: string } | NotRead
/** Why there is no text, and what can be told of it. */
export interface NotRead extends Omit<UnreadFile, 'name' | 'text' | 'isContext'> {
  readonly seen?: string
}

/** Most files are smaller: all are read into these bytes, of which nothing is left when the text is made. */
const chunk = Buffer.allocUnsafeSlow(256 * 1024)

/** The text of a file, a byte order mark included, or why there is none. Never throws. */
export function readText(path: string): ReadText {
  try {
    const file = openSync(path, 'r')
    try {
      const length = fill(chunk, file)
      if (length < chunk.length) return decode(chunk.subarray(0, length))
      const { size } = fstatSync(file)
      return size > mostBytes
        ? tooLarge(size, outlineOf(path, size))
        : decode(Buffer.concat([chunk, readFileSync(file)]))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return { problem: 'access', why: `cannot be read: ${reasonOf(error)}` }
  }
}

/** Reads a file from where it is into bytes, up to its end or theirs. */
function fill(bytes: Buffer, file: number): number {
  for (let length = 0; ; ) {
    const more = readSync(file, bytes, length, bytes.length - length, null)
    length += more
    if (more === 0 || length === bytes.length) return length
  }
}

/** The text that bytes are in UTF-8, or why they are none. */
export function decode(bytes: Buffer): ReadText {
  if (bytes.length > mostBytes) return tooLarge(bytes.length, outline(bytes))
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { problem: 'encoding', ...inOtherEncoding(bytes) }
}

const tooLarge = (bytes: number, seen: string | undefined): NotRead => ({
  problem: 'access',
  why: `is larger than ${mostBytes / 1024 / 1024} MiB (${Math.ceil(bytes / 1024 / 1024)} MiB)`,
  ...(seen === undefined ? {} : { seen }),
})

/** What other bytes show: UTF-16 by its mark, else text with U+FFFD for what is not UTF-8. */
function inOtherEncoding(bytes: Buffer): Pick<NotRead, 'why' | 'seen' | 'offset'> {
  const mark = bytes.toString('hex', 0, 2)
  if (mark === 'fffe' || mark === 'feff') {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    return {
      why: 'is UTF-16, not UTF-8 text',
      seen: (mark === 'fffe' ? even : even.swap16()).toString('utf16le'),
    }
  }
  const seen = bytes.toString('utf8')
  return { why: 'is not UTF-8 text', seen, offset: firstReplaced(bytes, seen) }
}

/** Where the first U+FFFD stands that is not written as such. */
function firstReplaced(bytes: Buffer, text: string): number {
  let byte = 0
  for (let from = 0; ; ) {
    const at = text.indexOf('\uFFFD', from)
    if (at < 0) return 0
    byte += Buffer.byteLength(text.slice(from, at))
    if (bytes.toString('hex', byte, byte + 3) !== 'efbfbd') return at
    byte += 3
    from = at + 1
  }
}
