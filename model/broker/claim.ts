import { wholeQuantityOf } from '../formats/text/quantity.ts'
import { type Address, at } from '../kube/address.ts'
import { isString, type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, andThen, found, type Lookup } from '../kube/lookup.ts'
import { dig, scalarText } from '../kube/read.ts'
import type { Step } from '../kube/step.ts'
import type { Broker } from './broker.ts'
import type { DataVolume } from './data-volume.ts'
import type { Amount } from './resources.ts'

/** How large the disk is that holds a node's data, as far as a claim asks for a size. */
export interface Claim extends Amount {
  /** Undefined: the cluster's default class. */
  readonly storageClass: string | undefined
  /** Whether the class is known to give directories of a larger disk, whatever size is asked for. */
  readonly sizeless: boolean
}

/** Absent where the data lies on no claim, or on one whose size is not written. */
export function claimOf(broker: Broker, data: Lookup<DataVolume>): Lookup<Claim> {
  return andThen(data, volume => {
    if (volume.kind === 'claim-template') {
      const template = broker.workload.claimTemplates.find(({ name }) => name === volume.name)
      return template ? claimFrom(broker, template.value, template.locate) : absent()
    }
    if (volume.kind !== 'claim') return absent()
    const name = claimName(broker, volume.name)
    if (name === undefined) return absent()
    return andThen(broker.world.get(kinds.PersistentVolumeClaim, broker.workload.namespace, name), object =>
      claimFrom(broker, object.value, steps => at(object, ...steps)),
    )
  })
}

function claimName({ workload }: Broker, volume: string): string | undefined {
  const found = listOf(workload.template.spec.volumes).find(candidate => member(candidate, 'name') === volume)
  const name = member(member(found, 'persistentVolumeClaim'), 'claimName')
  return isString(name) ? name : undefined
}

function claimFrom(broker: Broker, claim: Json, locate: (path: readonly Step[]) => Address): Lookup<Claim> {
  const path = ['spec', 'resources', 'requests', 'storage']
  const written = dig(claim, path)
  const bytes = wholeQuantityOf(written)
  if (bytes === undefined) return absent()
  const storageClass = dig(claim, ['spec', 'storageClassName'])
  const name = isString(storageClass) ? storageClass : undefined
  return found({
    bytes,
    text: scalarText(written) ?? '',
    at: locate(path),
    storageClass: name,
    sizeless: name !== undefined && isSizeless(broker, name),
  })
}

/** By the provisioner where the class is among the objects, else by the names these provisioners' classes usually have. */
function isSizeless({ world }: Broker, name: string): boolean {
  const object = world.get(kinds.StorageClass, '', name)
  const provisioner = object.state === 'found' ? member(object.value.value, 'provisioner') : undefined
  return sizeless.test(isString(provisioner) ? provisioner : name)
}
const sizeless = /local-path|hostpath|host-path|no-provisioner|nfs|efs\b/
