import { at } from '../model/kube/address.ts'
import { isString, type JsonObject } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import { unknown } from '../model/kube/lookup.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import type { World } from '../model/kube/world.ts'
import { type ClusterReference, clusterReference, sameCluster } from '../model/messaging/cluster-reference.ts'
import { brokerName, isTopology } from '../model/messaging/topology.ts'
import { objectRule, type Tell } from '../model/rule/rule.ts'
import { rabbitmqCluster, topology, yaml } from './sample.ts'

const policy = topology('Policy', 'limits', {
  name: 'limits',
  pattern: '^orders',
  applyTo: 'queues',
  definition: { 'max-length': 10000 },
  rabbitmqClusterReference: { name: 'orders' },
})
const operated = (name: string): JsonObject => rabbitmqCluster({ replicas: 1 }, { name, namespace: 'mq' })

export default objectRule({
  id: 'topology-reference-missing',
  group: 'promotion',
  title: 'A topology resource names a cluster or a user that does not exist',
  worst: 'error',
  single: 'info',
  rationale: `The topology operator makes a resource in the RabbitmqCluster that it names, in its own namespace unless it says another. \`userReference\`
names a User resource; \`user\` names a user as the broker knows it, which is made up by the operator unless the credentials are
imported from a Secret, and never the name of the User resource. What refers to nothing is tried again for ever. Where no such
cluster is in sight, neither in that namespace nor by that name in another, it is taken for one that is made elsewhere, and its resources
are listed as not evaluated.`,
  sources: ['https://www.rabbitmq.com/kubernetes/operator/using-topology-operator'],
  evidence: {
    kind: 'source',
    where:
      'messaging-topology-operator: rabbitmqclient/cluster_reference.go, ParseReference; user_controller.go, importCredentials',
  },
  log: [
    {
      by: 'operator',
      pattern: /RabbitmqCluster object does not exist/,
      sample: '{"level":"error","msg":"Reconciler error","error":"RabbitmqCluster object does not exist"}',
    },
  ],
  example: () => ({
    bad: yaml(policy, operated('order')),
    good: yaml(policy, operated('orders')),
  }),
  check({ object, world }, tell) {
    if (!isTopology(object)) return
    checkCluster(object, world, tell)
    checkUserReference(object, world, tell)
    checkUser(object, world, tell)
    checkVhost(object, world, tell)
  },
})

function checkCluster(object: KubeObject, world: World, tell: Tell): void {
  const reference = clusterReference(object)
  if (!reference) return
  const cluster = world.get(kinds.RabbitmqCluster, reference.namespace, reference.name)
  if (tell.know(cluster)) return
  const others = world
    .ofKind(kinds.RabbitmqCluster)
    .filter(({ name, namespace }) => name === reference.name || maybeSame(namespace, reference.namespace))
  const label = `RabbitmqCluster ${nameOf(reference)}`
  const isLive = cluster.state === 'absent' && cluster.proof === 'live'
  if (others.length === 0 && !isLive) {
    const count = resourcesFor(world, reference)
    tell.know(unknown(`${label} is not among the objects: made elsewhere? Resources for it: ${count}`))
  }
  const namesake = others.find(({ name, namespace }) => name === reference.name && namespace !== '')
  const written = dig(object.value, ['spec', 'rabbitmqClusterReference', 'namespace'])
  const isWritten = namesake !== undefined && isString(written) && written !== ''
  tell.report({
    at: at(object, 'spec', 'rabbitmqClusterReference', isWritten ? 'namespace' : 'name'),
    message: `${object.kind} ${object.name} is for ${label}, which is not there`,
    why: 'the topology operator cannot make it, and tries again for ever',
    ...(others.length === 0
      ? { severity: 'warning', help: 'create the RabbitmqCluster, or name one that is there' }
      : {
          help: `there is ${namesake ? inNamespace(namesake, object, isWritten) : others.map(nameOf).join(', ')}`,
        }),
  })
}

/** The cluster of that name in another namespace, and how to refer to it. */
function inNamespace(cluster: ClusterReference, { namespace }: KubeObject, isWritten: boolean): string {
  const own = isWritten && namespace === cluster.namespace
  return `${nameOf(cluster)}: write namespace: ${cluster.namespace}${own ? ', or leave it out' : ''}`
}

const maybeSame = (a: string, b: string): boolean => a === b || a === '' || b === ''
const nameOf = ({ namespace, name }: ClusterReference): string =>
  namespace === '' ? name : `${namespace}/${name}`

/** How many resources of a world are for a cluster; counted once. */
function resourcesFor(world: World, reference: ClusterReference): number {
  const known = counts.get(world) ?? Map.groupBy(world.objects.filter(isTopology), keyOf)
  counts.set(world, known)
  return known.get(nameOf(reference))?.length ?? 0
}
const keyOf = (object: KubeObject): string => {
  const reference = clusterReference(object)
  return reference ? nameOf(reference) : ''
}
const counts = new WeakMap<World, ReadonlyMap<string, readonly KubeObject[]>>()

function checkUserReference(object: KubeObject, world: World, tell: Tell): void {
  const name = dig(object.value, ['spec', 'userReference', 'name'])
  if (!isString(name) || tell.know(world.get(kinds.User, object.namespace, name))) return
  tell.report({
    at: at(object, 'spec', 'userReference', 'name'),
    severity: world.ofKind(kinds.User).length > 0 ? 'error' : 'warning',
    message: `${object.kind} ${object.name} is for User ${name}, which is not there`,
    why: 'the topology operator cannot tell whom it is for, and tries again for ever',
    help: 'name a User resource of the same namespace',
  })
}

/** `user` with the name of a User resource: only an import of credentials can make that the broker's name too. */
function checkUser(object: KubeObject, world: World, tell: Tell): void {
  const name = dig(object.value, ['spec', 'user'])
  const isPermission = object.kind === 'Permission' || object.kind === 'TopicPermission'
  if (!isPermission || !isString(name) || name === '') return
  const users = world.ofKind(kinds.User).filter(user => sameCluster(user, object))
  const meant = users.find(user => user.name === name)
  if (!meant || users.some(user => tell.know(brokerName(user, world)) === name)) return
  tell.report({
    at: at(object, 'spec', 'user'),
    message: `${object.kind} ${object.name} is for user ${name}: that is the name of a User resource`,
    why: 'the broker knows that user by another name: there is no such user, and the resource is tried again for ever',
    help: `write userReference: {name: ${name}}`,
    related: [{ at: at(meant), message: 'the User resource' }],
  })
}

function checkVhost(object: KubeObject, world: World, tell: Tell): void {
  const vhost = dig(object.value, ['spec', 'vhost'])
  const made = world.ofKind(kinds.Vhost).filter(other => sameCluster(other, object))
  if (!isString(vhost) || vhost === '' || vhost === '/' || made.length === 0) return
  if (made.some(other => dig(other.value, ['spec', 'name']) === vhost)) return
  tell.report({
    at: at(object, 'spec', 'vhost'),
    severity: 'warning',
    message: `${object.kind} ${object.name} is in virtual host ${vhost}, which no Vhost resource makes`,
    why: 'unless something else makes it, the topology operator tries again for ever',
    help: `there is ${made.map(other => String(dig(other.value, ['spec', 'name']))).join(', ')}`,
  })
}
