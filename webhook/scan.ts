/** Deepest nesting that is read. A CustomResourceDefinition's schema, the deepest thing there is, stays below 100. */
const maxDepth = 400
/**
 * Most objects and lists that are read, each of which takes far more memory than its two bytes. The API server lets through
 * 3 MiB, which is as many empty ones.
 */
const maxNested = 1_100_000
/** Most members at the top, and longest name of one, that a review may have. */
const [maxMembers, maxName] = [16, 64]

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a]
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]
const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** What is wrong with how a body begins; undefined where it may be an object, or nothing but space has come. */
export function wrongStart(bytes: Uint8Array): string | undefined {
  const first = bytes.find(byte => !isSpace(byte))
  return first === undefined || first === openObject ? undefined : 'the body is not a JSON object'
}

/**
 * Why bytes are no AdmissionReview, as far as one pass over them tells that makes nothing of them: what is read as a whole
 * takes many times their memory. Undefined where they may be one; whether they are JSON is for the parser to say.
 */
export function whyNoReview(bytes: Uint8Array): string | undefined {
  let [depth, nested, members] = [0, 0, 0]
  let isName = false
  let name = ''
  /** By name, the first byte of each member's value at the top. */
  const top = new Map<string, number>()
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      const end = endOfText(bytes, at)
      if (depth === 1 && isName) {
        if (++members > maxMembers || end - at > maxName) return 'it has other members'
        name = String.fromCharCode(...bytes.subarray(at + 1, end))
        isName = false
      }
      at = end
    } else if (byte === openObject || byte === openList) {
      if (++nested > maxNested) return `more than ${maxNested} objects and lists`
      if (++depth > maxDepth) return `nested deeper than ${maxDepth} levels`
      isName = depth === 1 && byte === openObject
    } else if (byte === closeObject || byte === closeList) depth--
    else if (depth === 1 && byte === comma) isName = true
    else if (depth === 1 && byte === colon) top.set(name, firstAfter(bytes, at))
  }
  if (top.get('request') !== openObject) return 'it has no request'
  return top.get('kind') === quote && top.get('apiVersion') === quote
    ? undefined
    : 'it does not say its kind and apiVersion'
}

/** Where the text ends that begins at a quote; beyond the bytes where it does not end. */
function endOfText(bytes: Uint8Array, start: number): number {
  let end = start
  do {
    end = bytes.indexOf(quote, end + 1)
    if (end < 0) return bytes.length
  } while (isEscaped(bytes, end))
  return end
}

/** Whether an odd number of backslashes stands before a byte. */
function isEscaped(bytes: Uint8Array, at: number): boolean {
  let before = at
  while (bytes[before - 1] === backslash) before--
  return (at - before) % 2 === 1
}

function firstAfter(bytes: Uint8Array, at: number): number {
  let next = at + 1
  while (isSpace(bytes[next])) next++
  return bytes[next] ?? 0
}
