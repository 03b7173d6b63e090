import type { Exposure } from '../model/access/exposures.ts'
import { waysTo } from '../model/access/ways.ts'
import type { Cluster } from '../model/cluster.ts'
import { serviceOf } from '../model/pods/service.ts'
import { closing } from '../model/pods/service-edits.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const nodePort = (...more: readonly { readonly name: string; readonly port: number }[]): string =>
  cluster({
    objects: [
      {
        kind: 'Service',
        metadata: { name: 'rabbitmq-client' },
        spec: { type: 'NodePort', ports: [{ name: 'amqp', port: 5672 }, ...more] },
      },
    ],
  })

export default clusterRule({
  id: 'management-exposed',
  group: 'security',
  title: 'The management interface can be reached from outside',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `The management plugin serves whoever reaches its port: a page to log in at, and an API that makes users, policies and queues. A
Service of type NodePort or LoadBalancer opens the port on every node of Kubernetes, or at an address of the cloud. Through an Ingress or a
route without TLS the passwords travel in plain text as well.`,
  sources: [
    'https://www.rabbitmq.com/docs/management#single-listener-https',
    'https://www.rabbitmq.com/docs/production-checklist#security-considerations',
    'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
  ],
  evidence: {
    kind: 'docs',
    where: 'rabbitmq.com/docs/networking: 15672 and 15671 are the HTTP API and the management interface',
  },
  example: () => ({ bad: nodePort({ name: 'management', port: 15672 }), good: nodePort() }),
  check({ cluster }, tell) {
    const open = tell.all(cluster.exposures).filter(({ role }) => role === 'management')
    for (const exposures of Map.groupBy(open, ({ at, by }) => `${by} ${at.object.kind}`).values()) {
      const [first] = exposures
      if (!first) continue
      if (first.encrypted.state === 'unknown') tell.gap(first.encrypted.why)
      tell.report({ ...draftOf(first), ...fixOf(cluster, exposures) })
    }
  },
})

/** One finding for one object: at the first of its ports. */
function draftOf({ by, port, at, entry, encrypted, isLimited, through }: Exposure): Draft {
  const message = `${by} opens port ${port}, the management interface, to the outside`
  if (through === 'service')
    return {
      at,
      severity: isLimited ? 'info' : 'warning',
      message,
      why: isLimited
        ? 'whoever is in the networks that it lets in can try passwords there'
        : 'whoever reaches it can try passwords there',
      help:
        entry === undefined
          ? `leave ${at.path.join('.')} at ClusterIP, and open 5672 or 5671 by a Service of your own; ${alone}`
          : `leave the port out of this Service; ${alone}`,
    }
  const isPlain = encrypted.state === 'found' && !encrypted.value
  return {
    at,
    severity: isPlain ? 'warning' : 'info',
    message,
    why: isPlain
      ? 'names and passwords travel in plain text, and whoever reaches it can try passwords'
      : 'whoever reaches it can try passwords there',
    help: isPlain
      ? 'give it TLS, and let in only those who need it; or reach management by kubectl port-forward'
      : 'let in only those who need it, by their addresses or by a log-in in front of it',
  }
}

const alone = 'reach management by kubectl port-forward, or through an Ingress with TLS'

/** The port goes from a Service that has others; one that has no other is for inside. Not where a route comes by it. */
function fixOf({ broker, workload }: Cluster, exposures: readonly Exposure[]): Pick<Draft, 'fix'> {
  const entries = exposures.flatMap(({ entry }) => entry ?? [])
  const object = entries[0]?.object
  if (object === undefined || entries.length < exposures.length) return {}
  const service = serviceOf(object)
  if (waysTo(broker.world, workload.namespace, service.name).length > 0) return {}
  if (entries.length >= service.ports.length)
    return { fix: { title: 'close the Service to the outside', safety: 'unsafe', edits: closing(service) } }
  return {
    fix: {
      title: 'take the port out of the Service',
      safety: 'unsafe',
      // From the last to the first: what is behind one that goes moves up.
      edits: entries.toReversed().map(at => ({ op: 'remove' as const, at })),
    },
  }
}
