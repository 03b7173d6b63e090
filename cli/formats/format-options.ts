import type { Style } from './style.ts'

export interface FormatOptions {
  readonly style: Style
  /** Findings only. */
  readonly quiet: boolean
  /** Findings that are no more than advice in full, too; else they are counted in one line. */
  readonly showInfos: boolean
  /** Text of a file by its name in the report; undefined where it was not read. */
  readonly text: (file: string) => string | undefined
}
