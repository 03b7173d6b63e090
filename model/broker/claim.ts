import { wholeQuantityOf } from '../formats/text/quantity.ts'
import { absent, andThen, found, ifFound, type Lookup } from '../kube/lookup.ts'
import { dig, scalarText } from '../kube/read.ts'
import type { Broker } from './broker.ts'
import { claimBehind, classOf, provisionerOf } from './claim-object.ts'
import type { MountedVolume } from './mounted-volume.ts'
import type { Amount } from './resources.ts'

/** How large the disk is that holds a node's data, as far as a claim asks for a size. */
export interface Claim extends Amount {
  /** Undefined: the cluster's default class. */
  readonly storageClass: string | undefined
  /** Whether the class is known to give directories of a larger disk, whatever size is asked for. */
  readonly sizeless: boolean
}

/** Absent where the data lies on no claim, or on one whose size is not written. */
export function claimOf(broker: Broker, data: Lookup<MountedVolume>): Lookup<Claim> {
  return andThen(data, volume =>
    andThen(claimBehind(broker, volume), ({ value, locate }) => {
      const written = dig(value, size)
      const bytes = wholeQuantityOf(written)
      if (bytes === undefined) return absent()
      const storageClass = classOf(value)
      return found({
        bytes,
        text: scalarText(written) ?? '',
        at: locate(size),
        storageClass,
        sizeless: storageClass !== undefined && isSizeless(broker, storageClass),
      })
    }),
  )
}
const size = ['spec', 'resources', 'requests', 'storage']

/** By the provisioner where the class is among the objects, else by the names these provisioners' classes usually have. */
function isSizeless(broker: Broker, storageClass: string): boolean {
  return sizeless.test(ifFound(provisionerOf(broker, storageClass)) ?? storageClass)
}
const sizeless = /local-path|hostpath|host-path|no-provisioner|nfs|efs\b/
