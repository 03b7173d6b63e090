import { unknown } from '../kube/lookup.ts'
import type { ContainerFiles } from './files.ts'

/** The files of a container whose other mounts were not seen: where none is known, anything may be. */
export function withUnseenMounts(files: ContainerFiles, why: string): ContainerFiles {
  const known = (path: string): boolean => files.mountOf(path) !== undefined
  return {
    ...files,
    read: path => (known(path) ? files.read(path) : unknown(why)),
    list: folder => (known(folder) ? files.list(folder) : { items: [], complete: false, why }),
  }
}
