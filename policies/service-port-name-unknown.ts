import { brokerPorts } from '../facts/broker-ports.ts'
import { isSeveral } from '../model/cluster.ts'
import { at, within } from '../model/kube/address.ts'
import type { Edit } from '../model/kube/edit.ts'
import { isString } from '../model/kube/json.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import { namedPorts, runningContainers } from '../model/pods/container.ts'
import type { ServicePort } from '../model/pods/service.ts'
import { notAmongPeers } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const named = (targetPort: string | number) => ({
  kind: 'Service',
  metadata: { name: 'rabbitmq-headless' },
  spec: {
    ports: [
      { name: 'epmd', port: 4369, targetPort },
      {
        name: 'cluster-rpc',
        port: 25672,
        targetPort: typeof targetPort === 'string' ? 'cluster-rpc' : 25672,
      },
    ],
  },
})

export default clusterRule({
  id: 'service-port-name-unknown',
  group: 'pairing',
  title: 'The ports of the headless Service go by names that no container declares',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  needs: ['governingService'],
  rationale: `A \`targetPort\` that is a name is looked for among the named ports of the containers. Where none of the ports of a Service is found its
Endpoints are empty, and peer discovery up to 4.0, which reads them, finds no node. EndpointSlices hold the pods without a port all the same:
CoreDNS, which reads those, gives the pods their names.`,
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    'https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/endpoint/endpoints_controller.go@v1.37.2:syncService: a port that is not found adds no address to the Endpoints; coredns/coredns plugin/kubernetes/object/endpoint.go@v1.12.0:EndpointSliceToEndpoints: a slice without ports keeps its addresses',
  },
  log: [notAmongPeers],
  example: () => ({
    bad: cluster({ objects: [named('epmd')] }),
    good: cluster({ objects: [named(4369)] }),
  }),
  check({ governingService: service, cluster }, tell) {
    if (!service.headless || service.generated || service.ports.length === 0) return
    const { workload, askedService, release } = cluster
    if (workload.made.services) return
    for (const { steps } of runningContainers(workload.template)) {
      const why = workload.template.unsettled([...steps, 'ports'])
      if (why !== undefined) tell.know({ state: 'unknown', why })
    }
    const declared = namedPorts(workload.template)
    if (!service.ports.every(({ target }) => isString(target) && !declared.has(target))) return
    const names = [...new Set(service.ports.map(({ target }) => String(target)))]
    const isAsked = tell.know(askedService) === service.name
    const failure = discoveryFailure(release, 'unlisted', isSeveral(cluster))
    tell.report({
      at: at(service.object, 'spec', 'ports'),
      severity: isAsked ? 'error' : 'warning',
      stopsBoot: isAsked && failure.stopsBoot,
      message: `the ports of Service ${service.name} go to ${names.join(' and ')}, and no container has a port of that name`,
      why: isAsked
        ? `its Endpoints are empty, and peer discovery finds no node in them: ${failure.text}`
        : 'it leads to no port of a pod: whatever asks it for one finds none, though the pods keep their names',
      help: 'write the numbers of the ports, or give the ports of the container these names',
      ...fix(service.ports),
    })
  },
})

/** The numbers in the place of the names, where they are those of a broker. */
function fix(ports: readonly ServicePort[]): {
  fix?: { title: string; safety: 'safe'; edits: readonly Edit[] }
} {
  if (!ports.every(({ port }) => brokerPorts.has(port))) return {}
  return {
    fix: {
      title: 'go to the ports by their numbers',
      safety: 'safe',
      edits: ports.map(({ at: place, port }) => ({
        op: 'set',
        at: within(place, 'targetPort'),
        value: port,
      })),
    },
  }
}
