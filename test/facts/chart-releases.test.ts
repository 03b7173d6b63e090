import { chartRelease } from '../../facts/chart-releases.ts'
import { expect, test } from '../jest.ts'

test.each([
  ['bitnami', '16.0.16', '4.1.3'],
  ['bitnami', 'v16.0.16', '4.1.3'],
  ['bitnami', '16.x.x', '4.1'],
  ['bitnami', '~15.0', '4.0'],
  ['bitnami', '12.0.4', '3.12.1'],
  ['bitnami', '17.0.0', undefined],
  ['bitnami', '6.28.0', undefined],
  ['bitnami', '^13.0.0', '3.12.13'],
  ['bitnami', '*', undefined],
  ['bitnami', undefined, undefined],
  ['cloudPirates', '0.21.18', '4.3.5'],
  ['cloudPirates', '0.21.19', undefined],
  // A newer version of the chart, with a newer RabbitMQ, may be in it.
  ['cloudPirates', '~0.21', '4'],
  ['cloudPirates', '~0.10', '4.2'],
  ['cloudPirates', undefined, '4'],
  ['groundhog', '2.3.x', '4'],
  ['groundhog', '1.1.x', '3.13'],
  ['groundhog', undefined, undefined],
] as const)('the release of %s %s', (chart, version, release) =>
  expect(chartRelease(chart, version)).toBe(release),
)
