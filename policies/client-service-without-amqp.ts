import { amqpPorts, otherProtocolPorts } from '../facts/broker-ports.ts'
import type { Cluster } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { isString, listOf, member } from '../model/kube/json.ts'
import { ifSeen } from '../model/kube/lookup.ts'
import { namedPorts } from '../model/pods/container.ts'
import type { Service } from '../model/pods/service.ts'
import { ofOnePod, selecting } from '../model/pods/service-index.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { clientPort } from '../model/settings/client-port.ts'
import { cluster } from './sample.ts'

const clients = (port: number) => ({
  kind: 'Service',
  metadata: { name: 'rabbitmq-client' },
  spec: { ports: [{ name: 'amqp', port }] },
})

export default clusterRule({
  id: 'client-service-without-amqp',
  group: 'pairing',
  title: 'No Service leads clients to the port of AMQP',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `Pods come and go with their addresses, a Service stays. Where none that selects the pods has the port on which the broker listens
for AMQP, clients have no address to go to but those of single pods. A headless Service lists no address of its own: whoever looks it
up gets the addresses of pods, one of which may be down.`,
  sources: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  evidence: { kind: 'docs', where: 'kubernetes.io, Service: a port that is not listed is not forwarded' },
  example: () => ({
    bad: cluster({ objects: [clients(15672)] }),
    good: cluster({ objects: [clients(5672)] }),
  }),
  check({ cluster }, tell) {
    const { workload, services, broker, config } = cluster
    if (workload.made.services || workload.made.unseen !== undefined) return
    const { labels, labelsUnsettled } = workload.template
    if (labelsUnsettled !== undefined) tell.know({ state: 'unknown', why: labelsUnsettled })
    const port = tell.know(clientPort(broker, config))
    const own = selecting(services, labels)
    const all = [...own, ...ofOnePod(services.listed, workload.ordinals?.owner)]
    if (port === undefined || isOnHost(cluster) || all.some(service => offers(service, port, cluster))) return
    // Of a Service that was not seen nobody knows what it offers.
    if (!services.complete) tell.know({ state: 'unknown', why: services.why })
    else if (own.length === 0 && services.proof) tell.know({ state: 'absent', proof: services.proof })
    const service = own.find(({ headless }) => !headless) ?? own[0]
    const isOther = hasOtherProtocol(cluster, all)
    tell.report({
      at: service ? at(service.object, 'spec', 'ports') : at(workload.object, 'kind'),
      severity: isOther ? 'info' : 'warning',
      message: service
        ? `no Service of ${workload.object.name} has port ${port}, on which the broker listens for AMQP`
        : `no Service selects the pods of ${workload.object.name}, which listen for AMQP on port ${port}`,
      why: isOther
        ? 'clients that speak AMQP have no address that outlives a pod; those of other protocols have one'
        : 'clients have no address that outlives a pod',
      help: `add port ${port} to a Service that selects the pods and is not headless`,
    })
  },
})

function offers({ ports }: Service, port: number, { workload }: Cluster): boolean {
  const wanted = new Set([port, ...amqpPorts])
  const named = namedPorts(workload.template)
  return ports.some(({ port: own, target }) => {
    const number = isString(target) ? named.get(target) : target
    return wanted.has(own) || (number !== undefined && wanted.has(number))
  })
}

/** Who knows the machine needs no Service. */
const isOnHost = ({ workload, broker }: Cluster): boolean =>
  workload.template.spec.hostNetwork === true ||
  listOf(broker.container.value.ports).some(port => member(port, 'hostPort') !== undefined)

const otherPlugins = /^rabbitmq_(?:web_)?(?:mqtt|stomp|stream)$/
const hasOtherProtocol = ({ plugins }: Cluster, services: readonly Service[]): boolean =>
  ifSeen(plugins.named).some(({ name }) => otherPlugins.test(name)) ||
  services.some(({ ports }) =>
    ports.some(({ port, target }) => otherProtocolPorts.some(other => other === port || other === target)),
  )
