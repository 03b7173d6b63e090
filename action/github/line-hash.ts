/*
 * By what code scanning knows an alert again when lines move: a hash of the hundred characters that follow the start of its line, blanks
 * left out. GitHub's own upload works it out where a report has none, and takes no other.
 * Source: github/codeql-action, src/fingerprints.ts.
 */

const size = 100
const factor = 37n
const [tab, lineFeed, carriageReturn, space] = [9, 10, 13, 32]
const end = 65_535
const leaving = BigInt.asUintN(64, factor ** BigInt(size))

/**
 * The hashes of the lines of a text: the first line has index 1. Equal hashes are numbered.
 * @param wanted the lines that are asked for
 */
export function lineHashes(text: string, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const characters = significant(text)
  const times = new Map<string, number>()
  const hashes = new Map<number, string>()
  const starts = characters.flatMap(({ line }, index) => (line > 0 ? [{ line, index }] : []))
  // The window of a line is what follows its start; what comes before has left it again, but for the part of the first ones.
  const prefix: bigint[] = [0n]
  for (const { code } of characters)
    prefix.push(BigInt.asUintN(64, (prefix.at(-1) ?? 0n) * factor + BigInt(code)))
  const valueAt = (index: number): bigint => prefix[Math.min(index, characters.length)] ?? 0n
  for (const { line, index } of starts) {
    const beyond = Math.max(0, index + size - characters.length)
    const grown = BigInt.asUintN(64, valueAt(index + size) * factor ** BigInt(beyond))
    const window = BigInt.asUintN(64, grown - valueAt(index) * leaving)
    const hash = window.toString(16)
    const time = (times.get(hash) ?? 0) + 1
    times.set(hash, time)
    if (wanted.has(line)) hashes.set(line, `${hash}:${time}`)
  }
  return hashes
}

interface Character {
  readonly code: number
  /** The line that begins with it, or 0. */
  readonly line: number
}

/** The characters that count: no blanks, and one character for each end of a line. */
function significant(text: string): readonly Character[] {
  const characters: Character[] = []
  let line = 0
  let isStart = true
  let isAfterReturn = false
  const add = (code: number): void => {
    if (isStart) line++
    characters.push({ code, line: isStart ? line : 0 })
    isStart = code === lineFeed
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isSecondHalf = isAfterReturn && code === lineFeed
    isAfterReturn = code === carriageReturn
    if (code === space || code === tab || isSecondHalf) continue
    add(code === carriageReturn ? lineFeed : code)
  }
  add(end)
  return characters
}
