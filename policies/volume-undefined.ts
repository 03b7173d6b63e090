import { nearest } from '../facts/nearest.ts'
import type { Cluster } from '../model/cluster.ts'
import { listOf, member } from '../model/kube/json.ts'
import type { VolumeUse } from '../model/pods/volume-uses.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (name: string): string =>
  cluster({ container: { volumeMounts: [{ name, mountPath: '/var/lib/rabbitmq' }] } })

export default clusterRule({
  id: 'volume-undefined',
  group: 'storage',
  title: 'A container mounts a volume that is not defined',
  worst: 'error',
  when: { since: 'ever' },
  needs: [],
  replaces: { inCluster: ['storage-not-persistent', 'claim-not-mounted'] },
  rationale: `A mount names one of the pod's volumes, or a claim template of its StatefulSet. Where there is none of that name the API server
refuses the object. Releases of Kubernetes that do not look into the template of a StatefulSet refuse its pods instead: the set is there, and
no pod ever is.`,
  sources: ['https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work'],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/refused-objects.test.ts: what the API server says of an object that is refused; kubernetes/kubernetes pkg/apis/apps/validation/validation.go@v1.37.2:ValidateStatefulSetSpec: the template of a StatefulSet is validated with its claims as volumes',
  },
  log: [
    {
      by: 'api-server',
      pattern: /volume(?:Mounts|Devices)\[\d+\]\.name: Not found: "(?<name>[^"]+)"/,
      sample:
        'The Deployment "rabbitmq" is invalid: spec.template.spec.containers[0].volumeMounts[2].name: Not found: "data"',
    },
  ],
  example: () => ({
    bad: sample('rabbitmq-data'),
    good: sample('data'),
  }),
  check({ cluster }, tell) {
    const uses = tell.all(cluster.volumeUses)
    // What was not seen may define it.
    if (!cluster.volumeUses.complete) return
    const undefinedOnes = Map.groupBy(
      uses.filter(({ isDefined }) => !isDefined),
      ({ volume }) => volume,
    )
    const used = new Set(uses.map(({ volume }) => volume))
    const proposals = proposalsFor(cluster, used)
    for (const [volume, [first, ...others]] of undefinedOnes) {
      if (first === undefined) continue
      const { workload } = cluster
      tell.report({
        at: first.generated ? (workload.claimTemplates[0]?.at ?? cluster.at) : first.at,
        subject: 'volume',
        stopsBoot: true,
        message: `container ${first.container.name} mounts volume ${volume}, which ${workload.called} does not define`,
        why: whyOf(cluster),
        help: helpOf(first, proposals),
        related: others.slice(0, 9).map(({ at, container }) => ({
          at,
          message: `mounted in container ${container.name} too`,
        })),
      })
    }
  },
})

/** Pods that a set names are made after the set is taken. */
const whyOf = ({ workload }: Cluster): string =>
  workload.ordinals
    ? 'the API server refuses the StatefulSet, or, in older releases of Kubernetes, each of its pods: none starts'
    : `the API server refuses the ${workload.kind}: nothing starts`

/** What may have been meant; of more names none is proposed. */
const most = 200
function proposalsFor({ workload }: Cluster, used: ReadonlySet<string>): Proposals {
  const claims = workload.claimTemplates.map(({ name }) => name)
  const names = listOf(workload.template.spec.volumes).map(entry => String(member(entry, 'name')))
  const all = [...claims, ...names]
  return { idle: claims.find(name => !used.has(name)), names: all.length > most ? [] : all }
}
interface Proposals {
  /** A claim template that nothing mounts. */
  readonly idle: string | undefined
  readonly names: readonly string[]
}

function helpOf({ volume, generated }: VolumeUse, { idle, names }: Proposals): string {
  if (generated) return `call the claim template ${volume}: it is mounted by that name`
  if (idle !== undefined) return `mount ${idle}, the claim template that nothing mounts`
  const like = nearest(volume, names)
  return like === undefined
    ? `define volume ${volume}, or take the mount out`
    : `mount ${like}, or define volume ${volume}`
}
