import type { ExitCode } from '../exit-code.ts'

/** Why a command came to no report. */
export interface Failure {
  readonly code: ExitCode
  readonly message: string
}
