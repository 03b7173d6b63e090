/**
 * The candidate closest to a misspelt word, for "did you mean". Undefined when none is close.
 *
 * @param most letters that may differ; by default a third of the word's
 * @param fits what else is asked of a candidate; only asked of those that are close
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most: number = Math.floor(word.length / 3),
  fits: (candidate: string) => boolean = () => true,
): string | undefined {
  let limit = most + 1
  let best: string | undefined
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= limit) continue
    const distance = editDistance(word, candidate, limit)
    if (distance < limit && fits(candidate)) [best, limit] = [candidate, distance]
  }
  return best
}

/**
 * As `nearest`, for names of several words: each word must be close to its counterpart, so that `peer_discovery_dns` is not
 * taken for `peer_discovery_aws`. A separator too many or too few is one letter.
 */
export const nearestByWords = (
  name: string,
  candidates: Iterable<string>,
  separator: string,
  most?: number,
): string | undefined => nearest(name, candidates, most, other => wordsAreAlike(name, other, separator))

function wordsAreAlike(name: string, other: string, separator: string): boolean {
  const [words, others] = [name.split(separator), other.split(separator)]
  if (words.length !== others.length) return editDistance(name, other, 2) < 2
  return words.every((word, index) => isAlike(word, others[index] ?? ''))
}

/** One letter of a short word may differ, a third of a long one's. */
function isAlike(word: string, other: string): boolean {
  const most = Math.max(1, Math.floor(Math.max(word.length, other.length) / 3))
  return Math.abs(word.length - other.length) <= most && editDistance(word, other, most + 1) <= most
}

/** Levenshtein distance, or `limit` as soon as it is reached: only cells that may stay below it are looked at. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 2 }, (_, j) => j)
  let next = row.slice()
  for (let i = 1; i <= a.length; i++) {
    const [low, high] = [Math.max(1, i - limit + 1), Math.min(b.length, i + limit - 1)]
    next[low - 1] = low === 1 ? i : limit
    let least = next[low - 1] ?? limit
    for (let j = low; j <= high; j++) {
      const swap = (row[j - 1] ?? limit) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1)
      const cell = Math.min(swap, (row[j] ?? limit) + 1, (next[j - 1] ?? limit) + 1)
      next[j] = cell
      if (cell < least) least = cell
    }
    if (least >= limit) return limit
    next[high + 1] = limit
    ;[row, next] = [next, row]
  }
  return row[b.length] ?? limit
}
