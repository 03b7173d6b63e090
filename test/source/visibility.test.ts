import { mayHoldBroker } from '../../source/visibility.ts'
import { expect, test } from '../jest.ts'

test.each<[kind: string, may: boolean]>([
  ['StatefulSet', true],
  ['Deployment', true],
  ['RabbitmqCluster', true],
  ['HelmRelease', true],
  ['Application', true],
  ['Service', false],
  ['ConfigMap', false],
])('an unread %s that speaks of RabbitMQ may be one: %s', (kind, may) => {
  const text = `kind: ${kind}\nmetadata:\n  name: rabbitmq\n`
  expect(mayHoldBroker({ file: 'a.yaml', text })).toBe(may)
})
test('one that does not is none', () => {
  expect(mayHoldBroker({ file: 'a.yaml', text: 'kind: Deployment\nmetadata:\n  name: other\n' })).toBe(false)
})
