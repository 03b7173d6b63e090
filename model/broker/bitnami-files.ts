import { compareText } from '../kube/compare-text.ts'
import { found, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import { isBelow, type Mount } from '../pods/container.ts'
import type { ContainerFiles, File, FileText } from '../pods/files.ts'
import { mountTree } from '../pods/mount-tree.ts'
import { bitnamiFolders, namesOf, withoutLinks } from './bitnami-links.ts'

/**
 * The files of a node of the Bitnami image: what is mounted for it is copied over its own folder, and links make one place
 * of several paths.
 * Source: bitnami/containers, bitnami/rabbitmq 3.8 to 4.3, librabbitmq.sh, rabbitmq_initialize.
 * @param written the rabbitmq.conf that the image writes where there is none
 */
export function withBitnamiFiles(files: ContainerFiles, written: FileText | undefined): ContainerFiles {
  const { mounts } = files
  const places = mountTree(mounts, mount => withoutLinks(mount.path, mounts))
  const mountOf = (path: string): Mount | undefined => places.mountOf(withoutLinks(path, mounts))
  /** The names of a path, with those of what is copied there in front. */
  const sources = (path: string): readonly string[] => {
    const clean = withoutLinks(path, mounts)
    const { etc, mounted } = bitnamiFolders
    return [
      ...(isBelow(clean, etc) ? [`${mounted}${clean.slice(etc.length)}`] : []),
      ...namesOf(clean, mounts),
    ]
  }
  return {
    ...files,
    mountOf,
    read(path) {
      const [first = path, ...others] = sources(path)
      const file = others.reduce(
        (known, name) => (known.state === 'absent' ? files.read(name) : known),
        files.read(first),
      )
      const isMain = withoutLinks(path, mounts) === `${bitnamiFolders.etc}/rabbitmq.conf`
      return file.state === 'absent' && written && isMain ? found({ ...written, path }) : file
    },
    list(folder) {
      const lists = sources(folder).map(name => files.list(name))
      return lists.length === 1 ? (lists[0] ?? files.list(folder)) : together(lists)
    },
  }
}

/** Listings of one folder under several names, the first that has a file of a name. */
function together(lists: readonly Seen<File>[]): Seen<File> {
  const name = ({ path }: File): string => path.slice(path.lastIndexOf('/') + 1)
  const all = new Map(
    lists.toReversed().flatMap(({ items }) => items.map(file => [name(file), file] as const)),
  )
  const items = [...all.values()].sort((a, b) => compareText(name(a), name(b)))
  return someOf(
    items,
    lists.map(whyOpen).find(why => why !== undefined),
  )
}
