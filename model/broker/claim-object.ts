import { type Address, at } from '../kube/address.ts'
import { isString, type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, andThen, found, type Lookup } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import type { Step } from '../kube/step.ts'
import { claimTemplateNamed, volumeNamed } from '../pods/volumes.ts'
import type { Broker } from './broker.ts'
import type { MountedVolume } from './mounted-volume.ts'

/** A PersistentVolumeClaim, written by itself or as the template of one for each pod. */
export interface ClaimObject {
  readonly value: Json
  /** The place that a part of it comes from. */
  locate(path: readonly Step[]): Address
}

/** The claim behind a volume; absent where it is none. */
export function claimBehind(broker: Broker, volume: MountedVolume): Lookup<ClaimObject> {
  const { namespace } = broker.workload
  if (volume.kind === 'claim-template') {
    const template = claimTemplateNamed(broker.workload, volume.name)
    return template ? found(template) : absent()
  }
  const name = claimName(broker, volume)
  if (name === undefined) return absent()
  return andThen(broker.world.get(kinds.PersistentVolumeClaim, namespace, name), object =>
    found({ value: object.value, locate: (steps: readonly Step[]) => at(object, ...steps) }),
  )
}

/** The name of the claim that a volume names; undefined where it names none. */
export function claimName({ workload }: Broker, volume: MountedVolume): string | undefined {
  if (volume.kind !== 'claim') return undefined
  const written = volumeNamed(workload.template, volume.name)
  const name = member(member(written, 'persistentVolumeClaim'), 'claimName')
  return isString(name) ? name : undefined
}

/** The StorageClass that a claim names; undefined for the default of the cluster. */
export function classOf(claim: Json): string | undefined {
  const name = dig(claim, ['spec', 'storageClassName'])
  return isString(name) && name !== '' ? name : undefined
}

/** How often a claim can be mounted. */
export const accessModes = (claim: Json): readonly string[] =>
  listOf(dig(claim, ['spec', 'accessModes'])).filter(isString)

/** Who makes the volumes of a class, as far as that class is among the objects. */
export const provisionerOf = ({ world }: Broker, storageClass: string): Lookup<string> =>
  andThen(world.get(kinds.StorageClass, '', storageClass), ({ value }) => {
    const provisioner = member(value, 'provisioner')
    return isString(provisioner) ? found(provisioner) : absent()
  })
