import { type Json, type JsonObject, listOf, member } from '../kube/json.ts'
import { onceEach } from '../kube/once-each.ts'
import type { Mount } from './container.ts'
import type { Template } from './template.ts'
import type { ClaimTemplate, Workload } from './workload.ts'

export type VolumeSource =
  | 'config-map'
  | 'secret'
  | 'projected'
  | 'empty-dir'
  | 'claim'
  | 'host-path'
  | 'other'

const sources: readonly (readonly [field: string, source: VolumeSource])[] = [
  ['configMap', 'config-map'],
  ['secret', 'secret'],
  ['projected', 'projected'],
  ['downwardAPI', 'projected'],
  ['emptyDir', 'empty-dir'],
  ['persistentVolumeClaim', 'claim'],
  ['hostPath', 'host-path'],
]

const byName = onceEach(({ volumes }: JsonObject) => {
  const named = listOf(volumes).map(volume => [member(volume, 'name'), volume] as const)
  return new Map(named.toReversed())
})
/** The volume of a pod that is called so; the first, if there are several. */
export const volumeNamed = ({ spec }: Pick<Template, 'spec'>, name: string): Json | undefined =>
  byName(spec).get(name)

const claimsByName = onceEach(
  ({ claimTemplates }: Workload) =>
    new Map(claimTemplates.toReversed().map(template => [template.name, template])),
)
/** The claim template that is called so; the first, if there are several. */
export const claimTemplateNamed = (workload: Workload, name: string): ClaimTemplate | undefined =>
  claimsByName(workload).get(name)

/** What the volume of a mount is made from; undefined where no volume of that name is there. */
export function volumeSource(workload: Workload, { volume }: Mount): VolumeSource | undefined {
  if (claimTemplateNamed(workload, volume)) return 'claim'
  const entry = volumeNamed(workload.template, volume)
  if (entry === undefined) return undefined
  return sources.find(([field]) => member(entry, field) !== undefined)?.[1] ?? 'other'
}

/** Whether the kubelet writes the volume's files from objects of the API. */
export function isMadeByKubelet(workload: Workload, mount: Mount): boolean {
  const source = volumeSource(workload, mount)
  return source === 'config-map' || source === 'secret' || source === 'projected'
}

/** Whether nothing in the container can write there. Source: Kubernetes 1.9.6 and later mount these volumes read-only. */
export const isReadOnlyMount = (workload: Workload, mount: Mount): boolean =>
  mount.readOnly || isMadeByKubelet(workload, mount)
