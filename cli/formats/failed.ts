import type { ExitCode } from '../exit-code.ts'
import { version } from '../version.ts'

/** Why a command came to no report. */
export interface Failure {
  readonly code: ExitCode
  readonly message: string
}

const tool = { name: 'warrener', version }
/** The JSON of commands that report no findings, with nothing in it, around what failed. */
const empty: Readonly<Record<string, (error: Failure) => object>> = {
  survive: error => ({ schema: 'warrener/survival-report/v1', error, clusters: [] }),
  upgrade: error => ({ schema: 'warrener/upgrade-plan/v1', error, clusters: [] }),
  diagnose: error => ({
    ...{ schema: 'warrener/diagnosis/v1', tool, error },
    ...{ node: { release: null, name: null }, lines: 0, up: null, causes: [] },
  }),
}

/** The JSON of a command that came to no report; undefined where it has none of its own. */
export function failedJsonOf(command: string, failure: Failure): string | undefined {
  const shape = empty[command]?.(failure)
  return shape && `${JSON.stringify(shape, null, 2)}\n`
}
