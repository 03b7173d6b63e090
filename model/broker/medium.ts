import {
  type Medium as Kind,
  mediumOfClass,
  mediumOfDriver,
  mediumOfSource,
} from '../../facts/storage-media.ts'
import type { Address } from '../kube/address.ts'
import { isObject, isString, type Json, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { found, type Lookup, unknown } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import { volumeNamed } from '../pods/volumes.ts'
import type { Broker } from './broker.ts'
import { type ClaimObject, claimBehind, classOf, provisionerOf } from './claim-object.ts'
import type { MountedVolume } from './mounted-volume.ts'
import { boundVolumes } from './persistent-volumes.ts'

/** What a volume lies on, as far as anything says so; a disk of its own otherwise, as most drivers give. */
export interface Medium {
  readonly is: Kind
  /** What says so, in the words of a message; undefined where nothing does. */
  readonly said: string | undefined
  /** Where it says so. */
  readonly at: Address
  /** Its class, or the volume that it is bound to, was not seen, and no name tells. */
  readonly presumed?: true
}

/** What the volume lies on. */
export function mediumOf(broker: Broker, volume: MountedVolume): Lookup<Medium> {
  const { template } = broker.workload
  const place = (...path: readonly string[]): Address =>
    template.locate(['volumes', { name: volume.name }, ...path])
  const claim = claimBehind(broker, volume)
  if (claim.state === 'found') return found(ofClaim(broker, volume, claim.value))
  if (volume.kind === 'claim')
    return claim.state === 'unknown'
      ? claim
      : unknown(`the claim of volume ${volume.name} is not among the objects`)
  const source = ofSource(volumeNamed(template, volume.name))
  return found(source ? { is: source.is, said: source.said, at: place(source.field) } : disk(volume.at))
}

const disk = (at: Address): Medium => ({ is: 'disk', said: undefined, at })

function ofClaim(broker: Broker, volume: MountedVolume, { value, locate }: ClaimObject): Medium {
  const [first] = boundVolumes(broker, volume, value)
  const source = first && ofSource(first.value.spec)
  const storageClass = classOf(value)
  // Those of one cluster are of one kind.
  if (source)
    return {
      is: source.is,
      said: `PersistentVolume ${first.name}, ${source.said}`,
      at: locate(storageClass === undefined ? [] : ['spec', 'storageClassName']),
    }
  // A volume that somebody wrote for it may be of any kind.
  const mayBeBound = broker.world.absence(kinds.PersistentVolume, '').state === 'unknown'
  const presumed = { presumed: true } as const
  if (storageClass === undefined) return { ...disk(locate([])), ...(mayBeBound ? presumed : {}) }
  const at = locate(['spec', 'storageClassName'])
  const provisioner = provisionerOf(broker, storageClass)
  if (provisioner.state === 'found')
    return {
      is: mediumOfDriver(provisioner.value),
      said: `StorageClass ${storageClass} of ${provisioner.value}`,
      at,
    }
  const is = mediumOfClass(storageClass)
  const isOpen = is === 'disk' && (provisioner.state === 'unknown' || mayBeBound)
  return { is, said: `StorageClass ${storageClass}`, at, ...(isOpen ? presumed : {}) }
}

/** What the source of a volume says of itself: `nfs`, a driver by its name. */
function ofSource(
  volume: Json | undefined,
): { readonly is: Kind; readonly said: string; readonly field: string } | undefined {
  if (!isObject(volume)) return undefined
  const field = Object.keys(mediumOfSource).find(name => isObject(volume[name]))
  const is = field === undefined ? undefined : mediumOfSource[field]
  if (field !== undefined && is !== undefined) return { is, said: field, field }
  const driver = dig(member(volume, 'csi'), ['driver'])
  return isString(driver) ? { is: mediumOfDriver(driver), said: driver, field: 'csi' } : undefined
}
