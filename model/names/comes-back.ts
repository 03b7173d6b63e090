import type { Broker } from '../broker/broker.ts'
import { dataVolumeOf } from '../broker/data-volume.ts'
import { andThen, found, type Lookup } from '../kube/lookup.ts'
import { nodeNameOf } from './node-name.ts'

/** Whether a pod that is made again is the node that it was: its data is kept, and lies under the name that it has again. */
export function comesBack(broker: Broker): Lookup<boolean> {
  const volume = dataVolumeOf(broker)
  if (volume.state === 'absent') return found(false)
  return andThen(volume, ({ persistent }): Lookup<boolean> => {
    const name = nodeNameOf(broker)
    if (!persistent || name.state === 'absent') return found(persistent)
    return andThen(name, ({ style }) => found(style !== 'pod-ip'))
  })
}
