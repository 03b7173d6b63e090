/** A file as text, however it was read. Names are paths with `/`, relative to where the user is. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** A file that was found, and whose text could not be taken as it is. */
export interface UnreadFile {
  readonly name: string
  /** As in `it is not UTF-8 text`. */
  readonly why: string
  readonly problem: 'encoding' | 'access' | 'link'
  /** What can be told of its text, to judge what it may hold; undefined where that is nothing. */
  readonly text?: string
  /** Where in that text reading stopped. */
  readonly offset?: number
  /** Given as context: nothing is reported on it. */
  readonly isContext?: boolean
  /** Not among what is to be read, but named by a kustomization. It may be there or not. */
  readonly isBeyond?: boolean
}

/** Something that was left out, and why. */
export interface LeftOut {
  readonly file: string
  readonly why: string
}
