import fc from 'fast-check'
import { worldOf } from '../../model/kube/world.ts'
import { workloadsOf } from '../../model/pods/makers/workloads.ts'
import { selects } from '../../model/pods/service.ts'
import { selecting, selectsAny } from '../../model/pods/service-index.ts'
import { servicesAround } from '../../model/pods/services.ts'
import { kubeObject } from '../../source/objects.ts'
import { expect, test } from '../jest.ts'
import { expectOfKnownAndNew } from '../tries.ts'

const labels = fc.dictionary(fc.constantFrom('app', 'part', 'tier'), fc.constantFrom('a', 'b', 'c'))
const selector = fc.option(
  fc.dictionary(fc.constantFrom('app', 'part', 'tier'), fc.constantFrom('a', 'b', 'c', 1)),
)

test('the index finds the Services and workloads that a look at all of them finds', () => {
  let found = 0
  expectOfKnownAndNew(
    fc.property(
      fc.array(labels, { minLength: 1, maxLength: 6 }),
      fc.array(selector, { maxLength: 8 }),
      (pods, selectors) => {
        const workloads = pods.map((own, index) => ({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: `w${index}` },
          spec: { template: { metadata: { labels: own }, spec: {} } },
        }))
        const services = selectors.map((own, index) => ({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: `s${index}` },
          spec: { selector: own },
        }))
        const objects = [...services, ...workloads].map(value => kubeObject(value, { from: 'api' }))
        const world = worldOf('', objects, () => 'seen')
        for (const workload of workloadsOf(world)) {
          const around = servicesAround(world, workload)
          const wanted = around.items.filter(service => selects(service, workload.template.labels))
          expect(selecting(around, workload.template.labels)).toEqual(wanted)
          found += wanted.length
          for (const service of around.items)
            expect(selectsAny(workloadsOf(world), service)).toBe(
              workloadsOf(world).some(({ template }) => selects(service, template.labels)),
            )
        }
      },
    ),
    { seed: 20, numRuns: 200 },
    () => expect(found).toBeGreaterThan(50),
  )
})
