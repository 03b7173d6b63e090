import { cluster, type Sample } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

const hosts = (sample: Sample): readonly string[] =>
  clusterIn(cluster(sample)).dns.items.map(({ host }) => host)

describe('the names that DNS has for the pods', () => {
  test('come from the headless governing Service', () => {
    expect(hosts({})).toEqual(
      ['rabbitmq-0', 'rabbitmq-1', 'rabbitmq-2'].map(pod => `${pod}.rabbitmq-headless.mq.svc`),
    )
    expect(hosts({ replicas: 1 })).toEqual(['rabbitmq-0.rabbitmq-headless.mq.svc'])
  })
  test('are not promised by a Service with an IP of its own, or that selects other pods', () => {
    expect(hosts({ service: { type: 'ClusterIP' } })).toEqual([])
    expect(hosts({ selector: { app: 'other' } })).toEqual([])
  })
  test('are unknown where the Service was not seen', () => {
    const text = cluster({ without: ['Service'] })
    const { dns } = clusterIn(text)
    expect(dns.items).toEqual([])
  })
  test('of a RabbitmqCluster come from the Service that its operator makes', () => {
    const text =
      'apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: rmq, namespace: mq}\nspec: {replicas: 2}\n'
    expect(clusterIn(text).dns.items.map(({ host }) => host)).toEqual([
      'rmq-server-0.rmq-nodes.mq.svc',
      'rmq-server-1.rmq-nodes.mq.svc',
    ])
  })
})

test('a fact is worked out once for each cluster, and what no stand changes once for all of them', () => {
  const one = clusterIn(cluster())
  expect(one.config).toBe(one.config)
  expect(one.services).toBe(one.services)
})
