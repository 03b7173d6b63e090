import { type ExitCode, exitCode, isStop } from './exit-code.ts'
import type { Host } from './host.ts'

/** Says on standard error why a command ended early, and gives the exit code. */
export function fail(error: unknown, host: Host): ExitCode {
  if (isStop(error)) {
    host.err.write(`warrener: ${error.message}\n`)
    return error.code
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  host.err.write(`warrener: defect of ours: ${text}\n`)
  return exitCode.defect
}
