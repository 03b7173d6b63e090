import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { isArray, isObject, type Json, type JsonObject, member } from '../model/kube/json.ts'
import { credentialsOf, type Kubeconfig, readKubeconfig } from './kubeconfig.ts'
import { apiVersionOf, NotRead, type ServedKind } from './reader.ts'

/** Largest answer that is read: a list of a namespace with thousands of objects is no cluster's neighbourhood. */
const maxAnswer = 32 * 1024 * 1024
/** Connections to the API server: one review asks about eight things at once, and it is not to be flooded. */
const maxConnections = 4
/** Pages of all objects of a kind that are read at a time. */
const maxPages = 2

/** The API server, as one who may ask it. All methods reject with why there is no answer, in words for users. */
export interface ApiConnection {
  /** The JSON at a path; undefined where the API server says that there is none (404), and then only. */
  get(path: string, signal: AbortSignal, accept?: string): Promise<JsonObject | undefined>
  /** As `get`, of what may take long: over connections of its own, so that no other request waits for one. */
  page(path: string, signal: AbortSignal, accept?: string): Promise<JsonObject | undefined>
  post(path: string, body: JsonObject, signal: AbortSignal): Promise<JsonObject>
  /** What comes line by line until it ends, once it begins. A connection of its own: it lasts. */
  lines(path: string, signal: AbortSignal, accept?: string): Promise<AsyncGenerator<string, void>>
  /** Any request, and the answer as it came, whatever its status. Rejects where there is none. */
  exchange(sent: Sent): Promise<Answered>
  /** The namespace of the process, or of the context of the kubeconfig, where there is one. */
  readonly namespace: string | undefined
}

/** A request of any kind. */
export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: JsonObject
  /** The media type of the body; JSON where it is left out. */
  readonly type?: string
  readonly accept?: string
  readonly signal: AbortSignal
}
/** An answer of any kind. */
export interface Answered {
  readonly status: number
  /** Undefined where it is no JSON object. */
  readonly body: JsonObject | undefined
  /** What the API server warns of, as kubectl shows it. */
  readonly warnings: readonly string[]
}

/**
 * @param kubeconfig default: the cluster this process runs in, or what kubectl would use
 * @param context one of the kubeconfig; default: its current one
 * @throws where the kubeconfig cannot be read or names no cluster that is reached by HTTPS
 */
export function connectionTo(kubeconfig?: Kubeconfig, context?: string): ApiConnection {
  const config = readKubeconfig(kubeconfig)
  if (context !== undefined) {
    if (!config.getContextObject(context)) throw new Error(`the kubeconfig has no context ${context}`)
    config.setCurrentContext(context)
  }
  const cluster = config.getCurrentCluster()
  if (!cluster) throw new Error('the kubeconfig names no current cluster')
  // Also what the library falls back to where there is no kubeconfig: nobody serves the API in the clear.
  if (!cluster.server.startsWith('https:'))
    throw new Error(`no API server behind HTTPS is known (${cluster.server})`)
  const server = cluster.server.replace(/\/$/, '')
  let agents: Readonly<Record<Use, Agent>> | undefined
  const credentials = credentialsOf(config)
  const optionsFor = async (use: Use, signal: AbortSignal): Promise<RequestOptions> => {
    const options = await credentials(signal)
    if (cluster.proxyUrl !== undefined) return options
    const { ca, cert, key, servername, rejectUnauthorized } = options
    const secure = { keepAlive: true, ...defined({ ca, cert, key, servername, rejectUnauthorized }) }
    agents ??= {
      question: new Agent({ ...secure, maxSockets: maxConnections }),
      page: new Agent({ ...secure, maxSockets: maxPages }),
      watch: new Agent(secure),
    }
    return { ...options, agent: agents[use] }
  }
  const ask = async (
    path: string,
    { accept, body, method, type = 'application/json', use = 'question', signal }: Asked,
  ): Promise<IncomingMessage> => {
    const options = await optionsFor(use, signal)
    const headers = {
      ...options.headers,
      accept: accept ?? 'application/json',
      ...(body === undefined ? {} : { 'content-type': type }),
    }
    return send(`${server}${path}`, { ...options, ...defined({ method }), headers, signal }, body)
  }
  const answerTo = async (path: string, asked: Asked): Promise<IncomingMessage> => {
    let response = await ask(path, asked)
    const pause = pauseBefore(response)
    if (pause !== undefined) {
      response.resume()
      await wait(pause, undefined, { signal: asked.signal })
      response = await ask(path, asked)
    }
    return response
  }
  const answered = async (path: string, asked: Asked): Promise<JsonObject | undefined> =>
    read(await answerTo(path, asked))
  return {
    namespace: config.getContextObject(config.getCurrentContext())?.namespace,
    async exchange({ path, ...asked }) {
      const response = await answerTo(path, asked)
      const body = parsed(await textOf(response))
      return {
        status: response.statusCode ?? 0,
        body: isObject(body) ? body : undefined,
        warnings: (response.headersDistinct.warning ?? []).map(warningOf),
      }
    },
    get: (path, signal, accept) => answered(path, { signal, accept }),
    page: (path, signal, accept) => answered(path, { signal, accept, use: 'page' }),
    async post(path, body, signal) {
      const answer = await answered(path, { signal, body })
      if (!answer) throw new NotRead('the API server does not know what it was asked (404)')
      return answer
    },
    async lines(path, signal, accept) {
      const response = await ask(path, { signal, accept, use: 'watch' })
      if (response.statusCode === 200) return linesOf(response)
      await read(response)
      throw new NotRead(`the API server answered ${response.statusCode}`)
    },
  }
}

/** What a connection is used for: one that hangs holds up nothing but its like. */
type Use = 'question' | 'page' | 'watch'

interface Asked {
  readonly signal: AbortSignal
  readonly method?: string
  readonly accept?: string | undefined
  readonly body?: JsonObject
  readonly type?: string
  readonly use?: Use
}

const defined = <T extends object>(options: T): Partial<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>

/** The path of a kind in a namespace, or in all of them. */
export function pathOf(kind: Pick<ServedKind, 'group' | 'version' | 'resource'>, namespace: string): string {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${apiVersionOf(kind)}`
  return `${root}${namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`}/${kind.resource}`
}

function send(url: string, options: RequestOptions, body: JsonObject | undefined): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const method = options.method ?? (body === undefined ? 'GET' : 'POST')
  const { signal } = options
  // Who waits for a connection would not be told before there is one.
  const end = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', end, { once: true })
  const call = request(url, { ...options, method }, response => {
    signal?.removeEventListener('abort', end)
    resolve(response)
  })
  call.on('error', error => {
    signal?.removeEventListener('abort', end)
    if (signal?.aborted) return end()
    // The other side had closed the connection while nobody looked, as where a process sleeps between two requests.
    if (call.reusedSocket && method === 'GET' && 'code' in error && error.code === 'ECONNRESET')
      return resolve(send(url, options, body))
    reject(error)
  })
  const text = body && JSON.stringify(body)
  // Node says it by itself only of methods that usually have a body.
  if (text !== undefined) call.setHeader('content-length', Buffer.byteLength(text))
  call.end(text)
  return promise
}

/** Milliseconds to wait before asking once more, where the API server has too much to do and says so. */
function pauseBefore({ statusCode, headers }: IncomingMessage): number | undefined {
  if (statusCode !== 429) return undefined
  const seconds = Number(headers['retry-after'] ?? 1)
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 1000
}

/** The JSON of an answer; undefined for 404. Rejects for every other status, and for what is no object. */
async function read(response: IncomingMessage): Promise<JsonObject | undefined> {
  const { statusCode = 0 } = response
  if (statusCode !== 200 && statusCode !== 201) {
    response.resume()
    if (statusCode === 404) return undefined
    throw new NotRead(refusals.get(statusCode) ?? `the API server answered ${statusCode}`)
  }
  const answer = parsed(await textOf(response))
  if (!isObject(answer)) throw new NotRead('the API server answered with something that is no JSON object')
  // Whoever answers a failure with 200 has found nothing out.
  if (answer.kind === 'Status') throw new NotRead('the API server answered with a Status')
  return answer
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    length += chunk.length
    if (length > maxAnswer) throw new NotRead(tooLarge)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
/** Why an answer is not read to its end. */
export const tooLarge = 'the answer is too large'

/** The text of a `Warning` header: `299 - "..."`. Source: k8s.io/apimachinery, pkg/util/net/http.go. */
const warningOf = (header: string): string =>
  (/^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(header)?.[1] ?? header).replace(/\\(.)/g, '$1')

const refusals: ReadonlyMap<number, string> = new Map([
  [401, 'the API server does not know who asks (401)'],
  [403, 'forbidden: the ServiceAccount of the webhook lacks the right'],
  [429, 'the API server has too much to do (429)'],
])

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string, void> {
  let rest = ''
  response.setEncoding('utf8')
  for await (const chunk of response as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxAnswer) throw new NotRead(tooLarge)
    for (const line of lines) if (line !== '') yield line
  }
}

/** The members of a list. Rejects what is none. */
export function itemsOf(list: JsonObject): readonly JsonObject[] {
  const items = member(list, 'items')
  // An empty list of Go may be null.
  if (items === null) return []
  if (!isArray(items)) throw new NotRead('the API server answered with something that is no list')
  return items.filter(isObject)
}
