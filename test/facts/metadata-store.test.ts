import { canHave, standsOf, storesOf } from '../../facts/metadata-store.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
import { expect, test } from '../jest.ts'

const release = (text: string): Release => parseRelease(text) ?? { major: 0, minor: 0, patch: 0 }

test.each([
  ['3.8.9', 'mnesia', 'mnesia', 'mnesia'],
  ['3.12.14', 'mnesia', 'mnesia', 'mnesia'],
  ['3.13.0', 'mnesia', 'mnesia', 'khepri'],
  ['4.1.8', 'mnesia', 'mnesia', 'khepri'],
  ['4.2.0', 'mnesia khepri', 'mnesia', 'khepri'],
  ['4.2.9', 'mnesia khepri', 'mnesia', 'khepri'],
  ['4.3.0', 'khepri', 'khepri', 'khepri'],
])('%s has %s; told Mnesia %s, told Khepri %s', (name, untold, mnesia, khepri) => {
  expect(storesOf(release(name)).join(' ')).toBe(untold)
  expect(storesOf(release(name), 'mnesia')).toEqual([mnesia])
  expect(storesOf(release(name), 'khepri')).toEqual([khepri])
  expect([canHave(release(name), 'mnesia'), canHave(release(name), 'khepri')]).toEqual([
    mnesia === 'mnesia',
    khepri === 'khepri',
  ])
})

test('a stand is its release, with a name', () => {
  expect(standsOf(release('4.2.3'))).toEqual([
    { major: 4, minor: 2, patch: 3, store: 'mnesia', called: 'RabbitMQ 4.2.3' },
    { major: 4, minor: 2, patch: 3, store: 'khepri', called: 'RabbitMQ 4.2.3' },
  ])
})
