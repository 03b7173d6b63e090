import type { Address } from '../kube/address.ts'
import { member } from '../kube/json.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import type { Mount } from '../pods/container.ts'
import { claimTemplateNamed, volumeNamed } from '../pods/volumes.ts'
import type { Broker } from './broker.ts'

/** The volume that the broker's container has at a path. */
export interface MountedVolume {
  readonly name: string
  /** `claim-template`: one claim per pod; `claim`: one for all pods; `empty-dir`: gone with the pod. */
  readonly kind: 'claim-template' | 'claim' | 'empty-dir' | 'host-path' | 'other'
  readonly mount: Mount
  /** The claim template or the volume; the mount, where there is no volume of that name. */
  readonly at: Address
  /** Survives the pod. */
  readonly persistent: boolean
}

/** The volume that shows at a path; absent where none is mounted there: the container's own layer is. */
export function volumeAt(broker: Broker, path: string): Lookup<MountedVolume> {
  const { template } = broker.workload
  const why =
    template.unsettled([...broker.container.steps, 'volumeMounts']) ?? template.unsettled(['volumes'])
  if (why !== undefined) return unknown(why)
  const mount = broker.files.mountOf(path)
  return mount ? found(volumeOf(broker, mount)) : absent()
}

/** The volume that a mount of the broker's container shows. */
export function volumeOf({ workload }: Broker, mount: Mount): MountedVolume {
  const claim = claimTemplateNamed(workload, mount.volume)
  if (claim) return { name: mount.volume, kind: 'claim-template', mount, at: claim.at, persistent: true }
  const volume = volumeNamed(workload.template, mount.volume)
  const has = (source: string): boolean => member(volume, source) !== undefined
  const kind = has('emptyDir')
    ? 'empty-dir'
    : has('persistentVolumeClaim')
      ? 'claim'
      : has('hostPath')
        ? 'host-path'
        : 'other'
  const place =
    volume === undefined ? mount.at : workload.template.locate(['volumes', { name: mount.volume }])
  // A generic ephemeral volume has a claim, but one that goes with its pod.
  return { name: mount.volume, kind, mount, at: place, persistent: kind !== 'empty-dir' && !has('ephemeral') }
}
