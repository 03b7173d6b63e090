import { type Cluster, isSeveral } from '../model/cluster.ts'
import { read } from '../model/kube/read.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const field = 'persistentVolumeClaimRetentionPolicy'
const sample = (whenScaled: string): string =>
  cluster({
    objects: [
      {
        kind: 'StatefulSet',
        metadata: { name: 'rabbitmq' },
        spec: { [field]: { whenDeleted: 'Retain', whenScaled } },
      },
    ],
  })

export default clusterRule({
  id: 'claims-deleted-with-cluster',
  group: 'storage',
  title: 'The disks of the nodes are deleted with their set',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `With \`whenScaled: Delete\` a node that is scaled away loses its disk, and scaling to 0 for an hour loses all of them. With \`whenDeleted: Delete\` the
disks go when the StatefulSet is deleted, which is also how an immutable field of it is changed. By default they are kept.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  ],
  evidence: { kind: 'docs', where: 'kubernetes.io: PersistentVolumeClaim retention; the default is Retain' },
  example: () => ({ bad: sample('Delete'), good: sample('Retain') }),
  check({ cluster }, tell) {
    for (const when of ['whenDeleted', 'whenScaled'] as const) {
      const place = cluster.workload.made.retention?.[when]
      const policy = place && tell.know(read(place.object, place.path))
      if (!place || policy?.value !== 'Delete') continue
      tell.report({
        at: place,
        subject: when,
        message: `${when}: Delete deletes the claims of ${cluster.workload.called}`,
        why: whyOf[when](cluster),
        help: `set ${when}: Retain, and delete claims by hand`,
        fix: {
          title: 'keep the claims',
          safety: 'unsafe',
          edits: [{ op: 'set', at: place, value: 'Retain' }],
        },
      })
    }
  },
})

const whyOf = {
  whenDeleted: (cluster: Cluster) =>
    `deleting the StatefulSet, also to change what cannot be changed in place, deletes the data of ${isSeveral(cluster) ? 'all nodes' : 'the node'}`,
  whenScaled: (cluster: Cluster) =>
    isSeveral(cluster)
      ? 'scaling down deletes the data of the nodes that go, scaling to 0 that of all'
      : 'scaling to 0, for however short a time, deletes the data',
}
