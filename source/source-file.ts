/** A file as text, however it was read. Names are paths with `/`, relative to where the user is. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** Something that was left out, and why. */
export interface LeftOut {
  readonly file: string
  readonly why: string
}
