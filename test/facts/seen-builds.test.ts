import { acceptedIn } from '../../facts/conf/index.ts'
import { deprecatedFeatures } from '../../facts/deprecated-features.ts'
import { parseRelease } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { seenBuilds } from '../../facts/seen-builds.ts'
import { rules } from '../../policies/index.ts'
import { describe, expect, test } from '../jest.ts'

const observed = rules.filter(({ evidence }) => evidence.kind === 'observed')

/** Releases that stand alone in a text; `rabbit.erl@v4.0.9` names a source. */
const releasesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![@v\d.])\d+\.\d+\.\d+(?![\d.])/g)].map(([release]) => release)

test('what was observed was so on a build that is described, or is of the release notes', () => {
  const seen = new Set(seenBuilds.map(({ release }) => release))
  const elsewhere = observed.flatMap(({ id, evidence }) =>
    releasesIn(evidence.where.replace(/release notes of [\d., and]+/g, '')).flatMap(release =>
      seen.has(release) ? [] : [`${id}: ${release}`],
    ),
  )
  expect(elsewhere).toEqual([])
  expect(observed.length).toBeGreaterThan(10)
})

describe('what a build does otherwise is not said of its release', () => {
  const differing = seenBuilds.flatMap(({ release, differs }) =>
    differs.map(({ table, name }) => [release, table, name] as const),
  )
  test.each(differing)('%s %s %s', (release, table, name) => {
    const parsed = parseRelease(release)
    if (!parsed) throw new Error(release)
    if (table === 'confKeys') expect(releaseRange(acceptedIn(name)).has(parsed)).toBe(false)
    else {
      expect(table).toBe('deprecatedFeatures')
      expect(deprecatedFeatures(parsed)).toContainEqual({ name, phase: 'denied_by_default' })
    }
  })
})
