import { type Cluster, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { type Misplaced, misplacedFor } from '../model/misplaced.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import { hostUnresolved } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { doesWithoutNames, withoutService } from '../model/without-service.ts'
import { cluster, service } from './sample.ts'

const inNamespace = (namespace: string): string =>
  cluster({
    without: ['Service'],
    objects: [
      service(
        'rabbitmq-headless',
        {
          clusterIP: 'None',
          publishNotReadyAddresses: true,
          selector: { app: 'rabbitmq' },
          ports: [{ name: 'amqp', port: 5672 }],
        },
        { namespace },
      ),
    ],
  })

export default clusterRule({
  id: 'objects-in-other-namespace',
  group: 'pairing',
  title: 'A part of the cluster is in another namespace than its pods',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  replaces: {
    atRelated: ['governing-service-missing', 'discovery-service-mismatch', 'discovery-rights-missing'],
  },
  needs: [],
  rationale: `A Service selects pods of its own namespace only, a pod mounts ConfigMaps of its own namespace only, and a Role holds in its own
namespace. An object of the right name in another namespace is as good as none. It is taken for a part of this cluster where the
name is missing beside the pods, and its own namespace has no RabbitMQ.`,
  sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/endpoint/endpoints_controller.go@v1.37.2:syncService: pods are listed in the namespace of the Service; kubernetes/kubernetes pkg/volume/configmap/configmap.go@v1.37.2:SetUpAt: the ConfigMap is read from the namespace of the pod',
  },
  log: [
    hostUnresolved,
    {
      by: 'kubelet',
      pattern: /MountVolume\.SetUp failed for volume "[^"]+" : configmap "(?<name>[^"]+)" not found/,
      sample: 'MountVolume.SetUp failed for volume "config" : configmap "rabbitmq" not found',
    },
  ],
  example: () => ({
    bad: inNamespace('default'),
    good: inNamespace('mq'),
    also: ['client-service-without-amqp'],
  }),
  check({ cluster }, tell) {
    const { workload } = cluster
    for (const misplaced of misplacedFor(cluster)) {
      const { object, namedAt, absence, ownBroker } = misplaced
      tell.know(absence)
      tell.know(ownBroker)
      tell.report({
        at: at(object, 'metadata', 'namespace'),
        message: `${object.kind} ${object.name} is in namespace ${object.namespace}, and the pods of ${workload.object.name} are in ${workload.namespace}`,
        ...effectOf(misplaced, cluster),
        help: `put it into namespace ${workload.namespace}`,
        related: [{ at: namedAt, message: `is looked for in namespace ${workload.namespace}` }],
      })
    }
  },
})

function effectOf(
  { part, object }: Misplaced,
  cluster: Cluster,
): Pick<Draft, 'why' | 'stopsBoot' | 'severity'> {
  if (part === 'governing')
    return {
      ...withoutService(cluster, object.name),
      severity: doesWithoutNames(cluster) ? 'warning' : 'error',
    }
  if (part === 'file')
    return {
      why: 'the pods do not start: the ConfigMap that they mount is not in their namespace',
      stopsBoot: true,
    }
  const { text, stopsBoot } = discoveryFailure(cluster.release, 'refused', isSeveral(cluster))
  return part === 'asked'
    ? { why: `peer discovery asks for it in the namespace of the pods and gets a 404: ${text}`, stopsBoot }
    : {
        why: `it allows the pods nothing in their own namespace, and peer discovery gets a 403: ${text}`,
        stopsBoot,
      }
}
