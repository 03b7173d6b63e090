import type { Fixing } from './fixing.ts'
import type { Look } from './terminal.ts'

export interface FormatOptions extends Look {
  /** Findings only. */
  readonly quiet: boolean
  /** Findings that are no more than advice in full, too; else they are counted in one line. */
  readonly showInfos: boolean
  /** Also what is left out for the sake of brevity: the rules behind a reason, the words of parts. */
  readonly verbose: boolean
  /** How often each rule found something, in place of what it found. */
  readonly statistics: boolean
  /** Which findings these are, where they are not all of them: `since main`; '' for all. */
  readonly which: string
  /** What fixes made of the files, where any were to be applied. */
  readonly fixing?: Fixing
  /** Text of a file by its name in the report; undefined where it was not read. */
  readonly text: (file: string) => string | undefined
}
