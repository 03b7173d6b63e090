import { isObject, type Json, member } from '../kube/json.ts'
import type { KubeObject } from '../kube/object.ts'
import { dig, scalarText } from '../kube/read.ts'
import { volumeNamed } from '../pods/volumes.ts'
import type { Broker } from './broker.ts'
import { claimBehind } from './claim-object.ts'
import type { MountedVolume } from './mounted-volume.ts'
import { boundVolumes } from './persistent-volumes.ts'

/** One directory that a volume shows, on a machine or of a file server. */
export interface Directory {
  readonly on: 'machine' | 'server'
  /** `/data/rabbitmq`, `files:/export`. */
  readonly called: string
  /** The PersistentVolumes that name it; none where the pod does. */
  readonly volumes: readonly KubeObject[]
  /** Only one machine can have it, and the pod goes where it is. */
  readonly pinned: boolean
}

/** The directory behind a volume, where the pod or a PersistentVolume written for its claims names one. */
export function directoryBehind(broker: Broker, volume: MountedVolume): Directory | undefined {
  const own = directoryOf(volumeNamed(broker.workload.template, volume.name))
  if (own) return { ...own, volumes: [], pinned: false }
  const claim = claimBehind(broker, volume)
  if (claim.state !== 'found') return undefined
  const named = boundVolumes(broker, volume, claim.value.value).flatMap(object => {
    const directory = directoryOf(object.value.spec)
    return directory ? [{ object, directory }] : []
  })
  const bySource = [...Map.groupBy(named, ({ directory: { on, called } }) => `${on} ${called}`).values()]
  const most = bySource.sort((a, b) => b.length - a.length)[0]
  if (most?.[0] === undefined) return undefined
  const volumes = most.map(({ object }) => object)
  return {
    ...most[0].directory,
    volumes,
    pinned: volumes.every(({ value }) => dig(value, ['spec', 'nodeAffinity']) !== undefined),
  }
}

type Named = Pick<Directory, 'on' | 'called'>

function directoryOf(source: Json | undefined): Named | undefined {
  if (!isObject(source)) return undefined
  const path = scalarText(dig(source, ['hostPath', 'path']))
  if (path !== undefined) return { on: 'machine', called: path }
  const { nfs } = source
  const [server, folder] = [scalarText(member(nfs, 'server')), scalarText(member(nfs, 'path'))]
  return server === undefined ? undefined : { on: 'server', called: `${server}:${folder ?? '/'}` }
}
