import { closeSync, openSync, readSync } from 'node:fs'

/** What is larger is not even looked through. */
const mostOutlined = 1024 * 1024 * 1024
const chunkBytes = 4 * 1024 * 1024
/** No line that counts is longer: a name has 253 characters at most. */
const overlap = 1024

/**
 * The kinds and names that a file too large to be read shows, one a line: enough to tell what it may hold. Undefined where
 * it is larger than that. Throws what reading throws.
 */
export function outlineOf(path: string, size: number): string | undefined {
  if (size > mostOutlined) return undefined
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(chunkBytes)
    const found = new Set<string>()
    for (let rest = ''; ; ) {
      const length = readSync(file, chunk)
      if (length === 0) return [...found].join('\n')
      const text = rest + chunk.toString('latin1', 0, length)
      collect(text, found)
      rest = text.slice(-overlap)
    }
  } finally {
    closeSync(file)
  }
}

/** As `outlineOf`, of bytes at hand. */
export function outline(bytes: Buffer): string {
  const found = new Set<string>()
  for (let start = 0; start < bytes.length; start += chunkBytes - overlap)
    collect(bytes.toString('latin1', start, start + chunkBytes), found)
  return [...found].join('\n')
}

function collect(text: string, found: Set<string>): void {
  for (const [line] of text.matchAll(/["']?\b(?:kind|name)["']?[ \t]{0,9}:[ \t]{0,9}["']?[\w.{-]{1,253}/g))
    found.add(line)
}
