import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server that runs in the background. */
export interface Server {
  name: string
  /** How it ended, such as `exit code 1`; undefined while it runs. */
  ended(): string | undefined
  /** What it has written so far, both streams. */
  log(): string
  /** Sends SIGKILL and waits until the process is gone; rejects if that takes more than five minutes. */
  kill(): Promise<void>
}

/** What a program has printed, and its exit code. */
export interface Output {
  code: number
  stdout: string
  stderr: string
}

/**
 * The environment that every program here gets: nothing of the user's apart from PATH. etcd reads its flags from ETCD_*
 * and kubectl reads KUBE* and the home folder, so a test would otherwise depend on who runs it.
 */
function environment(dir: string): NodeJS.ProcessEnv {
  const kubeconfig = join(dir, 'kubeconfig.json')
  return { PATH: process.env.PATH, HOME: join(dir, 'home'), TMPDIR: join(dir, 'tmp'), KUBECONFIG: kubeconfig }
}

/**
 * Starts a server of the control plane binary. It does not keep Node running, and ends when Node does.
 * @param dir its working directory and the place of its log, `<name>.log`; holds the folders `home` and `tmp`, and is
 *   deleted if Node ends before the server is killed
 * @param command what the binary is told before `args`: which of its programs to run
 * @param more variables of its environment
 */
export function startServer(
  binary: string,
  name: string,
  args: string[],
  dir: string,
  command: string[] = [name],
  more: Record<string, string> = {},
): Server {
  const logFile = join(dir, `${name}.log`)
  const log = openSync(logFile, 'w')
  // Nothing is written to the pipe. It ends with this process, and then the server ends and deletes the folder (see
  // main.go); listeners to 'exit' would not do, as Jest never calls them. Detached, so that Ctrl-C does not reach it.
  const env = { ...environment(dir), ...more, CONTROL_PLANE_TEMPORARY_FOLDER: dir }
  const child = spawn(binary, [...command, ...args], {
    cwd: dir,
    env,
    stdio: ['pipe', log, log],
    detached: true,
  })
  closeSync(log)
  // A test that forgets to stop the servers should end, not hang.
  child.unref()
  const stdin = child.stdin as unknown as { unref(): void }
  stdin.unref()

  let end: string | undefined
  child.once('error', error => {
    end ??= error.message
  })
  child.once('exit', (code, signal) => {
    end ??= signal ?? `exit code ${code}`
  })
  const kill = async () => {
    child.kill('SIGKILL')
    for (const deadline = Date.now() + 300_000; end === undefined; await sleep(10)) {
      if (Date.now() > deadline) throw new Error(`${name} (process ${child.pid}) does not end`)
    }
  }
  return { name, ended: () => end, log: () => readFileSync(logFile, 'utf8'), kill }
}

/** How to run a program to its end. */
export interface RunOptions {
  dir: string
  /** What it reads from standard input; without it that is empty. */
  input?: string | undefined
  /** After this time it is killed and the promise rejects. */
  timeoutMs: number
  /** Kills it before that. */
  signal: AbortSignal
}

/**
 * Runs a program of the control plane binary to its end. An exit code other than 0 is a result, not an error.
 * @throws if it cannot be started, takes longer than `timeoutMs` or is killed
 */
export function run(binary: string, args: string[], options: RunOptions): Promise<Output> {
  const { dir, input = '', timeoutMs, signal } = options
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { cwd: dir, env: environment(dir), signal, killSignal: 'SIGKILL' })
    const output = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text
      })
    }
    const fail = (why: string) => {
      clearTimeout(timer)
      reject(new Error(`'${args.join(' ')}' ${why}; it had printed:\n${output.stdout}${output.stderr}`))
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`took more than ${timeoutMs} ms`)
    }, timeoutMs)
    child.once('error', error => fail(signal.aborted ? 'was ended by stop()' : `failed: ${error.message}`))
    // Not 'exit': the last output can arrive after it.
    child.once('close', (code, killedBy) => {
      clearTimeout(timer)
      if (code === null) fail(`was ended by ${killedBy}`)
      else resolve({ code, ...output })
    })
    // A program that ends without reading its input closes the pipe: not an error, its exit code tells.
    child.stdin.on('error', () => undefined).end(input)
  })
}
