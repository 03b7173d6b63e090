import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'storage-not-persistent',
  group: 'storage',
  title: 'The data directory does not survive the pod',
  worst: 'warning',
  single: 'info',
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
    const data = tell.know(broker.paths.data)
    tell.report({
      at: dataVolume?.at ?? workload.template.locate([...broker.container.steps, 'volumeMounts']),
      message: dataVolume
        ? `${workload.kind} ${workload.object.name} keeps its data on ${dataVolume.kind === 'empty-dir' ? 'the emptyDir' : 'the volume'} ${dataVolume.name}`
        : `${workload.kind} ${workload.object.name} mounts no volume at ${data ?? 'the data directory'}`,
      why: 'queues, messages, users and cluster membership go with each pod: roll-out, drain, eviction',
      help: `mount a claim from volumeClaimTemplates at ${data?.replace(/\/mnesia$/, '') ?? 'the data directory'}`,
    })
  },
})
