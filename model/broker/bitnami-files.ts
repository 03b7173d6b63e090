import { compareText } from '../kube/compare-text.ts'
import { cleanPath, isBelow } from '../pods/container.ts'
import type { ContainerFiles } from '../pods/files.ts'

/** Where the Bitnami image keeps its configuration, and where it copies it from when it starts. */
export const bitnamiFolders = {
  etc: '/opt/bitnami/rabbitmq/etc/rabbitmq',
  mounted: '/bitnami/rabbitmq/conf',
} as const

/**
 * The files of a node of the Bitnami image: what is mounted for it is copied over its own folder.
 * Source: bitnami/containers, bitnami/rabbitmq 3.8 to 4.3, librabbitmq.sh, rabbitmq_initialize.
 */
export function withBitnamiFiles(files: ContainerFiles): ContainerFiles {
  const { etc, mounted } = bitnamiFolders
  const copied = (path: string): string | undefined =>
    isBelow(path, etc) ? `${mounted}${path.slice(etc.length)}` : undefined
  return {
    ...files,
    read(path) {
      const from = copied(cleanPath(path))
      const file = from === undefined ? undefined : files.read(from)
      return file && file.state !== 'absent' ? file : files.read(path)
    },
    list(folder) {
      const from = copied(cleanPath(folder))
      const own = files.list(folder)
      if (from === undefined) return own
      const over = files.list(from)
      const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
      const items = [
        ...new Map([...own.items, ...over.items].map(file => [name(file.path), file])).values(),
      ].sort((a, b) => compareText(name(a.path), name(b.path)))
      const blind = [over, own].find(seen => !seen.complete)
      return blind?.complete === false ? { ...blind, items } : { items, complete: true }
    },
  }
}
