import { brokerPorts } from '../facts/broker-ports.ts'
import { candidatesIn } from '../model/broker/broker.ts'
import type { Cluster } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { isString } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { holdsWord, type KubeObject } from '../model/kube/object.ts'
import { onceEach } from '../model/kube/once-each.ts'
import type { World } from '../model/kube/world.ts'
import { ByPair, pairsOf } from '../model/pods/label-pairs.ts'
import { workloadOf } from '../model/pods/makers/workloads.ts'
import { type Service, selects } from '../model/pods/service.ts'
import { selecting } from '../model/pods/service-index.ts'
import type { Workload } from '../model/pods/workload.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster, yaml } from './sample.ts'

const web = (app: string): string =>
  yaml({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'mq' },
    spec: {
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: { containers: [{ name: 'shop', image: 'shop:1.0' }] },
      },
    },
  })

export default clusterRule({
  id: 'service-selects-strangers',
  group: 'pairing',
  title: 'A Service of the cluster also selects other pods',
  worst: 'error',
  when: { since: 'ever' },
  needs: [],
  rationale: `A Service takes every pod of its namespace that carries the labels of its selector. Where a client, an exporter or a second RabbitMQ
carries them too, connections go to pods that are no node of this cluster, and up to 4.0 peer discovery takes their addresses for nodes: it
tries to join them, or stops where they have no host name.`,
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    'https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/endpoint/endpoints_controller.go@v1.37.2:syncService: all pods that the selector picks; deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.0.9:extract_node_list: each address is a node',
  },
  log: [{ by: 'node', pattern: /\{badkey,<<"hostname">>\}/, sample: 'error:{badkey,<<"hostname">>}' }],
  example: () => ({
    bad: `${cluster()}---\n${web('rabbitmq')}`,
    good: `${cluster()}---\n${web('shop')}`,
  }),
  check({ cluster }, tell) {
    const { workload, services, broker } = cluster
    if (workload.made.unseen !== undefined) return
    const asked = tell.know(cluster.askedService)
    const governing = ifFound(cluster.serviceName)?.value
    for (const service of selecting({ own: [], listed: services.listed }, workload.template.labels)) {
      const isAsked = service.name === asked
      if (!isAsked && service.name !== governing && !offersBroker(service)) continue
      const stranger = strangerBehind(broker.world, workload, service)
      if (!stranger) continue
      const other = `${stranger.kind} ${stranger.object.name}`
      tell.report({
        at: at(service.object, 'spec', 'selector'),
        severity: isAsked ? 'error' : 'warning',
        message: `Service ${service.name} selects the pods of ${workload.called}, and those of ${other}`,
        why: isAsked
          ? asHosts(cluster)
            ? 'peer discovery takes all of them for nodes: a pod without a host name there stops it, and with it the boot of a node'
            : 'peer discovery takes all of them for nodes, and tries to join what is none of this cluster'
          : 'who connects through it reaches pods that are no node of this cluster',
        help: 'give the pods of the broker a label that no other pod has, and select that',
        related: [{ at: stranger.template.locate([]), message: 'the other pods' }],
      })
    }
  },
})

const asHosts = ({ discovery }: Cluster): boolean =>
  ifFound(discovery.setting('address_type'))?.text.join('') === 'hostname'

const offersBroker = ({ ports }: Service): boolean =>
  ports.some(({ port, target }) => brokerPorts.has(port) || brokerPorts.has(Number(target)))

/** Another workload of the namespace of which a Service picks the pods, too. */
function strangerBehind(world: World, own: Workload, service: Service): Workload | undefined {
  const around = nearIn(world)
  const pair = around.rarest(pairsOf(service.selector ?? {}))
  if (pair === undefined) return undefined
  return around
    .with(pair)
    .find(
      other =>
        other.object !== own.object &&
        (other.namespace === own.namespace || other.namespace === '' || own.namespace === '') &&
        other.template.labelsUnsettled === undefined &&
        selects(service, other.template.labels),
    )
}

/** The workloads that may carry a label of a RabbitMQ in their namespace, by their labels. The others are not read. */
const nearIn = onceEach((world: World): ByPair<Workload> => {
  const candidates = candidatesIn(world)
  const namespaces = new Set(candidates.map(({ namespace }) => namespace))
  const read = new Set(candidates.map(({ object }) => object))
  const isNear = ({ namespace }: KubeObject): boolean =>
    namespace === '' || namespaces.has('') || namespaces.has(namespace)
  const mayShareLabel = holdsWord(
    candidates.flatMap(({ template }) => Object.values(template.labels).filter(isString)),
  )
  const near = new ByPair<Workload>()
  for (const object of world.objects) {
    if (!makers.has(object.kind) || !isNear(object)) continue
    // Whoever makes the pods may give labels that the object does not show.
    if (!read.has(object) && !mayShareLabel(object)) continue
    const workload = workloadOf(object)
    if (workload) for (const pair of pairsOf(workload.template.labels)) near.add(pair, workload)
  }
  return near
})
const makers: ReadonlySet<string> = new Set([
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'Pod',
  'RabbitmqCluster',
])
