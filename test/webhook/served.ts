import { EventEmitter, once } from 'node:events'
import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { clusterRule } from '../../model/rule/rule.ts'
import { rules } from '../../policies/index.ts'
import { defaultConfig } from '../../webhook/config.ts'
import { type Running, type ServeOptions, serve } from '../../webhook/main.ts'
import { objectsOf, pick, requestOf, wrapped } from './ask.ts'
import { cluster } from './cluster.ts'

/** A request that is allowed, and the review that it is posted in. */
export const request = requestOf({ object: pick(objectsOf(cluster), 'StatefulSet') })
export const review = JSON.stringify(wrapped(request))
export const json = { 'content-type': 'application/json' }

const [sample] = rules
if (!sample) throw new Error('there are no rules')
/** A rule that throws, with something in its words that nobody may read. */
export const broken = clusterRule({
  ...sample,
  id: 'broken',
  needs: [],
  mayBeAbsent: [],
  check: () => {
    throw new Error('value: hunter2')
  },
})

const running: Running[] = []
/** For `afterEach` of whoever starts some: this module is loaded once for several suites. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map(server => server.stop()))
}

export interface Started extends Running {
  readonly log: () => readonly Record<string, unknown>[]
  /** Ends when a message with this text is logged. */
  readonly logged: (text: string) => Promise<void>
}
/** Starts a webhook on a free port of this machine, until `stopAll`. */
export async function start(options: Partial<ServeOptions> = {}): Promise<Started> {
  const lines: string[] = []
  const written = new EventEmitter()
  const server = await serve({
    port: 0,
    host: '127.0.0.1',
    cluster: 'none',
    rules,
    config: defaultConfig,
    options: {},
    docs: rule => `https://docs.example/${rule}`,
    drainMs: 0,
    write: line => {
      lines.push(line)
      written.emit('line')
    },
    ...options,
  })
  running.push(server)
  const log: Started['log'] = () => lines.map(line => JSON.parse(line))
  const logged: Started['logged'] = async text => {
    while (!log().some(({ message }) => String(message).includes(text))) await once(written, 'line')
  }
  return { ...server, log, logged }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export interface Call {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly ca?: string
  /** A certificate to show. */
  readonly own?: { readonly key: string; readonly cert: string }
  readonly agent?: Agent
}
/** One HTTP request; over TLS where a certificate to trust is given. */
export function call(
  port: number,
  { path, method = 'POST', headers = json, body, ca, own, agent }: Call,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, ...(agent ? { agent } : {}) }
    const sent =
      ca === undefined
        ? httpRequest(options)
        : httpsRequest({ ...options, ...own, ca, servername: 'localhost', agent: false })
    sent.on('response', response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
