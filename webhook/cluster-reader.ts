import { Agent, type RequestOptions, request } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node'
import { isArray, isObject, type Json, type JsonObject, member } from '../model/kube/json.ts'
import { apiVersionOf, type ObjectReader, type ServedKind } from './reader.ts'

/** Largest answer that is read: a list of a namespace with thousands of objects is no cluster's neighbourhood. */
const maxAnswer = 32 * 1024 * 1024

/**
 * Reads the API server that a kubeconfig names, by default the one this process runs in or that kubectl would use.
 * Objects stay the JSON that the API server sends: the typed clients drop members that they do not know.
 * @param readsSecrets whether it may read Secrets too
 * @throws where the kubeconfig cannot be read or names no cluster that is reached by HTTPS
 */
export function clusterReader(kubeconfig?: string, readsSecrets = false): ObjectReader {
  const config = new KubeConfig()
  if (kubeconfig === undefined) config.loadFromDefault()
  else config.loadFromFile(kubeconfig)
  const cluster = config.getCurrentCluster()
  if (!cluster) throw new Error('the kubeconfig names no current cluster')
  // Also what the library falls back to where there is no kubeconfig: nobody serves the API in the clear.
  if (!cluster.server.startsWith('https:'))
    throw new Error(`no API server behind HTTPS is known (${cluster.server})`)
  const server = cluster.server.replace(/\/$/, '')
  let agent: Agent | undefined
  /** Credentials may change (a projected token is renewed), so they are applied to every request. */
  const optionsFor = async (signal: AbortSignal): Promise<RequestOptions> => {
    const options: RequestOptions = { signal, headers: {} }
    await config.applyToHTTPSOptions(options)
    if (cluster.proxyUrl !== undefined) return options
    const { ca, cert, key, servername, rejectUnauthorized } = options
    agent ??= new Agent({ keepAlive: true, ...defined({ ca, cert, key, servername, rejectUnauthorized }) })
    return { ...options, agent }
  }
  const get = async (path: string, signal: AbortSignal): Promise<Json | undefined> =>
    fetchJson(`${server}${path}`, await optionsFor(signal))
  return {
    readsSecrets,
    async get(kind, namespace, name, signal) {
      const found = await get(`${pathOf(kind, namespace)}/${encodeURIComponent(name)}`, signal)
      return isObject(found) ? found : undefined
    },
    async list(kind, namespace, signal) {
      const list = await get(pathOf(kind, namespace), signal)
      const items = member(list, 'items')
      return isArray(items) ? items.filter(isObject) : []
    },
  }
}

const defined = <T extends object>(options: T): Partial<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>

function pathOf(kind: ServedKind, namespace: string): string {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${apiVersionOf(kind)}`
  return `${root}${namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`}/${kind.resource}`
}

/** The JSON at a URL; undefined for 404. Rejects for every other status, and when the signal fires. */
function fetchJson(url: string, options: RequestOptions): Promise<JsonObject | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(url, { ...options, method: 'GET' }, response => {
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > maxAnswer) call.destroy(new Error('the answer is too large'))
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode = 0 } = response
        if (statusCode === 404) resolve(undefined)
        else if (statusCode !== 200)
          reject(new Error(refusals.get(statusCode) ?? `the API server answered ${statusCode}`))
        else settle(chunks, resolve, reject)
      })
    })
    call.on('error', error => reject(options.signal?.aborted ? options.signal.reason : error))
    call.end()
  })
}

const refusals: ReadonlyMap<number, string> = new Map([
  [401, 'the API server does not know who asks (401)'],
  [403, 'forbidden: the ServiceAccount of the webhook lacks the right'],
])

function settle(
  chunks: readonly Buffer[],
  resolve: (value: JsonObject) => void,
  reject: (error: Error) => void,
): void {
  try {
    resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  } catch {
    reject(new Error('the API server answered with something that is not JSON'))
  }
}
