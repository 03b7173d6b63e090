import type { Address } from '../kube/address.ts'
import { isString, listOf, member } from '../kube/json.ts'
import { type Seen, someOf } from '../kube/lookup.ts'
import { type Container, containersOf, inContainer } from './container.ts'
import { claimTemplateNamed, volumeNamed } from './volumes.ts'
import type { Workload } from './workload.ts'

/** A volume that a container of the pod mounts, or has as a device. */
export interface VolumeUse {
  readonly container: Container
  readonly volume: string
  /** The mount or the device. */
  readonly at: Address
  readonly generated: boolean
  /** Whether a volume or a claim template of that name is there. */
  readonly isDefined: boolean
}

const lists = ['volumeMounts', 'volumeDevices'] as const

/** The volumes that all containers of a pod use. Not complete where a container, or the volumes, were not seen. */
export function volumeUses(workload: Workload): Seen<VolumeUse> {
  const { template, made } = workload
  const uses = containersOf(template).flatMap(container =>
    lists.flatMap(list =>
      listOf(container.value[list]).flatMap((use, index): readonly VolumeUse[] => {
        const volume = member(use, 'name')
        if (!isString(volume)) return []
        return [
          {
            container,
            volume,
            at: inContainer(template, container, list, index, 'name'),
            generated: template.generated([...container.steps, list, index]),
            isDefined: (claimTemplateNamed(workload, volume) ?? volumeNamed(template, volume)) !== undefined,
          },
        ]
      }),
    ),
  )
  const unsettled = ['volumes', 'containers', 'initContainers'].map(part => template.unsettled([part]))
  return someOf(uses, made.unseen ?? [...unsettled, workload.claimsUnsettled].find(why => why !== undefined))
}
