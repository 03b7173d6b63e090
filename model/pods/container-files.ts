import { compareText } from '../kube/compare-text.ts'
import { absent, andThen, found, type Lookup, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { onceEach } from '../kube/once-each.ts'
import type { World } from '../kube/world.ts'
import { type Container, cleanPath, type Mount, mountsOf } from './container.ts'
import type { ContainerFiles, File, FileText, VolumeFiles } from './files.ts'
import { mountTree } from './mount-tree.ts'
import { startsEmpty, volumeFiles } from './volume-files.ts'
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
    if (mount.path === own && startsEmpty(workload, container, mount)) return found(new Map())
    const known = volumes.get(name) ?? volumeFiles(world, workload, { container, filesOf }, name)
    volumes.set(name, known)
    return known
  }
  const filesOf = (other: Container): ContainerFiles => containerFiles(world, workload, other)
  const tree = mountTree(mounts)
  const { mountOf } = tree
  const lists = new Map<string, Seen<File>>()
  // A maker that fills volumes says itself what it mounts.
  const open = workload.made.volume
    ? undefined
    : workload.template.unsettled([...container.steps, 'volumeMounts'])
  return {
    mountOf,
    open,
    mounts,
    shownBy: showing(volume),
    hasMountsBelow: path => tree.hasBelow(cleanPath(path)),
    read(path) {
      if (open !== undefined) return unknown(open)
      const clean = cleanPath(path)
      const mount = mountOf(clean)
      return mount ? andThen(volume(mount), files => fileIn(files, mount, clean)) : absent()
    },
    list(folder) {
      const clean = cleanPath(folder)
      const known = lists.get(clean) ?? listed(clean)
      lists.set(clean, known)
      return known
    },
  }

  function listed(folder: string): Seen<File> {
    const shows = mountOf(folder)
    // What else is mounted there or above is hidden; mounts inside hide what stands at their place.
    const listings = [
      ...tree.directlyIn(folder).map(mount => ({ mount, ...single(mount) })),
      ...(shows ? [{ mount: shows, ...listing(shows, folder) }] : []),
    ]
    const items = listings.flatMap(({ mount, items: files }) =>
      files.filter(({ path }) => mountOf(path) === mount),
    )
    const blind = listings.find(seen => !seen.complete)
    const sorted = items.sort((a, b) => compareText(a.path, b.path))
    return someOf(sorted, open ?? (blind && !blind.complete ? blind.why : undefined))
  }

  function listing(mount: Mount, folder: string): Seen<File> {
    const files = volume(mount)
    if (files.state !== 'found') return { items: [], complete: false, why: files.why }
    const here = (byFolder(files.value).get(inVolume(mount, folder)) ?? []).map(
      ([path, text]): File => ({ ...text, path: cleanPath(`${folder}/${nameOf(path)}`) }),
    )
    const why = here.find(({ unread }) => unread !== undefined)?.unread
    const items = here.filter(({ unread }) => unread === undefined)
    return why === undefined ? { items, complete: true } : { items, complete: false, why }
  }

  /** A mount inside the folder that is itself one file. */
  function single(mount: Mount): Seen<File> {
    const file = andThen(volume(mount), files => fileIn(files, mount, mount.path))
    if (file.state === 'unknown') return { items: [], complete: false, why: file.why }
    return { items: file.state === 'found' ? [file.value] : [], complete: true }
  }
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
/** The files of a volume by the folder in it. */
const byFolder = onceEach((files: ReadonlyMap<string, FileText>) =>
  Map.groupBy(files, ([path]) => folderOf(path)),
)

/** Most files that the mounts of a container show, those of a volume that is mounted again counted again. */
const mostShown = 50_000
/** Why not all that mounts show was looked at. */
export const tooManyFiles = `more than ${mostShown} files are mounted`

/** What mounts show, each worked out once, and no more than anybody has. */
function showing(volume: (mount: Mount) => VolumeFiles): ContainerFiles['shownBy'] {
  const known = new Map<Mount, Lookup<readonly File[]>>()
  let left = mostShown
  const show = (mount: Mount): Lookup<readonly File[]> => {
    if (left < 0) return unknown(tooManyFiles)
    return andThen(volume(mount), files => {
      left -= costOf(files, mount)
      return left < 0 ? unknown(tooManyFiles) : found(shown(files, mount))
    })
  }
  return mount => {
    const result = known.get(mount) ?? show(mount)
    known.set(mount, result)
    return result
  }
}

/** How many files have to be looked at to tell which of them a mount shows. */
const costOf = (files: ReadonlyMap<string, FileText>, mount: Mount): number =>
  isOne(files, subPathOf(mount)) ? 1 : files.size

/** Whether a part of a volume is one file, beside which nothing can lie below it. */
const isOne = (files: ReadonlyMap<string, FileText>, part: string): boolean =>
  part !== '' && (files.has(part) || isFlat(files))

const isFlat = (files: ReadonlyMap<string, FileText>): boolean =>
  byFolder(files).size === (byFolder(files).has('') ? 1 : 0)

/** Path of a container's file inside the volume that is mounted there. */
function inVolume(mount: Mount, path: string): string {
  return cleanPath(`${subPathOf(mount)}/${path.slice(mount.path.length)}`).slice(1)
}

/** The part of its volume that a mount shows, as paths in volumes are written; '' for all of it. */
const subPathOf = ({ subPath = '' }: Mount): string => cleanPath(subPath).slice(1)

/** The files of a volume that lie under the part of it that is mounted, or are it. */
function shown(files: ReadonlyMap<string, FileText>, mount: Mount): readonly File[] {
  const base = subPathOf(mount)
  if (isOne(files, base)) {
    const one = files.get(base)
    return one === undefined || one.unread !== undefined ? [] : [{ ...one, path: mount.path }]
  }
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
