import fc from 'fast-check'
import { nearest } from '../../facts/nearest.ts'
import { expect, test } from '../jest.ts'
import { expectOfKnownAndNew } from '../tries.ts'

/** Levenshtein distance by the book. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

test('the nearest word is the first of those with the fewest letters that differ', () => {
  const word = fc.stringMatching(/^[ab.]{0,9}$/)
  let found = 0
  expectOfKnownAndNew(
    fc.property(word, fc.array(word, { maxLength: 8 }), fc.nat(4), (text, candidates, most) => {
      const least = Math.min(...candidates.map(candidate => distance(text, candidate)))
      const wanted =
        least <= most ? candidates.find(candidate => distance(text, candidate) === least) : undefined
      expect(nearest(text, candidates, most)).toBe(wanted)
      if (wanted !== undefined) found++
    }),
    { seed: 5, numRuns: 2000 },
    () => expect(found).toBeGreaterThan(500),
  )
})
