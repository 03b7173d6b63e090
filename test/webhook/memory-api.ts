import { setImmediate as turn } from 'node:timers/promises'
import { type JsonObject, listOf, member, objectOf } from '../../model/kube/json.ts'
import type { Call, Send, Told } from '../../webhook/self-signed/api.ts'

/** As much of an API server as certificates are kept in: objects by path, each with a version that a write has to know. */
export class MemoryApi {
  readonly objects = new Map<string, JsonObject>()
  /** Calls that wrote, as `METHOD path status`. */
  readonly writes: string[] = []
  /** Answers in its place; undefined: it answers itself. */
  fault: (call: Call) => Told | undefined = () => undefined
  /** How many turns of the event loop an answer takes: others come in between. */
  delay: () => number = () => 0
  #version = 0

  readonly send: Send = async call => {
    for (let turns = this.delay(); turns > 0; turns--) await turn()
    const told = this.fault(call) ?? this.#answer(call)
    if (call.method !== 'GET') this.writes.push(`${call.method} ${call.path} ${told.status}`)
    return told
  }

  put(path: string, object: JsonObject): void {
    const metadata = { ...objectOf(object.metadata), resourceVersion: `${++this.#version}` }
    this.objects.set(path, { ...object, metadata })
  }

  #answer({ method, path, body = {} }: Call): Told {
    const at = method === 'POST' ? `${path}/${member(body.metadata, 'name')}` : path
    const known = this.objects.get(at)
    if (method === 'POST') {
      if (known) return { status: 409, body: { kind: 'Status' } }
      this.put(at, body)
      return { status: 201, body: this.objects.get(at) }
    }
    if (!known) return { status: 404, body: { kind: 'Status' } }
    if (method === 'GET') return { status: 200, body: known }
    if (member(body.metadata, 'resourceVersion') !== member(known.metadata, 'resourceVersion'))
      return { status: 409, body: { kind: 'Status' } }
    this.put(at, method === 'PUT' ? body : merged(known, body))
    return { status: 200, body: this.objects.get(at) }
  }
}

/** A strategic merge of webhooks, which go by their names. */
function merged(object: JsonObject, patch: JsonObject): JsonObject {
  const webhooks = listOf(object.webhooks).map(webhook => {
    const change = listOf(patch.webhooks).find(one => member(one, 'name') === member(webhook, 'name'))
    const clientConfig = {
      ...objectOf(member(webhook, 'clientConfig')),
      ...objectOf(member(change, 'clientConfig')),
    }
    return { ...objectOf(webhook), clientConfig }
  })
  return { ...object, webhooks }
}

const root = '/apis/admissionregistration.k8s.io/v1'
export const paths = {
  secret: '/api/v1/namespaces/warrener-system/secrets/warrener-webhook-tls',
  validating: `${root}/validatingwebhookconfigurations/warrener`,
  mutating: `${root}/mutatingwebhookconfigurations/warrener`,
}
const labels = { 'app.kubernetes.io/name': 'warrener' }

/** A configuration as it is applied, before anybody wrote a caBundle. */
export const configuration = (...names: readonly string[]): JsonObject => ({
  metadata: { labels },
  webhooks: names.map(name => ({
    name,
    clientConfig: { service: { name: 'warrener-webhook', namespace: 'warrener-system' } },
  })),
})

/** One where both configurations are applied. */
export function installed(): MemoryApi {
  const api = new MemoryApi()
  api.put(paths.validating, configuration('validate.warrener.dev', 'warn.warrener.dev'))
  api.put(paths.mutating, configuration('mutate.warrener.dev'))
  return api
}

/** The caBundles of an API server, in PEM, the same of several once. */
export const bundlesOf = (api: MemoryApi): readonly string[] => [
  ...new Set(
    [paths.validating, paths.mutating].flatMap(path =>
      listOf(api.objects.get(path)?.webhooks).map(webhook => {
        const text = member(member(webhook, 'clientConfig'), 'caBundle') ?? ''
        return Buffer.from(String(text), 'base64').toString()
      }),
    ),
  ),
]

/** What is in the Secret, by key. */
export const secretOf = (api: MemoryApi): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectOf(api.objects.get(paths.secret)?.data)).map(([key, text]) => [
      key,
      Buffer.from(String(text), 'base64').toString(),
    ]),
  )
