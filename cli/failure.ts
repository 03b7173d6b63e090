import { type ExitCode, exitCode, isStop } from './exit-code.ts'
import { codeOf, reasonOf } from './files/reason.ts'
import type { Host } from './host.ts'

/** Says on standard error why a command ended early, and gives the exit code. */
export function fail(error: unknown, host: Host): ExitCode {
  if (isStop(error)) {
    host.err.write(`warrener: ${error.message}\n`)
    return error.code
  }
  host.err.write(`warrener: ${refusal(error) ?? defect(error)}\n`)
  return exitCode.defect
}

/** What the system refused, in a sentence; undefined where it did not. */
function refusal(error: unknown): string | undefined {
  if (codeOf(error) === undefined) return undefined
  const path = error instanceof Error && 'path' in error ? ` at ${String(error.path)}` : ''
  return `the system refuses${path}: ${reasonOf(error)}`
}

function defect(error: unknown): string {
  return `defect of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
