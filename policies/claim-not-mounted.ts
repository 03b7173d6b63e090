import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (name: string): string =>
  cluster({
    container: { volumeMounts: [{ name, mountPath: '/var/lib/rabbitmq' }] },
    pod: { volumes: [{ name: 'scratch', emptyDir: {} }] },
  })

export default clusterRule({
  id: 'claim-not-mounted',
  group: 'storage',
  title: 'A claim template that no container mounts',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  replaces: { inCluster: ['storage-not-persistent'] },
  rationale: `Each pod gets the claims of its templates, and a disk for each, whether anything mounts them or not. One that no container mounts is a
mount that was forgotten, or that names another volume: the data then lies where it goes with the pod.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates'],
  evidence: { kind: 'docs', where: 'kubernetes.io: a claim, and a volume, for each pod and each template' },
  example: () => ({
    bad: sample('scratch'),
    good: sample('data'),
  }),
  check({ cluster }, tell) {
    const used = new Set(tell.all(cluster.volumeUses).map(({ volume }) => volume))
    // A container that was not seen may mount it.
    if (!cluster.volumeUses.complete) return
    const { workload } = cluster
    const path = tell.know(cluster.broker.paths.data)
    for (const { name, at } of workload.claimTemplates)
      if (!used.has(name))
        tell.report({
          at,
          subject: 'claim',
          message: `no container of ${workload.called} mounts its claim template ${name}`,
          why: isKept(cluster)
            ? 'each pod gets a disk that stays empty'
            : 'each pod gets a disk that stays empty, and its data goes with it: roll-out, drain, eviction',
          help: isKept(cluster)
            ? `take the template out (immutable: ${workload.made.wording.remake})`
            : `mount ${name} at ${path}`,
        })
  },
})

/** Whether the data survives the pod without it. */
const isKept = ({ dataVolume }: Cluster): boolean => ifFound(dataVolume)?.persistent === true
