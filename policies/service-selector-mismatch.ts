import { candidatesIn } from '../model/broker/broker.ts'
import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import { labelText, selects as selectsLabels } from '../model/formats/text/selector.ts'
import { type Address, at } from '../model/kube/address.ts'
import { type Json, type JsonObject, objectOf } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import { ifFound, unknown } from '../model/kube/lookup.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { onceEach } from '../model/kube/once-each.ts'
import { dig } from '../model/kube/read.ts'
import type { World } from '../model/kube/world.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import { serviceBelow } from '../model/names/node-name.ts'
import { ByPair } from '../model/pods/label-pairs.ts'
import { workloadsOf } from '../model/pods/makers/workloads.ts'
import { type Service, selects } from '../model/pods/service.ts'
import { inOrder, named, ofEachLayer, selectsAny } from '../model/pods/service-index.ts'
import { hostUnresolved, notAmongPeers } from '../model/rule/log-lines.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** Labels that the StatefulSet controller adds to each pod. */
const added: ReadonlySet<string> = new Set([
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-revision-hash',
])

export default clusterRule({
  id: 'service-selector-mismatch',
  group: 'pairing',
  title: 'A RabbitMQ Service selects no pod of the cluster',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  replaces: { inCluster: ['client-service-without-amqp'] },
  needs: [],
  rationale: `A Service whose selector does not match the labels of the pods has no endpoints: the governing Service then gives no
DNS records, the Service that peer discovery asks for lists no peers (up to 4.0), and a client Service refuses every connection.
Without a selector somebody else may write its endpoints: that the governing Service has none is a warning, unless they are there.
A workload whose own selector does not match its template is refused by the API server.`,
  sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/endpointslice/endpointslice_controller.go@v1.32.0:syncService: pods are listed by the selector, and all pairs must match',
  },
  log: [
    {
      by: 'api-server',
      pattern:
        /The (?<name>\w+ "[^"]+") is invalid: spec\.template\.metadata\.labels: Invalid value: .*: `selector` does not match template `labels`/,
      sample:
        'The StatefulSet "rabbitmq" is invalid: spec.template.metadata.labels: Invalid value: map[string]string{"app":"rabbit"}: `selector` does not match template `labels`',
    },
    hostUnresolved,
    notAmongPeers,
  ],
  example: () => ({
    bad: cluster({ selector: { app: 'rabbit' } }),
    good: cluster(),
  }),
  check({ cluster }, tell) {
    const { workload, services } = cluster
    // Whoever makes the pods makes what selects them.
    if (workload.made.services) return
    const { labels, labelsUnsettled } = workload.template
    if (labelsUnsettled !== undefined) tell.know(unknown(labelsUnsettled))
    const own = ownMismatch(cluster, labels)
    if (own) {
      tell.report({
        at: own,
        message: `${workload.called} selects labels that its pod template does not carry`,
        why: 'the API server refuses the object',
        help: 'make spec.selector agree with spec.template.metadata.labels',
      })
    }
    const roles = namedServices(cluster, tell)
    tell.all(services)
    const all = services.listed
    const candidates = [...roles.keys()].flatMap(name => named(all, name))
    for (const service of inOrder(all, [...candidates, ...lostOnes(cluster, all)])) {
      if (service.generated || service.type === 'ExternalName') continue
      if (service.selector === undefined) {
        unselecting(cluster, service, tell)
        continue
      }
      const selector = withoutAdded(service.selector)
      if (selects({ selector }, labels) || Object.keys(selector).length === 0) continue
      const role = roles.get(service.name)
      tell.report({
        at: at(service.object, 'spec', 'selector'),
        severity: role === undefined ? 'warning' : 'error',
        message: `Service ${service.name} selects no pod of ${workload.called}`,
        why: role?.why ?? 'clients that connect through it reach no node',
        stopsBoot: role?.stopsBoot ?? false,
        help:
          Object.keys(labels).length === 0
            ? 'give the pods the labels that the Service selects'
            : selectThem(labels),
        related: [{ at: workload.template.locate([]), message: 'the pods' }],
      })
    }
  },
})

const selectThem = (labels: JsonObject): string => `select the labels of the pods: ${labelText(labels)}`

/** A headless Service that governs the pods and selects nothing: somebody may write what is behind it, and it is not seen who. */
function unselecting(cluster: Cluster, service: Service, tell: Tell): void {
  const { workload, broker } = cluster
  const isGoverning = ifFound(cluster.serviceName)?.value === service.name
  if (!isGoverning || !service.headless || isWritten(broker.world, service, tell)) return
  const { labels } = workload.template
  tell.report({
    at: at(service.object, 'spec', 'selector'),
    severity: 'warning',
    message: `Service ${service.name} governs ${workload.called} and has no selector: it selects no pod`,
    why: 'unless something else writes its EndpointSlices, no pod gets a stable name',
    help:
      Object.keys(labels).length === 0
        ? 'give the pods labels, and the Service a selector of them'
        : selectThem(labels),
    related: [{ at: workload.template.locate([]), message: 'the pods' }],
  })
}

/** Whether the addresses behind a Service are among the objects. */
const isWritten = (world: World, { object: { namespace, name } }: Service, tell: Tell): boolean =>
  world.get(kinds.Endpoints, namespace, name).state === 'found' ||
  slicedIn(tell.all(world.list(kinds.EndpointSlice, namespace))).has(name)
const slicedIn = onceEach(
  (slices: readonly KubeObject[]): ReadonlySet<Json | undefined> =>
    new Set(slices.map(({ value }) => dig(value, ['metadata', 'labels', 'kubernetes.io/service-name']))),
)

function withoutAdded(selector: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(selector).filter(([key]) => !added.has(key)))
}

function ownMismatch({ workload }: Cluster, labels: JsonObject): Address | undefined {
  if (workload.selector === undefined || selectsLabels('workload', workload.selector, labels) !== false)
    return undefined
  return at(workload.object, 'spec', 'selector')
}

interface Role {
  readonly why: string
  readonly stopsBoot: boolean
}

/** The Services that the workload or the configuration names, with what it means that they select nothing. */
function namedServices(cluster: Cluster, tell: Tell): ReadonlyMap<string, Role> {
  const named = new Map<string, Role>()
  const { serviceName, nodeName } = cluster
  for (const fact of [serviceName, nodeName, cluster.askedService])
    if (fact.state === 'unknown') tell.gap(fact.why)
  const governing = ifFound(serviceName)?.value
  if (governing !== undefined) named.set(governing, governs(cluster))
  const asked = ifFound(cluster.askedService)
  if (asked !== undefined) {
    const { text, stopsBoot } = discoveryFailure(cluster.release, 'unlisted', isSeveral(cluster))
    named.set(asked, {
      why: `peer discovery reads its Endpoints, and no node is in them: ${text}`,
      stopsBoot,
    })
  }
  const below = serviceBelow(ifFound(nodeName))
  if (below !== undefined && below !== governing)
    named.set(below, {
      why: 'node names lie below it, and it has no pods: none of them resolves, and no node boots',
      stopsBoot: true,
    })
  return named
}

function governs(cluster: Cluster): Role {
  const form = hostFormOf(cluster)
  if (form === 'address')
    return { why: 'it governs the pods, and none of them gets a stable name', stopsBoot: false }
  return form === 'all-in-dns'
    ? {
        why: 'it governs the pods, and no pod gets a DNS record: a node cannot resolve even its own name',
        stopsBoot: true,
      }
    : { why: 'it governs the pods, and no pod gets a DNS record', stopsBoot: false }
}

/** The Services for AMQP that carry the broker's name in their selector and select no workload. */
function lostOnes({ workload, broker }: Cluster, all: readonly Service[]): readonly Service[] {
  const lost = lostIn(broker.world)(all)
  const names = [workload.object.name, ...Object.values(objectOf(workload.template.labels)).map(String)]
  return names
    .flatMap(name => lost.flatMap(some => some.with(name)))
    .filter(service => named(all, service.name).includes(service))
}
const lostIn = onceEach((world: World) => ofEachLayer(listed => lostByValue(world, listed)))

/** Each under the values of its selector. */
function lostByValue(world: World, all: readonly Service[]): ByPair<Service> {
  const lost = new ByPair<Service>()
  for (const service of all) {
    const isForClients = service.ports.some(({ target, port }) => amqp.has(Number(target)) || amqp.has(port))
    if (service.selector === undefined || !isForClients) continue
    // Most select a RabbitMQ: other workloads are read where one is left.
    if (selectsAny(candidatesIn(world), service) || selectsAny(workloadsOf(world), service)) continue
    for (const value of Object.values(service.selector)) lost.add(String(value), service)
  }
  return lost
}
const amqp: ReadonlySet<number> = new Set([5672, 5671])
