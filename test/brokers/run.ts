import { type SpawnOptions, spawn } from 'node:child_process'

/** What a command said; `code` is its exit code, or 128 + signal number as a shell would say it. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Text for standard input; none means an empty one. */
  readonly input?: string
  /** The command is killed after this many seconds and then ends with code 137. */
  readonly seconds?: number
}

/**
 * Runs a command to its end and keeps all it says.
 * @throws only if it cannot be started, with a sentence that names the missing command
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, spawnOptions(options))
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
    child.once('error', error => reject(cannotStart(command, error)))
    child.once('close', (code, signal) =>
      resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 143), stdout: text(out), stderr: text(err) }),
    )
    // A command that ends without reading its input breaks the pipe; its exit code tells enough.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input ?? '')
  })
}

/** Like `run`, for commands whose failure is the end of what the caller does: throws `<what> failed: <last lines>`. */
export async function mustRun(
  what: string,
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options)
  if (code === 0) return stdout
  const said = (stderr.trim() || stdout.trim()).split('\n').slice(-3).join(' / ')
  throw new Error(`${what} failed (\`${command}\` ended with ${code}): ${said}`)
}

function spawnOptions({ cwd, env, seconds }: RunOptions): SpawnOptions {
  return {
    stdio: ['pipe', 'pipe', 'pipe'],
    killSignal: 'SIGKILL',
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    ...(seconds === undefined ? {} : { timeout: seconds * 1000 }),
  }
}

/** A sentence for a command that did not even start. */
export function cannotStart(command: string, error: Error): Error {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  return missing
    ? new Error(`Tests on real brokers need the command \`${command}\`, and it is not on the PATH.`)
    : new Error(`\`${command}\` cannot be started: ${error.message}`)
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8')
