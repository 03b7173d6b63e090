import type { Address } from '../kube/address.ts'
import { listOf, member } from '../kube/json.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import type { Mount } from '../pods/container.ts'
import type { Broker } from './broker.ts'

/** The volume that holds the nodes' data. */
export interface DataVolume {
  readonly name: string
  /** `claim-template`: one claim per pod; `claim`: one for all pods; `empty-dir`: gone with the pod. */
  readonly kind: 'claim-template' | 'claim' | 'empty-dir' | 'host-path' | 'other'
  readonly mount: Mount
  readonly at: Address
  /** Survives the pod. */
  readonly persistent: boolean
}

/** The volume under the data directory; absent where none is mounted there: data then lies in the container's layer. */
export function dataVolumeOf(broker: Broker): Lookup<DataVolume> {
  const { template } = broker.workload
  const why =
    template.unsettled([...broker.container.steps, 'volumeMounts']) ?? template.unsettled(['volumes'])
  if (why !== undefined) return unknown(why)
  if (broker.paths.data.state !== 'found') return broker.paths.data
  const mount = broker.files.mountOf(broker.paths.data.value)
  return mount ? found(volumeOf(broker, mount)) : absent()
}

function volumeOf({ workload }: Broker, mount: Mount): DataVolume {
  const claim = workload.claimTemplates.find(({ name }) => name === mount.volume)
  if (claim) return { name: mount.volume, kind: 'claim-template', mount, at: claim.at, persistent: true }
  const volume = listOf(workload.template.spec.volumes).find(
    candidate => member(candidate, 'name') === mount.volume,
  )
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
