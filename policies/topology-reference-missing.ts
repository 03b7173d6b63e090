import { at } from '../model/kube/address.ts'
import { isString } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import type { World } from '../model/kube/world.ts'
import { brokerName, clusterReference, isTopology, sameCluster } from '../model/messaging/topology.ts'
import { objectRule, type Tell } from '../model/rule/rule.ts'

const policy = `apiVersion: rabbitmq.com/v1beta1
kind: Policy
metadata: {name: limits, namespace: mq}
spec:
  name: limits
  pattern: "^orders"
  applyTo: queues
  definition: {max-length: 10000}
  rabbitmqClusterReference: {name: rmq}
`
const cluster = `---
apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq, namespace: mq}
spec: {replicas: 3, image: "rabbitmq:4.2.1"}
`

export default objectRule({
  id: 'topology-reference-missing',
  group: 'promotion',
  title: 'A topology resource names a cluster or a user that does not exist',
  worst: 'error',
  rationale: `The topology operator makes a resource in the RabbitmqCluster that it names, in its own namespace unless it says another. \`userReference\`
names a User resource; \`user\` names a user as the broker knows it, which is made up by the operator unless the credentials are
imported from a Secret, and never the name of the User resource. What refers to nothing is tried again for ever.`,
  sources: ['https://www.rabbitmq.com/kubernetes/operator/using-topology-operator'],
  evidence: {
    kind: 'source',
    where:
      'messaging-topology-operator: rabbitmqclient/cluster_reference.go, ParseReference; user_controller.go, importCredentials',
  },
  example: () => ({ bad: policy, good: policy + cluster }),
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
  if (!reference || tell.know(world.get(kinds.RabbitmqCluster, reference.namespace, reference.name))) return
  const others = world.ofKind(kinds.RabbitmqCluster)
  tell.report({
    at: at(object, 'spec', 'rabbitmqClusterReference', 'name'),
    severity: others.length > 0 ? 'error' : 'warning',
    message: `${object.kind} ${object.name} is for RabbitmqCluster ${reference.name}, which is not there`,
    why: 'the topology operator cannot make it, and tries again for ever',
    help:
      others.length > 0
        ? `there is ${others.map(({ namespace, name }) => (namespace === '' ? name : `${namespace}/${name}`)).join(', ')}`
        : 'add the cluster with --context, or list it under externalResources',
  })
}

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
