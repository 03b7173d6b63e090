import { Session } from 'node:inspector/promises'
import { lint } from '../../index.ts'
import { expect, test } from '../jest.ts'

const others = Array.from(
  { length: 50 },
  (_, index) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop-${index}\nspec:\n  selector:\n    matchLabels:\n      app: shop-${index}\n  template:\n    metadata:\n      labels:\n        app: shop-${index}\n    spec:\n      containers:\n        - name: main\n          image: example.com/shop:1\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop-${index}\nspec:\n  selector:\n    app: shop-${index}\n  ports:\n    - port: 80\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop-${index}\ndata:\n  a: b\n`,
)
const cluster =
  'apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata:\n  name: mq\nspec:\n  replicas: 3\n'

test('what is no part of a cluster and surely an object is not read', async () => {
  const { result: report, calls } = await counted('parseEvents', () =>
    lint([
      { name: 'others.yaml', text: others.join('---\n') },
      { name: 'mq.yaml', text: cluster },
    ]),
  )
  expect(report.summary).toMatchObject({ objects: 151, clusters: 1 })
  // The cluster, once more for the places in it, and the Services, which may be its own.
  expect(calls).toBeGreaterThan(0)
  expect(calls).toBeLessThanOrEqual(52)
})

/** How often a function of that name is called meanwhile, as V8 counts it. */
async function counted<T>(
  name: string,
  work: () => T,
): Promise<{ readonly result: T; readonly calls: number }> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  const result = work()
  const { result: scripts } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  const called = scripts
    .flatMap(({ functions }) => functions)
    .filter(({ functionName }) => functionName === name)
    .flatMap(({ ranges }) => ranges.slice(0, 1).map(({ count }) => count))
  return { result, calls: called.reduce((sum, count) => sum + count, 0) }
}
