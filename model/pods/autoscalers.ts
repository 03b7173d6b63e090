import { isString, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import type { Workload } from './workload.ts'

/** Something that changes the number of pods by itself. */
export interface Autoscaler {
  readonly object: KubeObject
  /** The kind that it scales: of a RabbitmqCluster, perhaps the StatefulSet that the operator makes. */
  readonly target: string
}

/** Kinds that scale what `spec.scaleTargetRef` names. */
const scalers = [kinds.HorizontalPodAutoscaler, kinds.ScaledObject]

/** What an object scales, as kind and name; undefined for objects that scale nothing. KEDA's own default is a Deployment. */
export function scaledBy(object: KubeObject): string | undefined {
  // By its kind first: it is asked of every object, most of which need not be read.
  if (!scalers.some(({ kind }) => kind === object.kind)) return undefined
  const target = dig(object.value, ['spec', 'scaleTargetRef'])
  const [its, name] = [member(target ?? null, 'kind'), member(target ?? null, 'name')]
  return isString(name) ? `${isString(its) ? its : 'Deployment'}/${name}` : undefined
}

const byTarget = onceEach(
  (world: World): ReadonlyMap<string, readonly KubeObject[]> =>
    Map.groupBy(
      scalers.flatMap(kind => world.ofKind(kind)),
      object => scaledBy(object) ?? '',
    ),
)

/** The autoscalers of a workload, or of what the operator makes of it. */
export function autoscalersFor(
  world: World,
  { object, kind, namespace, ordinals }: Workload,
): Seen<Autoscaler> {
  // A Pod by itself has no number, nor has a DaemonSet.
  if (kind === 'Pod' || kind === 'DaemonSet') return someOf([], undefined)
  const targets = [`${kind}/${object.name}`, ...(ordinals ? [`StatefulSet/${ordinals.owner}`] : [])]
  const known = byTarget(world)
  const found = [...new Set(targets)].flatMap(target => known.get(target) ?? [])
  const mayBeHere = found.filter(other => namespace === '' || ['', namespace].includes(other.namespace))
  const open = scalers.map(scaler => whyOpen(world.list(scaler, namespace)))
  return someOf(
    mayBeHere.map(scaler => ({ object: scaler, target: scaledBy(scaler)?.split('/')[0] ?? '' })),
    open.find(why => why !== undefined),
  )
}
