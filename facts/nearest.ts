/**
 * The candidate closest to a misspelt word, for "did you mean". Undefined when none is close.
 *
 * @param most letters that may differ; by default a third of the word's
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most: number = Math.floor(word.length / 3),
): string | undefined {
  let limit = most + 1
  let best: string | undefined
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= limit) continue
    const distance = editDistance(word, candidate, limit)
    if (distance < limit) [best, limit] = [candidate, distance]
  }
  return best
}

/** Levenshtein distance, or `limit` as soon as it is reached. */
function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) >= limit) return limit
    row = next
  }
  return row[b.length] ?? limit
}
