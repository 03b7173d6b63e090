import type { MountedVolume } from '../model/broker/mounted-volume.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
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
      'docker-library/rabbitmq Dockerfile-ubuntu.template@9193c1de:VOLUME: /var/lib/rabbitmq; deps/rabbit_common/src/rabbit_env.erl@v4.3.5:data_dir',
  },
  example: () => ({
    bad: cluster({ storage: 'emptyDir' }),
    good: cluster(),
  }),
  check({ dataVolume, cluster }, tell) {
    if (dataVolume?.persistent) return
    const { workload, broker } = cluster
    const path = tell.know(broker.paths.data) ?? ''
    const { wording, noClaim } = workload.made
    tell.report({
      at:
        noClaim?.at ??
        dataVolume?.at ??
        workload.template.locate([...broker.container.steps, 'volumeMounts']),
      message: `${workload.called} ${noClaim ? `keeps its data on an emptyDir: ${noClaim.value}` : whereOf(dataVolume, tell.know(broker.paths.data))}`,
      why: whyOf(cluster),
      help: `${wording.keepData(path, isSeveral(cluster))}${groupToo(cluster)}`,
    })
  },
})

function whereOf(volume: MountedVolume | undefined, path: string | undefined): string {
  if (volume === undefined) return `mounts no volume at ${path}`
  return volume.kind === 'empty-dir'
    ? `keeps its data on the emptyDir ${volume.name}`
    : `keeps its data on the volume ${volume.name}, which goes with its pod`
}

function whyOf(cluster: Cluster): string {
  if (isSeveral(cluster)) return 'queues, messages, users and membership go with each pod: roll-out, eviction'
  return cluster.workload.kind === 'Pod'
    ? 'queues, messages and users go with the Pod: deletion, drain, eviction'
    : 'queues, messages and users go with the pod: roll-out, drain, eviction'
}

/** What a node that is not root needs besides, to write on a disk. */
function groupToo({ security, workload }: Cluster): string {
  const user = ifFound(security.user)?.value ?? 0
  if (user === 0 || security.fsGroup.state !== 'absent') return ''
  return `, with ${workload.made.wording.ofPods('securityContext.fsGroup')}, and fsGroupChangePolicy: OnRootMismatch beside it`
}
