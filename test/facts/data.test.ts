import { datatypes } from '../../facts/conf/datatypes.ts'
import { keyLines, validatorLines } from '../../facts/conf/keys.ts'
import * as confKeys from '../../facts/data/conf-keys.ts'
import * as deprecatedFeatures from '../../facts/data/deprecated-features.ts'
import * as featureFlags from '../../facts/data/feature-flags.ts'
import * as interfaces from '../../facts/data/interfaces.ts'
import * as plugins from '../../facts/data/plugins.ts'
import * as policyKeys from '../../facts/data/policy-keys.ts'
import { readReleases } from '../../facts/data/releases.ts'
import { listReleases, rangeText } from '../../facts/range-text.ts'
import { formatRelease, knownReleases } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { describe, expect, test } from '../jest.ts'

const all = listReleases(readReleases)
const tables = Object.entries({
  ...confKeys,
  ...plugins,
  ...policyKeys,
  ...deprecatedFeatures,
  ...featureFlags,
  ...interfaces,
})

describe.each(tables)('%s', (_, text) => {
  const lines = text.split('\n').map(line => line.split('\t'))

  test('has columns, and releases that read back as they are written', () => {
    const width = lines[0]?.length
    for (const columns of lines) {
      expect(columns.length).toBe(width)
      const range = releaseRange(columns.at(-1) ?? '')
      expect(rangeText(all, release => range.has(release)).replaceAll(' ', '')).toBe(range.text)
    }
  })

  test('is sorted', () => {
    const sorted = text.split('\n').toSorted()
    expect(text.split('\n')).toEqual(sorted)
  })
})

test('the newest patch of every minor is among what was read', () => {
  const names = new Set(all.map(formatRelease))
  expect(knownReleases.map(formatRelease).filter(name => !names.has(name))).toEqual([])
})

test('no release has two definitions of a key', () => {
  for (const release of knownReleases) {
    const keys = keyLines()
      .filter(({ range }) => range.has(release))
      .map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('every validator and datatype is understood', () => {
  const named = new Map(validatorLines().map(line => [line.name, line]))
  expect([...named.values()].filter(({ check }) => check === undefined)).toEqual([])
  for (const line of keyLines())
    for (const { check, name } of line.conf(named).validators)
      expect([name, check]).not.toEqual([name, undefined])
  for (const columns of confKeys.confKeys.split('\n').map(line => line.split('\t')))
    expect(datatypes(columns[1] ?? '').length).toBeGreaterThan(0)
})
