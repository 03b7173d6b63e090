import { expect, jest, test } from '@jest/globals'
import * as yaml from 'js-yaml'

const parseEvents = jest.fn(yaml.parseEvents)
jest.unstable_mockModule('js-yaml', () => ({ ...yaml, parseEvents }))
const { lint } = await import('../../index.ts')

const others = Array.from(
  { length: 50 },
  (_, index) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop-${index}\nspec:\n  selector:\n    matchLabels:\n      app: shop-${index}\n  template:\n    metadata:\n      labels:\n        app: shop-${index}\n    spec:\n      containers:\n        - name: main\n          image: example.com/shop:1\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop-${index}\nspec:\n  selector:\n    app: shop-${index}\n  ports:\n    - port: 80\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop-${index}\ndata:\n  a: b\n`,
)
const cluster =
  'apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata:\n  name: mq\nspec:\n  replicas: 3\n'

test('what is no part of a cluster and surely an object is not read', () => {
  const report = lint([
    { name: 'others.yaml', text: others.join('---\n') },
    { name: 'mq.yaml', text: cluster },
  ])
  expect(report.summary).toMatchObject({ objects: 151, clusters: 1 })
  // The cluster, once more for the places in it, and the Services, which may be its own.
  expect(parseEvents.mock.calls.length).toBeGreaterThan(0)
  expect(parseEvents.mock.calls.length).toBeLessThanOrEqual(52)
})
