import type { Mount } from './container.ts'

/** Where mounts lie: found by the steps of a path, for there may be thousands of them. */
export interface MountTree {
  /** The mount that covers a path: of two at one path the first. */
  mountOf(path: string): Mount | undefined
  /** Whether mounts lie below a path, but for those at it. */
  hasBelow(path: string): boolean
  /** The mounts at paths directly in a folder. */
  directlyIn(folder: string): readonly Mount[]
}

interface Folder {
  mount?: Mount
  readonly below: Map<string, Folder>
}

/** @param place where a mount lies; default: at its own path */
export function mountTree(
  mounts: readonly Mount[],
  place: (mount: Mount) => string = ({ path }) => path,
): MountTree {
  const root: Folder = { below: new Map() }
  for (const mount of mounts) {
    let folder = root
    for (const step of stepsOf(place(mount))) {
      const next: Folder = folder.below.get(step) ?? { below: new Map() }
      folder.below.set(step, next)
      folder = next
    }
    folder.mount ??= mount
  }
  const at = (path: string): Folder | undefined => {
    let folder: Folder | undefined = root
    for (const step of stepsOf(path)) {
      folder = folder?.below.get(step)
      if (folder === undefined) return undefined
    }
    return folder
  }
  let byParent: ReadonlyMap<string, readonly Mount[]> | undefined
  return {
    mountOf(path) {
      let [folder, found]: [Folder | undefined, Mount | undefined] = [root, root.mount]
      for (const step of stepsOf(path)) {
        folder = folder?.below.get(step)
        if (folder === undefined) break
        found = folder.mount ?? found
      }
      return found
    },
    hasBelow: path => (at(path)?.below.size ?? 0) > 0,
    directlyIn(folder) {
      byParent ??= Map.groupBy(mounts, mount => parentOf(place(mount)))
      return byParent.get(folder) ?? []
    },
  }
}

const stepsOf = (path: string): readonly string[] => path.split('/').filter(step => step !== '')
/** The root has itself: nothing lies directly in it by that name. */
const parentOf = (path: string): string => (path === '/' ? '' : path.slice(0, path.lastIndexOf('/')) || '/')
