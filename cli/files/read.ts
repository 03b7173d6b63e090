import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'

/** A file of Kubernetes objects is far smaller; what is larger is data. */
export const mostBytes = 64 * 1024 * 1024

export type ReadText = { readonly text: string } | { readonly why: string }

/** The text of a file, a byte order mark included, or why there is none. Never throws. */
export function readText(path: string): ReadText {
  try {
    const { size } = statSync(path)
    return size > mostBytes ? { why: tooLarge(size) } : decode(readFileSync(path))
  } catch (error) {
    return { why: `cannot be read: ${codeOf(error)}` }
  }
}

/** The text that bytes are in UTF-8, or why they are none. */
export function decode(bytes: Buffer): ReadText {
  if (bytes.length > mostBytes) return { why: tooLarge(bytes.length) }
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { why: 'is not UTF-8 text' }
}

const tooLarge = (bytes: number): string =>
  `is larger than ${mostBytes / 1024 / 1024} MiB (${Math.ceil(bytes / 1024 / 1024)} MiB)`

/** The code of a file system error (`EACCES`), which tells what a user needs and nothing of the file's content. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)
