import type { Located } from '../kube/address.ts'
import type { Lookup, Seen } from '../kube/lookup.ts'
import type { Mount } from './container.ts'

/** Text of a file as a container sees it. `sensitive` where it comes from a Secret. */
export interface File extends Located<string> {
  /** Absolute path in the container. */
  readonly path: string
  /** Written by an operator: it has no text of its own. */
  readonly generated?: true
}

/**
 * The files that a container finds, as far as ConfigMaps, Secrets and projections of them put them there. What the
 * image itself carries is not known here: a path that no mount covers is `absent`.
 */
export interface ContainerFiles {
  read(path: string): Lookup<File>
  /** Files directly in a folder, by name. Not complete where a mount that may hold some was not seen. */
  list(folder: string): Seen<File>
  /** The mount that shows at this path, if any. */
  mountOf(path: string): Mount | undefined
  /** All mounts, longest path first. */
  readonly mounts: readonly Mount[]
  /** What a mount shows below its path, by path in the container; what other mounts put over it is still there. */
  shownBy(mount: Mount): Lookup<readonly File[]>
}
