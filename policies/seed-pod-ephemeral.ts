import { isSeveral } from '../model/cluster.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'seed-pod-ephemeral',
  group: 'discovery',
  title: 'The pod that founds the cluster loses its data with it',
  worst: 'error',
  single: 'skip',
  when: { rabbitmq: '>=4.1' },
  needs: ['replicas'],
  rationale: `From 4.1 the Kubernetes backend lets one node found the cluster, that of the first pod, and it does so whenever it finds nothing on its
disk: it asks nobody whether a cluster is there. Where its data goes with the pod, each roll-out, drain or eviction of that pod makes a
second cluster of one node beside the others, Ready and behind the same Service.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://github.com/rabbitmq/cluster-operator/issues/1957',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.3.5:list_nodes: the founding node is the only one listed; seen on 4.3.6, where it founds a second cluster',
  },
  log: { nothing: 'the node boots as one that founds a cluster does' },
  example: () => ({
    bad: cluster({ image: 'rabbitmq:4.2.1', storage: 'emptyDir' }),
    good: cluster({ image: 'rabbitmq:4.2.1' }),
    also: ['storage-not-persistent'],
  }),
  check({ replicas, cluster }, tell) {
    const { workload, broker, discovery } = cluster
    const { ordinals, made } = workload
    if (ordinals === undefined || replicas.value < 2) return
    if (tell.know(discovery.backend)?.module !== 'k8s') return
    const dataVolume = tell.know(cluster.dataVolume)
    if (dataVolume?.persistent) return
    const path = (tell.know(broker.paths.data) ?? '').replace(/\/mnesia$/, '')
    const number = tell.know(cluster.config.effective('cluster_formation.k8s.ordinal_start'))?.value ?? '0'
    tell.report({
      at:
        made.noClaim?.at ??
        dataVolume?.at ??
        workload.template.locate([...broker.container.steps, 'volumeMounts']),
      message: `pod ${ordinals.owner}-${number} founds the cluster, and its data goes with it`,
      why: 'made again, it finds no data and founds a second cluster beside the others, Ready and behind the same Service',
      help: made.wording.keepData(path, isSeveral(cluster)),
    })
  },
})
