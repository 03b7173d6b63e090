import { codeOf } from './files/reason.ts'
import { type Output, type ProcessOutput, processOutput } from './output.ts'

/** What a command needs from the process it runs in. Tests hand in their own. */
export interface Host {
  /** Absolute path; of a process '' where its working directory is gone. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Everything on standard input. */
  readonly stdin: () => Promise<Buffer>
  /** Carries the report only. */
  readonly out: Output
  readonly err: Output
  /** Milliseconds from some moment on; absent: those of the process. */
  readonly now?: () => number
}

/** The process this runs in. */
export interface ProcessHost extends Host {
  readonly out: ProcessOutput
  readonly err: ProcessOutput
}
export const processHost = (): ProcessHost => ({
  cwd: workingDirectory(),
  env: process.env,
  stdin: readAll,
  out: processOutput(1),
  err: processOutput(2),
})

/** '' where it is gone. */
function workingDirectory(): string {
  try {
    return process.cwd()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  }
}

async function readAll(): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}
