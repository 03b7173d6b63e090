import { createHash, timingSafeEqual } from 'node:crypto'

/** Shortest secret that is taken: 128 bits in hexadecimal have 32 characters. */
const shortest = 16

/**
 * The secret in the text of a file.
 * @throws Error, in words for the user, where it cannot be the segment of a path or can be guessed
 */
export function secretOf(text: string): string {
  const secret = text.trim()
  if (!/^[\w.~-]+$/.test(secret)) throw new Error('the path secret may have letters, digits and . _ ~ - only')
  if (secret.length < shortest) throw new Error(`the path secret has fewer than ${shortest} characters`)
  return secret
}

/** Tells whether a text is the secret, in a time that does not depend on where they differ. */
export function isSecret(secret: string): (text: string) => boolean {
  const wanted = digest(secret)
  return text => timingSafeEqual(digest(text), wanted)
}
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
