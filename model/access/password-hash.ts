import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { isString, type Json } from '../kube/json.ts'

/** Bytes of a salt and, by the algorithm, of a hash: MD5, SHA-256, SHA-512. Source: rabbit_password.erl@v4.3.5. */
const salt = 4
const lengths: ReadonlySet<number> = new Set([salt + 16, salt + 32, salt + 64])

/** Whether a text may be what RabbitMQ keeps of a password, and not the password itself. An empty one lets nobody in. */
export const isHash = (text: string): boolean =>
  text === '' ||
  lengths.has(bytesOf(text)?.length ?? 0) ||
  (bytesOf(text)?.length ?? 0) > salt + 64 ||
  isCut.test(text)
/** One that lost some of its characters. */
const isCut = /^[A-Za-z0-9+/]{40,}={0,2}$/

/** The text out of a few of which a hash is that of RabbitMQ's default algorithm; undefined where it is none of them. */
export function guessed(hash: Json | undefined, candidates: readonly string[]): string | undefined {
  const bytes = isString(hash) ? bytesOf(hash) : undefined
  if (bytes?.length !== salt + 32) return undefined
  return candidates.find(text => {
    const made = sha256(concatBytes(bytes.subarray(0, salt), utf8ToBytes(text)))
    return made.every((byte, index) => byte === bytes[salt + index])
  })
}

function bytesOf(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  return Uint8Array.from(atob(text), character => character.charCodeAt(0))
}
