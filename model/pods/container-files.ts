import type { Located } from '../kube/address.ts'
import { compareText } from '../kube/compare-text.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, andThen, found, type Lookup, map, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { missing } from '../kube/missing.ts'
import { unsettledAt } from '../kube/object.ts'
import type { World } from '../kube/world.ts'
import { type Container, cleanPath, containersOf, isBelow, type Mount, mountsOf } from './container.ts'
import type { ContainerFiles, File, FileText, VolumeFiles } from './files.ts'
import { copiedInto } from './init-copies.ts'
import { textsOf } from './texts.ts'
import { volumeNamed } from './volumes.ts'
import type { Workload } from './workload.ts'

/**
 * The files of a container as the manifests tell them.
 * @param own a folder that nothing but the entry point of the image fills, where it lies on a volume that starts empty
 */
export function containerFiles(
  world: World,
  workload: Workload,
  container: Container,
  own?: string,
): ContainerFiles {
  const mounts = mountsOf(workload.template, container)
  const volumes = new Map<string, VolumeFiles>()
  const volume = (mount: Mount): VolumeFiles => {
    const { volume: name, subPathExpr } = mount
    if (subPathExpr !== undefined) return unknown(`what of volume ${name} is mounted depends on the pod`)
    if (mount.path === own && startsEmpty(workload, mount)) return found(new Map())
    const known = volumes.get(name) ?? volumeFiles(world, workload, container, name)
    volumes.set(name, known)
    return known
  }
  const mountOf = covering(mounts)
  // A maker that fills volumes says itself what it mounts.
  const open = workload.made.volume
    ? undefined
    : workload.template.unsettled([...container.steps, 'volumeMounts'])
  return {
    mountOf,
    open,
    mounts,
    shownBy: mount => map(volume(mount), files => shown(files, mount)),
    read(path) {
      if (open !== undefined) return unknown(open)
      const clean = cleanPath(path)
      const mount = mountOf(clean)
      return mount ? andThen(volume(mount), files => fileIn(files, mount, clean)) : absent()
    },
    list(folder) {
      const clean = cleanPath(folder)
      const shows = mountOf(clean)
      // What else is mounted there or above is hidden; mounts inside hide what stands at their place.
      const listings = mounts
        .filter(mount => mount === shows || (mount.path !== clean && isBelow(mount.path, clean)))
        .map(mount => ({ mount, ...listing(mount, clean) }))
      const items = listings.flatMap(({ mount, items: files }) =>
        files.filter(({ path }) => mountOf(path) === mount),
      )
      const blind = listings.find(seen => !seen.complete)
      const sorted = items.sort((a, b) => compareText(a.path, b.path))
      return someOf(sorted, open ?? (blind && !blind.complete ? blind.why : undefined))
    },
  }

  function listing(mount: Mount, folder: string): Seen<File> {
    if (mount.path !== folder && isBelow(mount.path, folder)) return single(mount, folder)
    const files = volume(mount)
    if (files.state !== 'found') return { items: [], complete: false, why: files.why }
    const prefix = inVolume(mount, folder)
    const here = [...files.value].flatMap(([path, text]): readonly File[] => {
      const name =
        prefix === '' ? path : path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : undefined
      return name === undefined || name.includes('/')
        ? []
        : [{ ...text, path: cleanPath(`${folder}/${name}`) }]
    })
    const why = here.find(({ unread }) => unread !== undefined)?.unread
    const items = here.filter(({ unread }) => unread === undefined)
    return why === undefined ? { items, complete: true } : { items, complete: false, why }
  }

  /** A mount inside the folder that is itself one file. */
  function single(mount: Mount, folder: string): Seen<File> {
    const parent = mount.path.slice(0, mount.path.lastIndexOf('/')) || '/'
    if (parent !== folder) return { items: [], complete: true }
    const file = andThen(volume(mount), files => fileIn(files, mount, mount.path))
    if (file.state === 'unknown') return { items: [], complete: false, why: file.why }
    return { items: file.state === 'found' ? [file.value] : [], complete: true }
  }
}

interface Folder {
  mount?: Mount
  readonly below: Map<string, Folder>
}

/** Tells which mount covers a path: of two at one path the first. Found by the steps of the path, for there may be thousands of mounts. */
function covering(mounts: readonly Mount[]): (path: string) => Mount | undefined {
  const root: Folder = { below: new Map() }
  for (const mount of mounts) {
    let folder = root
    for (const step of stepsOf(mount.path)) {
      const next: Folder = folder.below.get(step) ?? { below: new Map() }
      folder.below.set(step, next)
      folder = next
    }
    folder.mount ??= mount
  }
  return path => {
    let [folder, found]: [Folder | undefined, Mount | undefined] = [root, root.mount]
    for (const step of stepsOf(path)) {
      folder = folder?.below.get(step)
      if (folder === undefined) break
      found = folder.mount ?? found
    }
    return found
  }
}
const stepsOf = (path: string): readonly string[] => path.split('/').filter(step => step !== '')

/** Path of a container's file inside the volume that is mounted there. */
function inVolume(mount: Mount, path: string): string {
  return cleanPath(`${subPathOf(mount)}/${path.slice(mount.path.length)}`).slice(1)
}

/** The part of its volume that a mount shows, as paths in volumes are written; '' for all of it. */
const subPathOf = ({ subPath = '' }: Mount): string => cleanPath(subPath).slice(1)

/** The files of a volume that lie under the part of it that is mounted, or are it. */
function shown(files: ReadonlyMap<string, FileText>, mount: Mount): readonly File[] {
  const base = subPathOf(mount)
  return [...files].flatMap(([path, text]): readonly File[] => {
    if (text.unread !== undefined) return []
    if (path === base) return [{ ...text, path: mount.path }]
    if (base !== '' && !path.startsWith(`${base}/`)) return []
    const rest = base === '' ? path : path.slice(base.length + 1)
    return [{ ...text, path: cleanPath(`${mount.path}/${rest}`) }]
  })
}

function fileIn(files: ReadonlyMap<string, FileText>, mount: Mount, path: string): Lookup<File> {
  const text = files.get(inVolume(mount, path))
  if (text?.unread !== undefined) return unknown(text.unread)
  return text ? found({ ...text, path }) : absent()
}

function volumeFiles(world: World, workload: Workload, container: Container, name: string): VolumeFiles {
  const { template, made } = workload
  const own = made.volume?.(name, world)
  if (own) return own
  const why = template.unsettled(['volumes', { name }])
  if (why !== undefined) return unknown(why)
  const volume = volumeNamed(template, name)
  if (volume === undefined) return unknown(`volume ${name} holds what no manifest says`)
  return sourceFiles(world, workload, volume) ?? copied(world, workload, container, volume, name)
}

/** Whether a mount shows an emptyDir, or a part of one, that no init container has a word of. */
function startsEmpty({ template }: Workload, { volume, subPath = '' }: Mount): boolean {
  if (template.unsettled(['volumes', { name: volume }]) !== undefined) return false
  if (member(volumeNamed(template, volume), 'emptyDir') === undefined) return false
  return containersOf(template)
    .filter(({ init }) => init)
    .filter(init => mountsOf(template, init).some(mount => mount.volume === volume))
    .every(init => subPath !== '' && !JSON.stringify(init.value).includes(subPath))
}

/** An emptyDir holds what the init containers of the pod copy into it. */
function copied(
  world: World,
  workload: Workload,
  container: Container,
  volume: Json,
  name: string,
): VolumeFiles {
  if (member(volume, 'emptyDir') === undefined || container.init) {
    return unknown(`volume ${name} holds what no manifest says`)
  }
  return copiedInto(workload, name, init => containerFiles(world, workload, init))
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
  for (const part of listOf(member(projected, 'sources'))) {
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
