import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import type { LambdaEvent, LambdaResult } from '../../webhook/lambda/event.ts'

/** A function that runs as AWS Lambda runs it: a process of its own, which fetches events from the runtime API. */
export interface LambdaFunction {
  /** Rejects where the process ended, or the handler threw; with 413 where Lambda would not hand it over. */
  invoke(event: LambdaEvent): Promise<LambdaResult>
  /** What it has written, both streams. */
  log(): string
  /** What it said of its own start; undefined while it did not fail. */
  initError(): string | undefined
  /** Its exit code, once it ends by itself. */
  readonly ended: Promise<number | null>
  stop(): Promise<void>
}

/** Longest event of a synchronous invocation. Source: docs.aws.amazon.com, "Lambda quotas". */
const longestEvent = 6 * 1024 * 1024

/** What Lambda answers for the function. */
export class NotInvoked extends Error {
  readonly status: 413 | 502
  constructor(status: NotInvoked['status'], message: string) {
    super(message)
    this.status = status
  }
}

/** Unpacks a zip, as Lambda does. */
export function unpacked(zip: string, folder: string): string {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return folder
}

interface Invocation {
  readonly event: string
  readonly result: PromiseWithResolvers<LambdaResult>
}

/** @param folder of the unpacked function; its handler is `lambda.handler` */
export async function startFunction(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<LambdaFunction> {
  const waiting: Invocation[] = []
  const running = new Map<string, Invocation>()
  let asking: ServerResponse | undefined
  let initError: string | undefined
  let log = ''
  const hand = (): void => {
    const next = asking && waiting.shift()
    if (!next) return
    const id = crypto.randomUUID()
    running.set(id, next)
    asking?.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(Date.now() + 10_000),
    })
    asking?.end(next.event)
    asking = undefined
  }
  const api = createServer(async (request, response) => {
    const [, , , what = '', id = '', how] = (request.url ?? '').split('/')
    if (id === 'next') {
      asking = response
      return hand()
    }
    const body = await textOf(request)
    response.writeHead(202).end()
    if (what === 'init') {
      initError = JSON.parse(body).errorMessage
      return
    }
    const { result } = running.get(id) ?? {}
    running.delete(id)
    if (how === 'response') result?.resolve(JSON.parse(body))
    else result?.reject(new NotInvoked(502, JSON.parse(body).errorMessage))
  })
  await new Promise<void>(resolve => void api.listen(0, '127.0.0.1', resolve))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bootstrap.cjs')], {
    cwd: folder,
    env: {
      ...env,
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(api.address() as AddressInfo).port}`,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'lambda.handler',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    for (const { result } of [...waiting.splice(0), ...running.values()])
      result.reject(new NotInvoked(502, 'the function ended'))
    return code as number | null
  })
  return {
    invoke(event) {
      const text = JSON.stringify(event)
      if (Buffer.byteLength(text) > longestEvent)
        return Promise.reject(new NotInvoked(413, 'Request Too Long'))
      if (child.exitCode !== null) return Promise.reject(new NotInvoked(502, 'the function ended'))
      const result = Promise.withResolvers<LambdaResult>()
      waiting.push({ event: text, result })
      hand()
      return result.promise
    },
    log: () => log,
    initError: () => initError,
    ended,
    async stop() {
      await end(child)
      await ended
      api.closeAllConnections()
      api.close()
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
