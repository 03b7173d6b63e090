import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** Shortest secret that is taken: 128 bits in hexadecimal have 32 characters. */
const shortest = 16

/**
 * The secrets in a text, with space between them: more than one while one is replaced by another.
 * @throws Error, in words for the user that tell nothing of it, where one cannot be the segment of a path or can be guessed
 */
export function secretsIn(text: string): readonly string[] {
  const secrets = text.split(/\s+/).filter(secret => secret !== '')
  if (secrets.length === 0) throw new Error('the path secret is empty')
  for (const secret of secrets) {
    if (!/^[\w.~-]+$/.test(secret))
      throw new Error('the path secret may have letters, digits and . _ ~ - only')
    if (secret.length < shortest) throw new Error(`the path secret has fewer than ${shortest} characters`)
  }
  return secrets
}

/**
 * Tells whether a text is one of the secrets, in a time that does not depend on where they differ. The module of Node that
 * has this would be most of what a function loads.
 */
export function isSecret(secrets: readonly string[]): (text: string) => boolean {
  const wanted = secrets.map(digest)
  return text => {
    const given = digest(text)
    return wanted.reduce((found, one) => found | Number(areSame(one, given)), 0) === 1
  }
}

const digest = (text: string): Uint8Array => sha256(utf8ToBytes(text))

/** Of digests, which are of one length: every byte is looked at. */
const areSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.reduce((differ, byte, index) => differ | (byte ^ (b[index] ?? 0)), 0) === 0
