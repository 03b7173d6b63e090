import { andThen, type Lookup } from '../kube/lookup.ts'
import type { Broker } from './broker.ts'
import { type MountedVolume, volumeAt } from './mounted-volume.ts'

/** The volume under the data directory; absent where none is mounted there: data then lies in the container's layer. */
export const dataVolumeOf = (broker: Broker): Lookup<MountedVolume> =>
  andThen(broker.paths.data, path => volumeAt(broker, path))
