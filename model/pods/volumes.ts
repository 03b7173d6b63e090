import { type Json, listOf, member } from '../kube/json.ts'
import type { Mount } from './container.ts'
import type { Workload } from './workload.ts'

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

/** What the volume of a mount is made from; undefined where no volume of that name is there. */
export function volumeSource(workload: Workload, { volume }: Mount): VolumeSource | undefined {
  if (workload.claimTemplates.some(({ name }) => name === volume)) return 'claim'
  const entry: Json | undefined = listOf(workload.template.spec.volumes).find(
    candidate => member(candidate, 'name') === volume,
  )
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
