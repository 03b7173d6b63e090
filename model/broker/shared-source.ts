import { isObject, type Json, member } from '../kube/json.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig, scalarText } from '../kube/read.ts'
import { volumeNamed } from '../pods/volumes.ts'
import type { Broker } from './broker.ts'
import { claimBehind, classOf } from './claim-object.ts'
import type { MountedVolume } from './mounted-volume.ts'
import { boundVolumes } from './persistent-volumes.ts'

/** One directory that a volume shows, on a machine or of a file server. */
export interface Directory {
  readonly on: 'machine' | 'server'
  /** `/data/rabbitmq`, `files:/export`. */
  readonly called: string
  /** The PersistentVolumes that name it; none where the pod does. */
  readonly volumes: readonly KubeObject[]
  /** The claims and these volumes name no class: that they are for each other is not written. */
  readonly presumed?: true
  /** Only one machine can have it, and the pod goes where it is. */
  readonly pinned: boolean
}

/** The directory behind a volume, where the pod or a PersistentVolume written for its claims names one. */
export function directoryBehind(broker: Broker, volume: MountedVolume): Directory | undefined {
  const own = directoryOf(volumeNamed(broker.workload.template, volume.name))
  if (own) return { ...own, volumes: [], pinned: false }
  const claim = claimBehind(broker, volume)
  if (claim.state !== 'found') return undefined
  const common = commonDirectory(boundVolumes(broker, volume, claim.value.value))
  const isWritten =
    classOf(claim.value.value) !== undefined ||
    dig(claim.value.value, ['spec', 'volumeName']) !== undefined ||
    common?.volumes.every(({ value }) => dig(value, ['spec', 'claimRef']) !== undefined)
  return common && !isWritten ? { ...common, presumed: true } : common
}

/** The directory that most of these volumes name; worked out once for those of a class, which many clusters may have. */
const commonDirectory = onceEach((volumes: readonly KubeObject[]): Directory | undefined => {
  const named = volumes.flatMap(object => {
    const directory = directoryOf(object.value.spec)
    return directory ? [{ object, directory }] : []
  })
  const groups = Map.groupBy(named, ({ directory: { on, called } }) => `${on} ${called}`)
  const [most] = [...groups.values()].sort((a, b) => b.length - a.length)
  if (most?.[0] === undefined) return undefined
  return {
    ...most[0].directory,
    volumes: most.map(({ object }) => object),
    pinned: most.every(({ object }) => dig(object.value, ['spec', 'nodeAffinity']) !== undefined),
  }
})

type Named = Pick<Directory, 'on' | 'called'>

function directoryOf(source: Json | undefined): Named | undefined {
  if (!isObject(source)) return undefined
  const path = scalarText(dig(source, ['hostPath', 'path']))
  if (path !== undefined) return { on: 'machine', called: path }
  const { nfs } = source
  const [server, folder] = [scalarText(member(nfs, 'server')), scalarText(member(nfs, 'path'))]
  return server === undefined ? undefined : { on: 'server', called: `${server}:${folder ?? '/'}` }
}
