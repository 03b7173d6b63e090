import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Json, type JsonObject, member } from '../../model/kube/json.ts'
import { scalarText } from '../../model/kube/read.ts'
import { apiVersionOf, claimKind, readableKinds } from '../../webhook/reader.ts'
import { selfSigned } from './self-signed.ts'

/** Answers a request in the place of the API server. False: the API server itself does. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean

/** A stand-in for the API server on a socket: lists in pages, watches, objects by name, access reviews. */
export interface FakeApi {
  readonly kubeconfig: string
  /** Paths that were asked for, those of watches aside. */
  readonly asked: string[]
  readonly watches: string[]
  /** Makes or changes an object, or takes it away, and tells the watches. */
  put(object: JsonObject): void
  drop(object: JsonObject): void
  /** Sends a line to every watch of a kind. */
  tell(kind: string, line: string): void
  endWatches(): void
  fault: Fault
  mayDo: boolean
  close(): void
}

const collection = /^(?:\/api|\/apis\/([^/]+))\/[^/]+(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?$/

export async function fakeApi(first: readonly JsonObject[], pageSize = 500): Promise<FakeApi> {
  const folder = mkdtempSync(join(tmpdir(), 'warrener-api-'))
  const { key, cert } = selfSigned(['localhost'])
  let version = 100
  const store = new Map<string, JsonObject>()
  const open = new Map<ServerResponse, string>()
  const text = (object: JsonObject, name: string): string => scalarText(member(object.metadata, name)) ?? ''
  const keyOf = (object: JsonObject): string =>
    `${object.apiVersion}/${object.kind}/${text(object, 'namespace')}/${text(object, 'name')}`
  const versioned = (object: JsonObject): JsonObject => {
    version++
    const uid = text(object, 'uid') || `uid-${text(object, 'name')}`
    return { ...object, metadata: { ...(object.metadata as JsonObject), uid, resourceVersion: `${version}` } }
  }
  for (const object of first) store.set(keyOf(object), versioned(object))

  const missing = { status: 404, value: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404 } }
  const tell = (kind: string, line: string): void => {
    for (const [response, watched] of open) if (watched === kind) response.write(`${line}\n`)
  }
  const event = (type: string, object: JsonObject): void =>
    tell(String(object.kind), JSON.stringify({ type, object }))

  /** What is answered at once; undefined where a watch was opened. */
  const answer = (
    request: IncomingMessage,
    response: ServerResponse,
  ): { readonly status: number; readonly value: Json } | undefined => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'https://localhost')
    const [, group = '', namespace = '', resource = '', name] = collection.exec(decodeURI(pathname)) ?? []
    if (resource === 'subjectaccessreviews')
      return { status: 201, value: { kind: 'SubjectAccessReview', status: { allowed: api.mayDo } } }
    const kind = [...readableKinds, claimKind].find(
      served => served.group === group && served.resource === resource,
    )
    if (!kind) return missing
    if (query.has('watch')) {
      api.watches.push(request.url ?? '')
      response.writeHead(200).flushHeaders()
      open.set(response, kind.kind)
      response.on('close', () => open.delete(response))
      return undefined
    }
    const all = [...store.values()].filter(
      object =>
        object.apiVersion === apiVersionOf(kind) &&
        object.kind === kind.kind &&
        (namespace === '' || text(object, 'namespace') === namespace),
    )
    if (name !== undefined) {
      const found = all.find(object => text(object, 'name') === name)
      return found ? { status: 200, value: found } : missing
    }
    const from = Number(query.get('continue') ?? 0)
    const next = query.has('limit') && from + pageSize < all.length ? { continue: `${from + pageSize}` } : {}
    const items = query.has('limit') ? all.slice(from, from + pageSize) : all
    const metadata = { resourceVersion: `${version}`, ...next }
    return { status: 200, value: { kind: `${kind.kind}List`, metadata, items } }
  }
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (api.fault(request, response)) return
    const answered = answer(request, response)
    if (!answered) return
    response.writeHead(answered.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answered.value))
  }
  const server = createServer({ key, cert }, (request, response) => {
    if (!request.url?.includes('watch=1')) api.asked.push(`${request.method} ${request.url}`)
    serve(request, response)
  })
  const api: FakeApi = {
    kubeconfig: join(folder, 'kubeconfig'),
    ...{ asked: [], watches: [], mayDo: true, fault: () => false, tell },
    put(object) {
      const known = store.has(keyOf(object))
      const now = versioned(object)
      store.set(keyOf(object), now)
      event(known ? 'MODIFIED' : 'ADDED', now)
    },
    drop(object) {
      store.delete(keyOf(object))
      event('DELETED', versioned(object))
    },
    endWatches() {
      for (const response of open.keys()) response.end()
    },
    close() {
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
  await new Promise<void>(resolve => void server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  const ca = Buffer.from(cert).toString('base64')
  const kubeconfig = {
    clusters: [
      { name: 'c', cluster: { server: `https://localhost:${port}`, 'certificate-authority-data': ca } },
    ],
    users: [{ name: 'u', user: { token: 'abc' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  }
  writeFileSync(api.kubeconfig, JSON.stringify(kubeconfig))
  return api
}
