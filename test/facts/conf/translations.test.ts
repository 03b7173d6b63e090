import { confSchema, type Setting } from '../../../facts/conf/index.ts'
import { knownReleases, parseRelease, type Release } from '../../../facts/release.ts'
import { releaseRange } from '../../../facts/release-range.ts'
import { describe, expect, test } from '../../jest.ts'
import { translationRows } from './translation-rows.ts'

/** The newest patch of each minor, and patches where something changed within one. */
const releases: readonly Release[] = [
  ...knownReleases,
  ...['3.8.10', '3.12.12', '4.0.7', '4.2.0', '4.2.2', '4.3.0'].flatMap(text => parseRelease(text) ?? []),
]

const setting = (line: string): Setting => {
  const [key = '', value = ''] = line.split(' = ')
  return { key, value }
}

describe.each(translationRows)('refused in %s', (where, ...lines) => {
  const settings = lines.map(setting)
  test(lines.join(', '), () => {
    for (const release of releases) {
      const schema = confSchema(release)
      if (!settings.every(({ key, value }) => schema.judge(key, value).verdict === 'ok')) continue
      const refused = where !== 'none' && releaseRange(where).has(release)
      expect({ release, refused: schema.judgeAll(settings).length > 0 }).toEqual({ release, refused })
    }
  })
})

test('reasons hold no values', () => {
  const newest = confSchema(knownReleases[knownReleases.length - 1] ?? { major: 4, minor: 3, patch: 0 })
  const secret = 'ftp://hunter2'
  const settings = [
    setting(`auth_oauth2.oauth_providers.a.issuer = ${secret}`),
    setting('default_user = hunter2€'),
  ]
  const reasons = newest.judgeAll(settings).map(({ reason }) => reason)
  expect(reasons).toHaveLength(2)
  expect(reasons.join()).not.toContain('hunter2')
})
