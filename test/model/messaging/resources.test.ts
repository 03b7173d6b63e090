import { newestOf } from '../../../facts/metadata-store.ts'
import { readInput } from '../../../lint/input.ts'
import { brokersIn } from '../../../model/broker/broker.ts'
import { type Cluster, clusterOf } from '../../../model/cluster.ts'
import { whyOpen } from '../../../model/kube/lookup.ts'
import { type Visibility, worldOf } from '../../../model/kube/world.ts'
import { rabbitmqCluster, topology, yaml } from '../../../policies/sample.ts'
import { expect, test } from '../../jest.ts'

const manifests = yaml(
  rabbitmqCluster({ replicas: 3 }),
  topology('Policy', 'p', {
    name: 'p',
    pattern: 'a',
    definition: {},
    rabbitmqClusterReference: { name: 'rmq' },
  }),
)
function seenBy(visible: Visibility): Pick<Cluster, 'policies' | 'queues'> {
  const objects = readInput([{ name: 'a.yaml', text: manifests }]).worlds.flatMap(world => world.objects)
  const [broker] = brokersIn(worldOf('', objects, visible), {})
  if (broker === undefined) throw new Error('no broker')
  return clusterOf(broker, newestOf(broker.stands))
}
const but =
  (hidden: string): Visibility =>
  ({ kind }) =>
    kind === hidden ? { why: `no list of ${kind}` } : 'live'

test('where resources of the topology operator were all seen, so were the policies and queues of them', () => {
  const { policies, queues } = seenBy(() => 'live')
  expect([policies.items.length, whyOpen(policies), whyOpen(queues)]).toEqual([1, undefined, undefined])
})
test.each(['Policy', 'OperatorPolicy'])(
  'where a %s may not have been seen, there may be more policies',
  kind => {
    const { policies, queues } = seenBy(but(kind))
    expect([policies.items.length, whyOpen(policies), whyOpen(queues)]).toEqual([
      1,
      `no list of ${kind}`,
      undefined,
    ])
  },
)
test('where a Queue may not have been seen, there may be more queues', () => {
  const { policies, queues } = seenBy(but('Queue'))
  expect([whyOpen(policies), whyOpen(queues)]).toEqual([undefined, 'no list of Queue'])
})

test('where their absence is only presumed, so is that of policies and queues', () => {
  const proofs = (visible: Visibility): readonly unknown[] => {
    const { policies, queues } = seenBy(visible)
    return [policies, queues].map(set => (set.complete ? set.proof : 'open'))
  }
  expect(proofs(() => 'presumed')).toEqual(['presumed', 'presumed'])
  expect(proofs(() => 'seen')).not.toContain('presumed')
})
