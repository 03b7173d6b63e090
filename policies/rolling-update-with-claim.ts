import { at } from '../model/kube/address.ts'
import type { JsonObject } from '../model/kube/json.ts'
import { dig, read } from '../model/kube/read.ts'
import type { Workload } from '../model/pods/workload.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (spec: JsonObject): string =>
  cluster({
    kind: 'Deployment',
    replicas: 1,
    pod: { hostname: 'rabbitmq' },
    nodeName: null,
    longNames: null,
    discovery: '',
    objects: [{ kind: 'Deployment', metadata: { name: 'rabbitmq' }, spec: spec }],
  })

export default clusterRule({
  id: 'rolling-update-with-claim',
  group: 'storage',
  title: 'A Deployment starts its new pod while the old one has the disk',
  worst: 'warning',
  when: { since: 'ever' },
  needs: ['dataVolume'],
  rationale: `A Deployment rolls out by starting a new pod beside the old one, and stops the old one when the new one is ready. On another machine the new pod
waits for a disk that the old one holds; on the same machine, or with a disk that many may mount, two nodes open the same files. \`Recreate\` stops the
old one first.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  evidence: {
    kind: 'docs',
    where:
      'kubernetes.io: maxSurge is 25 % by default, rounded up: one more pod; ReadWriteOnce is per machine, not per pod',
  },
  example: () => ({ bad: sample({}), good: sample({ strategy: { type: 'Recreate' } }) }),
  check({ dataVolume: volume, cluster }, tell) {
    const { workload } = cluster
    if (workload.kind !== 'Deployment' || volume.kind !== 'claim') return
    const strategy = tell.know(read(workload.object, ['spec', 'strategy']))
    if (!overlaps(workload)) return
    const place = at(workload.object, 'spec', 'strategy')
    tell.report({
      at: strategy?.at ?? place,
      message: `Deployment ${workload.object.name} starts its new pod beside the old one, on the claim of volume ${volume.name}`,
      why: 'the new pod waits for the disk that the old one holds, and the roll-out does not end; where both can mount it, two nodes write the same files',
      help: 'set strategy: { type: Recreate }',
      fix: {
        title: 'stop the old pod before the new one starts',
        safety: 'unsafe',
        edits: [{ op: 'set', at: place, value: { type: 'Recreate' } }],
      },
    })
  },
})

/** Whether there is a pod more than wanted while it rolls out: unless it says none. */
function overlaps({ object }: Workload): boolean {
  const strategy = dig(object.value, ['spec', 'strategy', 'type']) ?? 'RollingUpdate'
  const surge = dig(object.value, ['spec', 'strategy', 'rollingUpdate', 'maxSurge'])
  return strategy === 'RollingUpdate' && surge !== 0 && surge !== '0' && surge !== '0%'
}
