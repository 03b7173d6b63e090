import type { DataVolume } from '../model/broker/data-volume.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { type Address, at } from '../model/kube/address.ts'
import { dig } from '../model/kube/read.ts'
import type { Workload, WorkloadKind } from '../model/pods/workload.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'storage-not-persistent',
  group: 'storage',
  title: 'The data directory does not survive the pod',
  worst: 'warning',
  single: 'info',
  when: { since: 'ever' },
  needs: ['dataVolume'],
  mayBeAbsent: ['dataVolume'],
  rationale: `Queues, messages, users and the membership in the cluster live in the data directory. On an emptyDir, or on the container's
own layer, they go with the pod: with every roll-out, drain or eviction. The image declares the directory a volume, so a forgotten mount
seems to work until the pod is replaced. For a throw-away node that is fine.`,
  sources: [
    'https://www.rabbitmq.com/docs/relocate',
    'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  ],
  evidence: {
    kind: 'source',
    where:
      'docker-library/rabbitmq Dockerfile: VOLUME /var/lib/rabbitmq; rabbit_env.erl@v4.3.5: the data directory',
  },
  example: () => ({
    bad: cluster({ storage: 'emptyDir' }),
    good: cluster(),
  }),
  check({ dataVolume, cluster }, tell) {
    if (dataVolume?.persistent) return
    const { workload, broker } = cluster
    const path = (tell.know(broker.paths.data) ?? '').replace(/\/mnesia$/, '')
    const size = noStorage(workload)
    tell.report({
      at: size ?? dataVolume?.at ?? workload.template.locate([...broker.container.steps, 'volumeMounts']),
      message: `${workload.kind} ${workload.object.name} ${size ? 'keeps its data on an emptyDir: its storage is 0' : whereOf(dataVolume, tell.know(broker.paths.data))}`,
      why: whyOf(cluster),
      help: helpOf(cluster, path),
    })
  },
})

/** A storage of 0: then the operator makes no claim. Source: cluster-operator, internal/resource/statefulset.go@v2.22.3. */
function noStorage({ object }: Workload): Address | undefined {
  const path = ['spec', 'persistence', 'storage']
  return /^0+[A-Za-z]*$/.test(String(dig(object.value, path))) ? at(object, ...path) : undefined
}

function whereOf(volume: DataVolume | undefined, path: string | undefined): string {
  if (volume === undefined) return `mounts no volume at ${path}`
  return volume.kind === 'empty-dir'
    ? `keeps its data on the emptyDir ${volume.name}`
    : `keeps its data on the volume ${volume.name}, which goes with its pod`
}

function whyOf(cluster: Cluster): string {
  if (isSeveral(cluster))
    return 'queues, messages, users and cluster membership go with each pod: roll-out, drain, eviction'
  return cluster.workload.kind === 'Pod'
    ? 'queues, messages and users go with the Pod: deletion, drain, eviction'
    : 'queues, messages and users go with the pod: roll-out, drain, eviction'
}

const claim = (path: string): string => `mount a PersistentVolumeClaim at ${path}`
/** How one node comes to keep its data at a path, by what writes its pod. */
const help: Partial<Record<WorkloadKind, (path: string) => string>> & {
  Deployment: (path: string) => string
} = {
  StatefulSet: path => `mount a claim from volumeClaimTemplates at ${path}`,
  Deployment: path =>
    `${claim(path)}, with a fixed hostname and strategy Recreate; or make it a StatefulSet with a claim template`,
  Pod: claim,
  RabbitmqCluster: () => 'set persistence.storage (10Gi by default)',
}

function helpOf(cluster: Cluster, path: string): string {
  const own = help[cluster.workload.kind]
  if ((own === undefined || own === help.Deployment) && isSeveral(cluster))
    return `make it a StatefulSet with a claim template that is mounted at ${path}`
  return (own ?? help.Deployment)(path)
}
