import type { Located } from '../kube/address.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { found, unknown } from '../kube/lookup.ts'
import { missing } from '../kube/missing.ts'
import { unsettledAt } from '../kube/object.ts'
import type { World } from '../kube/world.ts'
import { type Container, cleanPath, type Mount } from './container.ts'
import type { ContainerFiles, VolumeFiles } from './files.ts'
import { copiedInto, writersOf } from './init-copies.ts'
import { textsOf } from './texts.ts'
import { volumeNamed } from './volumes.ts'
import type { Workload } from './workload.ts'

/** How the files of another container of the pod are told. */
type FilesOf = (container: Container) => ContainerFiles

/** The files of a volume as a container finds them. */
export function volumeFiles(
  world: World,
  workload: Workload,
  { container, filesOf }: { readonly container: Container; readonly filesOf: FilesOf },
  name: string,
): VolumeFiles {
  const { template, made } = workload
  const own = made.volume?.(name, world)
  if (own) return own
  const why = template.unsettled(['volumes', { name }])
  if (why !== undefined) return unknown(why)
  const volume = volumeNamed(template, name)
  if (volume === undefined) return unknown(`volume ${name} holds what no manifest says`)
  const source = sourceFiles(world, workload, volume)
  if (source) return source
  // An emptyDir holds what the init containers of the pod copy into it.
  return member(volume, 'emptyDir') === undefined || container.init
    ? unknown(`volume ${name} holds what no manifest says`)
    : copiedInto(world, workload, { volume: name, before: container }, filesOf)
}

/** Whether a mount of a container shows an emptyDir, or a part of one, that none which starts before it has a word of. */
export function startsEmpty(
  { template }: Workload,
  container: Container,
  { volume, subPath = '' }: Mount,
): boolean {
  if (template.unsettled(['volumes', { name: volume }]) !== undefined) return false
  if (member(volumeNamed(template, volume), 'emptyDir') === undefined) return false
  return writersOf(template, volume, container).every(
    writer => subPath !== '' && !JSON.stringify(writer.container.value).includes(subPath),
  )
}

/** Files of a volume, or of one source of a projected volume; undefined for volumes that start empty or with unseen data. */
function sourceFiles(world: World, workload: Workload, source: Json): VolumeFiles | undefined {
  const configMap = member(source, 'configMap')
  if (isObject(configMap))
    return fromObject(world, workload, kinds.ConfigMap, member(configMap, 'name'), member(configMap, 'items'))
  const secret = member(source, 'secret')
  if (isObject(secret)) {
    return fromObject(
      world,
      workload,
      kinds.Secret,
      member(secret, 'secretName') ?? member(secret, 'name'),
      member(secret, 'items'),
    )
  }
  const projected = member(source, 'projected')
  if (!isObject(projected)) return undefined
  const merged = new Map<string, Located<string>>()
  // A source that is there again brings the same again.
  const parts = new Map(listOf(member(projected, 'sources')).map(part => [JSON.stringify(part), part]))
  for (const part of parts.values()) {
    const files = sourceFiles(world, workload, part)
    if (files === undefined) continue // tokens and downward API: no configuration
    if (files.state !== 'found') return files
    for (const [path, text] of files.value) merged.set(path, text)
  }
  return found(merged)
}

function fromObject(
  world: World,
  workload: Workload,
  kind: typeof kinds.Secret,
  name: Json | undefined,
  items: Json | undefined,
): VolumeFiles {
  if (!isString(name)) return unknown(`a ${kind.kind} volume names no ${kind.kind}`)
  const object = world.get(kind, workload.namespace, name)
  if (object.state === 'absent') return unknown(missing(world, kind, name))
  if (object.state === 'unknown') return object
  const why = unsettledAt(object.value, ['data'])
  if (why !== undefined) return unknown(why)
  const entries = textsOf(object.value)
  if (items === undefined) return found(entries)
  return found(
    new Map(
      listOf(items).flatMap(item => {
        const [key, path] = [member(item, 'key'), member(item, 'path')]
        const text = isString(key) ? entries.get(key) : undefined
        return text && isString(path) ? [[cleanPath(path).slice(1), text] as const] : []
      }),
    ),
  )
}
