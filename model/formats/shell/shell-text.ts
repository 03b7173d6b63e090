import type { Span } from '../../kube/span.ts'

/*
 * What shell scripts are made of, without a word of the parser: these types are part of the library's own.
 */

/** A place in what was given: for a script in `item` 0, for a command array in its item of that index. */
export interface ShellPlace extends Span {
  readonly item: number
}

/** A text that a command gets. */
export interface ShellText {
  /** Undefined where a part of it is known only when the script runs. */
  readonly value: string | undefined
  readonly place: ShellPlace
  /** Where a range of `value` stands; the whole text where that cannot be told. */
  locate(span: Span): ShellPlace
}

/** One word of a command; its value is without quotes. */
export interface ShellWord extends ShellText {
  /** As written, with its quotes. */
  readonly text: string
}

/** A part of a text. */
export function partOf(text: ShellText, { start, end }: Span): ShellText {
  return {
    value: text.value?.slice(start, end),
    place: text.locate({ start, end }),
    locate: inner => text.locate({ start: start + inner.start, end: start + inner.end }),
  }
}

/** How much text may still be made of what was given: scripts inside scripts, values in the place of variables. */
export interface Budget {
  text: number
}

/** Values of variables that a script sets once, to plain text. */
export interface Constants {
  readonly values: ReadonlyMap<string, string>
  readonly budget: Budget
}
export const noConstants: Constants = { values: new Map(), budget: { text: 0 } }

/** Puts an offset of the text that was parsed at its place in what was given. */
export type Locate = (span: Span) => ShellPlace

export interface ShellRedirect {
  /** `>`, `>>`, `<` and so on; here-documents are the command's `input`. */
  readonly operator: string
  readonly target: ShellWord | undefined
}

/** One command as written: its words, before wrappers such as `env` or `sh -c` are looked through. */
export interface SimpleCommand {
  /** The command's own name first; never empty. */
  readonly words: readonly ShellWord[]
  readonly redirects: readonly ShellRedirect[]
  readonly input: ShellText | undefined
  readonly place: ShellPlace
  /** Whether the script goes on and succeeds when this command fails. */
  readonly tolerated: boolean
  /** Whether the script may get to its end without running it: a branch, a loop, a function, what follows a test. */
  readonly conditional: boolean
  /** Whether a loop goes on until it succeeds: what follows the loop waits for it. */
  readonly awaited: boolean
}

export interface ShellError {
  readonly message: string
  readonly place: ShellPlace
}

/** How a script is run. */
export interface ScriptSetting {
  readonly locate: Locate
  readonly tolerated: boolean
  readonly conditional: boolean
  readonly awaited: boolean
  /** Where the output of the whole script goes. */
  readonly redirects: readonly ShellRedirect[]
  /** `sh -e`. */
  readonly errexit: boolean
  readonly budget: Budget
}
