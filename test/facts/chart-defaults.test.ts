import { chartDefaults } from '../../facts/chart-defaults.ts'
import { chartVersions } from '../../facts/chart-versions.ts'
import { expect, test } from '../jest.ts'

const bitnami = (version: string | undefined) => chartDefaults('bitnami', chartVersions(version))

test.each([
  ['12.10.0', undefined],
  ['12.11.0', 'none'],
  ['v12.15.0', 'none'],
  ['13.0.0', 'micro'],
  ['16.x.x', 'micro'],
  ['~13.0', 'micro'],
  ['^12.11.0', 'none'],
  ['12.x', undefined],
  ['*', undefined],
  [undefined, undefined],
  ['>=13.0.0 <14.0.0', undefined],
])('resources of %s', (version, preset) => expect(bitnami(version).resourcesPreset).toBe(preset))

test('what is the same in all versions is known without one', () => {
  expect(bitnami(undefined)).toMatchObject({
    podManagementPolicy: 'OrderedReady',
    terminationGracePeriodSeconds: 120,
    podAntiAffinityPreset: 'soft',
    persistence: { enabled: true, size: '8Gi' },
  })
})
test('nothing is known of what is older than the facts', () => {
  expect(bitnami('6.28.0')).toEqual({})
  expect(chartDefaults('groundhog', chartVersions('1.1.0'))).toEqual({})
})
test('a part of a map that changes leaves the others', () => {
  expect(bitnami('12.x.x').persistence).toEqual({ enabled: true, existingClaim: '', size: '8Gi' })
  expect(bitnami('12.14.0').persistence).toMatchObject({
    mountPath: '/opt/bitnami/rabbitmq/.rabbitmq/mnesia',
  })
})
test('zero majors', () => {
  const order = (version: string) => chartDefaults('cloudPirates', chartVersions(version)).podManagementPolicy
  expect(['0.15.10', '0.15.x', '~0.15.11', '^0.16.0', '0.x'].map(order)).toEqual([
    'OrderedReady',
    undefined,
    'Parallel',
    'Parallel',
    undefined,
  ])
})
