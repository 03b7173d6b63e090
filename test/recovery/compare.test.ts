import { reviewFiles } from '../../index.ts'
import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import type { Worsening } from '../../recovery/compare.ts'
import { expect, test } from '../jest.ts'

const image = 'rabbitmq:3.12.14'
const mirrors = (keys: string): string => policyFile(`{"ha-mode": "all"${keys}}`, '.*')
const safe = mirrors(
  ', "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"',
)
const lossy = mirrors(', "ha-promote-on-shutdown": "always"')

const worse = (before: Sample, after: Sample): readonly Worsening[] => {
  const files = (sample: Sample) => [{ name: 'deploy/all.yaml', text: cluster(sample) }]
  return reviewFiles(files(before), files(after), { survival: true }).worse ?? []
}

test.each<[string, Sample, Sample, readonly string[]]>([
  ['nothing', { image, definitions: safe }, { image, definitions: safe }, []],
  ['what is mended', { image, definitions: lossy }, { image, definitions: safe }, []],
  [
    'mirrors that are promoted before they are filled',
    { image, definitions: safe },
    { image, definitions: lossy },
    [
      'stop-in-order',
      'last-survives',
      'last-lost',
      'all-lost-disks-kept',
      'rolling-update',
      'one-crash',
      'partition',
      'scale-down',
    ],
  ],
  [
    'what is not known any more',
    { image, definitions: safe },
    { image: 'rabbitmq:latest', definitions: safe },
    [],
  ],
])('a change causes: %s', (_, before, after, expected) => {
  const found = worse(before, after)
  expect(
    found.filter(({ after: queue }) => queue.type === 'mirrored').map(({ scenario }) => scenario),
  ).toEqual(expected)
})

test('it is told only where it is asked for', () => {
  expect(reviewFiles([], []).worse).toBeUndefined()
})
