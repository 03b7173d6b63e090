import { type Cluster, isSeveral } from '../model/cluster.ts'
import type { JsonObject } from '../model/kube/json.ts'
import { member } from '../model/kube/json.ts'
import type { NodeName } from '../model/names/node-name.ts'
import { showText } from '../model/pods/symbolic-text.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (pod: JsonObject): string =>
  cluster({
    kind: 'Deployment',
    replicas: 1,
    nodeName: null,
    longNames: null,
    discovery: '',
    pod,
    objects: [
      { kind: 'Deployment', metadata: { name: 'rabbitmq' }, spec: { strategy: { type: 'Recreate' } } },
    ],
  })

export default clusterRule({
  id: 'data-orphaned-by-node-name',
  group: 'storage',
  title: 'Each new pod has another node name, and leaves the data of the old one behind',
  worst: 'warning',
  when: { since: 'ever' },
  needs: ['dataVolume', 'nodeName'],
  mayBeAbsent: ['nodeName'],
  rationale: `A node keeps its data in a folder of its own name, \`rabbit@HOSTNAME\` unless \`RABBITMQ_NODENAME\` says otherwise. The pods of a Deployment
are called after nothing that lasts: each new one makes an empty folder beside the old, on the same disk. Queues, users and messages are still
there, and no node reads them.`,
  sources: [
    'https://www.rabbitmq.com/docs/relocate#environment-variables',
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/rabbitmq-server deps/rabbit_common/src/rabbit_env.erl@v4.3.5:data_dir: the data directory ends in the name of the node',
  },
  example: () => ({ bad: sample({}), good: sample({ hostname: 'rabbitmq' }) }),
  check({ dataVolume: volume, nodeName, cluster }, tell) {
    const { workload, broker } = cluster
    if (!namesPodsAtRandom.has(workload.kind) || !volume.persistent || isFolderFixed(cluster, tell)) return
    if (isNameFixed(cluster, nodeName)) return
    tell.report({
      at: nodeName?.at ?? workload.template.locate(['hostname']),
      message: `each pod of ${workload.called} is another node: ${nodeName ? showText(nodeName.text) : 'rabbit@<pod>'}`,
      why: `a new pod starts empty, and the data of the one before stays unread on volume ${volume.name}`,
      help: isSeveral(cluster)
        ? 'make it a StatefulSet with a claim template: its pods keep their names'
        : `${nodeName ? `leave ${broker.paths.nodeNameVariable} out, and set` : 'set'} ${workload.made.wording.ofPods('hostname')} to a name that stays, or make it a StatefulSet`,
    })
  },
})

const namesPodsAtRandom: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'DaemonSet'])

/** Whether a variable names the whole folder, whatever the node is called. */
const isFolderFixed = ({ broker }: Cluster, tell: Tell): boolean =>
  tell.know(broker.environment.get('RABBITMQ_MNESIA_DIR')) !== undefined

/** Whether the node is called the same in each pod. */
function isNameFixed({ workload, broker }: Cluster, nodeName: NodeName | undefined): boolean {
  const { spec } = workload.template
  if (nodeName && nodeName.style !== 'fixed') return false
  if (nodeName?.host !== undefined) return true
  // Without a host the name of the machine, or of the pod, comes behind it. Bitnami's image says rabbit@localhost.
  if (nodeName === undefined && broker.image.flavour === 'bitnami') return true
  return member(spec, 'hostname') !== undefined || member(spec, 'hostNetwork') === true
}
