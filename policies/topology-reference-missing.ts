import { at } from '../model/kube/address.ts'
import { isString, type JsonObject } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import { type Unknown, unknown } from '../model/kube/lookup.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { onceEach } from '../model/kube/once-each.ts'
import { dig } from '../model/kube/read.ts'
import type { World } from '../model/kube/world.ts'
import { firstIn, type Group, groupsFor, isBefore } from '../model/messaging/by-cluster.ts'
import { type ClusterReference, clusterReference } from '../model/messaging/cluster-reference.ts'
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
      'rabbitmq/messaging-topology-operator rabbitmqclient/cluster_reference.go@v1.20.1:ParseReference, rabbitmq/messaging-topology-operator internal/controller/user_controller.go@v1.20.1:importCredentials',
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
  const clusters = world.ofKind(kinds.RabbitmqCluster)
  const namesakes = namedIn(clusters).get(reference.name) ?? []
  const around = clustersAround(clusters, reference.namespace)
  const label = `RabbitmqCluster ${nameOf(reference)}`
  const isLive = cluster.state === 'absent' && cluster.proof === 'live'
  const isAlone = namesakes.length === 0 && around.length === 0
  if (isAlone && !isLive) {
    const count = resourcesFor(world, reference)
    tell.know(unknown(`${label} is not among the objects: made elsewhere? Resources for it: ${count}`))
  }
  const namesake = namesakes.find(({ namespace }) => namespace !== '')
  const written = dig(object.value, ['spec', 'rabbitmqClusterReference', 'namespace'])
  const isWritten = namesake !== undefined && isString(written) && written !== ''
  tell.report({
    at: at(object, 'spec', 'rabbitmqClusterReference', isWritten ? 'namespace' : 'name'),
    message: `${object.kind} ${object.name} is for ${label}, which is not there`,
    why: 'the topology operator cannot make it, and tries again for ever',
    ...(isAlone
      ? { severity: 'warning', help: 'create the RabbitmqCluster, or name one that is there' }
      : {
          help: `there is ${namesake ? inNamespace(namesake, object, isWritten) : some(clusters, around, nameOf)}`,
        }),
  })
}

const namedIn = onceEach((list: Group) => Map.groupBy(list, ({ name }) => name))
const byNamespace = onceEach((list: Group) => Map.groupBy(list, ({ namespace }) => namespace))
/** The clusters that may be in a namespace. */
const clustersAround = (clusters: Group, namespace: string): readonly Group[] =>
  (namespace === ''
    ? [clusters]
    : ['', namespace].map(where => byNamespace(clusters).get(where) ?? [])
  ).filter(({ length }) => length > 0)

/** As many names as a help lists. */
const most = 5
/** The first of some groups of a list by their names, and how many more there are. */
function some(list: Group, groups: readonly Group[], called: (object: KubeObject) => string): string {
  const more = groups.reduce((sum, { length }) => sum + length, 0) - most
  return `${firstIn(list, groups, most).map(called).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The cluster of that name in another namespace, and how to refer to it. */
function inNamespace(cluster: ClusterReference, { namespace }: KubeObject, isWritten: boolean): string {
  const own = isWritten && namespace === cluster.namespace
  return `${nameOf(cluster)}: write namespace: ${cluster.namespace}${own ? ', or leave it out' : ''}`
}

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
  const reference = clusterReference(object)
  const users = world.ofKind(kinds.User)
  const groups = reference ? groupsFor(users, reference) : []
  const [meant] = firstIn(
    users,
    groups.map(group => namedIn(group).get(name) ?? []),
    1,
  )
  if (!meant || isUser(name, users, groups.map(knownIn(world)), tell)) return
  tell.report({
    at: at(object, 'spec', 'user'),
    message: `${object.kind} ${object.name} is for user ${name}: that is the name of a User resource`,
    why: 'the broker knows that user by another name: there is no such user, and the resource is tried again for ever',
    help: `write userReference: {name: ${name}}`,
    related: [{ at: at(meant), message: 'the User resource' }],
  })
}

/** The names that the broker knows the users of a group by. */
interface Known {
  /** The first user of each name. */
  readonly byName: ReadonlyMap<string, KubeObject>
  /** The first of which the name is not known. */
  readonly open: { readonly user: KubeObject; readonly why: Unknown } | undefined
}
const knownIn = onceEach((world: World) =>
  onceEach((group: Group): Known => {
    const byName = new Map<string, KubeObject>()
    let open: Known['open']
    for (const user of group) {
      const name = brokerName(user, world)
      if (name.state === 'unknown') open ??= { user, why: name }
      else if (name.state === 'found' && !byName.has(name.value)) byName.set(name.value, user)
    }
    return { byName, open }
  }),
)

/** Whether the broker knows one of the users by a name; not known where one that comes before may be it. */
function isUser(name: string, users: Group, known: readonly Known[], tell: Tell): boolean {
  const of = known.flatMap(({ byName }) => byName.get(name) ?? [])
  const [user] = firstIn(users, [of.toSorted((a, b) => (isBefore(users, a, b) ? -1 : 1))], 1)
  const open = known.flatMap(group => group.open ?? [])
  const [first] = open.toSorted((a, b) => (isBefore(users, a.user, b.user) ? -1 : 1))
  if (first && !(user && isBefore(users, user, first.user))) tell.know(first.why)
  return user !== undefined
}

function checkVhost(object: KubeObject, world: World, tell: Tell): void {
  const vhost = dig(object.value, ['spec', 'vhost'])
  const reference = clusterReference(object)
  const vhosts = world.ofKind(kinds.Vhost)
  const made = reference ? groupsFor(vhosts, reference) : []
  if (!isString(vhost) || vhost === '' || vhost === '/' || made.length === 0) return
  if (made.some(group => vhostsIn(group).has(vhost))) return
  tell.report({
    at: at(object, 'spec', 'vhost'),
    severity: 'warning',
    message: `${object.kind} ${object.name} is in virtual host ${vhost}, which no Vhost resource makes`,
    why: 'unless something else makes it, the topology operator tries again for ever',
    help: `there is ${some(vhosts, made, other => String(dig(other.value, ['spec', 'name'])))}`,
  })
}
const vhostsIn = onceEach((group: Group) => new Set(group.map(({ value }) => dig(value, ['spec', 'name']))))
