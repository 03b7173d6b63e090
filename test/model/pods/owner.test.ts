import { readInput } from '../../../lint/input.ts'
import type { JsonObject } from '../../../model/kube/json.ts'
import type { KubeObject } from '../../../model/kube/object.ts'
import { isOperatorMade, namesGivenBy, ownerOf } from '../../../model/pods/owner.ts'
import { describe, expect, test } from '../../jest.ts'

/* Objects that something else makes, and writes again. */

const reference = (change: JsonObject = {}): JsonObject => ({
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  name: 'mq',
  uid: '1',
  controller: true,
  ...change,
})
const object = (kind: string, name: string, owner?: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: kind === 'RabbitmqCluster' ? 'rabbitmq.com/v1beta1' : 'v1',
  kind,
  metadata: {
    name,
    namespace: 'mq',
    ...(owner === undefined ? {} : { ownerReferences: [owner] }),
    ...metadata,
  },
})
const read = (...objects: readonly JsonObject[]): readonly KubeObject[] =>
  readInput([
    { name: 'a.yaml', text: objects.map(value => JSON.stringify(value)).join('\n---\n') },
  ]).worlds.flatMap(world => world.objects)
const one = (value: JsonObject): KubeObject => {
  const [found] = read(value)
  if (found === undefined) throw new Error('no object')
  return found
}

describe('what the operator makes has names that it gives', () => {
  test.each(namesGivenBy('mq'))('%s %s', (kind, name) => {
    expect(isOperatorMade(one(object(kind, name, reference())))).toBe(true)
    expect(isOperatorMade(one(object(kind, `x${name}`, reference())))).toBe(false)
    expect(isOperatorMade(one(object(kind, name, reference({ controller: false }))))).toBe(false)
    expect(isOperatorMade(one(object(kind, name, reference({ apiVersion: 'x/v1' }))))).toBe(false)
    expect(isOperatorMade(one(object(kind, name)))).toBe(false)
  })
  test('all of them', () => {
    expect(namesGivenBy('a')).toEqual([
      ['StatefulSet', 'a-server'],
      ['Service', 'a'],
      ['Service', 'a-nodes'],
      ['ConfigMap', 'a-server-conf'],
      ['ConfigMap', 'a-plugins-conf'],
      ['Secret', 'a-default-user'],
      ['Secret', 'a-erlang-cookie'],
      ['ServiceAccount', 'a-server'],
      ['Role', 'a-peer-discovery'],
      ['RoleBinding', 'a-server'],
    ])
  })
  test('claims of its pods', () => {
    const claim = (name: string): unknown =>
      ownerOf(one(object('PersistentVolumeClaim', name, reference())))?.name
    expect([claim('persistence-mq-server-0'), claim('data-mq-server-0')]).toEqual(['mq', undefined])
  })
})

test('pods and sets of pods are of what they are named after', () => {
  const owner = reference({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'app' })
  const nameOf = (kind: string, name: string): unknown => ownerOf(one(object(kind, name, owner)))?.name
  expect([
    nameOf('Pod', 'app-0'),
    nameOf('ReplicaSet', 'app-1'),
    nameOf('Pod', 'other-0'),
    nameOf('Service', 'app-0'),
  ]).toEqual(['app', 'app', undefined, undefined])
})

test('what one of the objects made is judged there', () => {
  const left = (...objects: readonly JsonObject[]): readonly string[] =>
    read(...objects).map(({ kind, name }) => `${kind} ${name}`)
  const cluster = object('RabbitmqCluster', 'mq', undefined, { uid: '1' })
  const service = object('Service', 'mq-nodes', reference())
  const claim = object('PersistentVolumeClaim', 'persistence-mq-server-12', reference())
  expect(left(cluster, service, claim)).toEqual(['RabbitmqCluster mq'])
  expect(left(service, claim)).toEqual(['Service mq-nodes', 'PersistentVolumeClaim persistence-mq-server-12'])
  const another = object('Service', 'mq-nodes', reference({ uid: '2' }))
  expect(left(cluster, another)).toEqual(['RabbitmqCluster mq', 'Service mq-nodes'])
  expect(left(object('RabbitmqCluster', 'mq'), service)).toEqual(['RabbitmqCluster mq'])
  expect(left(cluster, object('Service', 'mq-nodes'))).toEqual(['RabbitmqCluster mq', 'Service mq-nodes'])
})
