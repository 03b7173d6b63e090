import type { Address, Located } from '../kube/address.ts'
import type { JsonObject } from '../kube/json.ts'
import type { Lookup, Proof, Seen } from '../kube/lookup.ts'
import type { Mount } from './container.ts'

/** The text of a file. `sensitive` where it comes from a Secret. */
export interface FileText extends Located<string> {
  /** Written by whoever makes the pods, or by the image: it has no text of its own. */
  readonly generated?: true
  /** Why the text is not known, though the file is there, or may be. */
  readonly unread?: string
  /** What it is put together from, in order, where a maker does that. */
  readonly parts?: readonly Part[]
  /** Of a JSON text that a maker writes: its value, whose members stand below `at`. */
  readonly json?: WrittenJson
}

/** A value that a maker writes as JSON. */
export interface WrittenJson {
  readonly value: JsonObject
  /** Why it may have members that were not seen. */
  readonly open: string | undefined
}

/** A piece of a file that a maker puts together. */
export type Part =
  /** Text that the user wrote, at its own place, or that the maker wrote (`generated`). */
  | ({ readonly is: 'text' } & FileText)
  /** A line that the maker writes around a value of the user's, which stands at `at`. */
  | ({ readonly is: 'line'; readonly key: string } & Located<string>)
  /** Lines that were not seen. */
  | ({ readonly is: 'unseen' } & UnseenLines)

/** Lines of a file that were not seen, and what they may say. */
export interface UnseenLines {
  readonly why: string
  /** What whoever would write them makes the file of. */
  readonly at: Address
  maySet(key: string): boolean
  /** The user writes them, and may be mistaken. */
  readonly isUsers?: true
  /** How far one may trust that what they cannot set is not set. */
  readonly proof?: Proof
}

/** A file as a container sees it. */
export interface File extends FileText {
  /** Absolute path in the container. */
  readonly path: string
}

/**
 * The files that a container finds, as far as ConfigMaps, Secrets, projections of them and the maker of the pods put them
 * there. What the image itself carries is not known here: a path that no mount covers is `absent`.
 */
export interface ContainerFiles {
  read(path: string): Lookup<File>
  /** Files directly in a folder, by name. Not complete where a mount that may hold some was not seen. */
  list(folder: string): Seen<File>
  /** The mount that shows at this path, if any. */
  mountOf(path: string): Mount | undefined
  /** Whether something is mounted below a path. */
  hasMountsBelow(path: string): boolean
  /** Why there may be other mounts than these. */
  readonly open: string | undefined
  /** All mounts, longest path first. */
  readonly mounts: readonly Mount[]
  /** What a mount shows below its path, by path in the container; what other mounts put over it is still there. */
  shownBy(mount: Mount): Lookup<readonly File[]>
}

/** Where a volume takes its files from: relative path -> text, or why that is not known. */
export type VolumeFiles =
  | { readonly state: 'found'; readonly value: ReadonlyMap<string, FileText> }
  | { readonly state: 'unknown'; readonly why: string }
