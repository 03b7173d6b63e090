import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '../../model/kube/json.ts'
import { rules } from '../../policies/index.ts'
import type { AdmissionRequest } from '../../webhook/admission.ts'
import { clusterReader } from '../../webhook/cluster-reader.ts'
import { defaultConfig } from '../../webhook/config.ts'
import { admit } from '../../webhook/core.ts'
import type { Deps } from '../../webhook/deps.ts'
import { type Handler, handlerOf } from '../../webhook/lambda/handler.ts'
import { inOrder } from '../../webhook/rule-order.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { depsOver, objectsOf, pick, requestOf, scaleRequest, wrapped } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'
import { functionUrlEvent, httpApiEvent, type Sent } from './lambda/events.ts'
import { selfSigned } from './self-signed.ts'
import { call, json, start, stopAll } from './served.ts'

/*
 * One table of requests, sent on every way that there is: the same answer on each.
 */

const secret = 'a-secret-of-32-characters-or-more'
const stored = objectsOf(cluster)
const [set, service, policy] = [
  pick(stored, 'StatefulSet'),
  pick(stored, 'Service'),
  pick(objectsOf(operated), 'Policy'),
]
const changed = (object: JsonObject, change: (copy: never) => void): JsonObject => {
  const copy = structuredClone(object)
  change(copy as never)
  return copy
}
type Edit = { metadata: Record<string, string>; spec: Record<string, unknown> }
const inNamespace = (object: JsonObject, namespace: string): JsonObject =>
  changed(object, (copy: Edit) => void Object.assign(copy.metadata, { namespace }))

interface Row {
  readonly name: string
  readonly method?: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly status: number
  /** What the answer holds: a part of its text. */
  readonly says: string
  /** Asked of the core directly, too. */
  readonly core?: { readonly request: AdmissionRequest; readonly door: Pick<Deps, 'path' | 'warnOnly'> }
}

const review = (name: string, path: string, request: AdmissionRequest, says: string): Row => ({
  ...{ name, url: `/${secret}${path}?timeout=10s`, status: 200, says },
  body: JSON.stringify(wrapped(request)),
  core: {
    request,
    door: { path: path === '/mutate' ? 'mutate' : 'validate', warnOnly: path.endsWith('warn') },
  },
})
const posted = (
  name: string,
  body: string | Buffer,
  status: number,
  says: string,
  more: Partial<Row> = {},
): Row => ({
  ...{ name, url: `/${secret}/validate`, body, status, says },
  ...more,
})
const sound = JSON.stringify(wrapped(requestOf({ object: set })))
const padded = (bytes: number): string =>
  JSON.stringify({ ...JSON.parse(sound), padding: 'x'.repeat(bytes - sound.length) })
const unpublished = changed(service, (copy: Edit) => {
  delete copy.spec.publishNotReadyAddresses
})
const alone = inNamespace(set, 'alone')

const rows: readonly Row[] = [
  review('a sound cluster', '/validate', requestOf({ object: set }), '"allowed":true'),
  review(
    'a StatefulSet without its Service',
    '/validate',
    requestOf({ object: alone }),
    'governing-service-missing',
  ),
  review(
    'the same where nothing is refused',
    '/validate/warn',
    requestOf({ object: alone }),
    '"warnings":["warrener: governing-service-missing',
  ),
  review('a policy that loses messages', '/validate', requestOf({ object: policy }), '"warnings"'),
  review(
    'a headless Service, corrected',
    '/mutate',
    requestOf({ object: unpublished }),
    '"patchType":"JSONPatch"',
  ),
  review(
    'the same, judged',
    '/validate',
    requestOf({ object: unpublished }),
    'not-ready-addresses-unpublished',
  ),
  review(
    'the Service of a StatefulSet that runs, deleted',
    '/validate',
    requestOf({ oldObject: service }),
    'headless-service-deleted',
  ),
  review('scaling down', '/validate', scaleRequest(set, 3, 1), 'scale-down'),
  review(
    'an update that changes nothing',
    '/validate',
    requestOf({ object: set, oldObject: set }),
    '"allowed":true',
  ),
  review(
    'a name that is no ASCII, in a warning',
    '/validate',
    requestOf({
      object: changed(alone, (copy: Edit) => void Object.assign(copy.spec, { serviceName: 'Hase-é-🐇' })),
    }),
    'Hase-é-🐇',
  ),
  posted('half a body', sound.slice(0, 100), 400, 'not JSON'),
  posted('no object', '[]', 400, 'not a JSON object'),
  posted('no review', '{}', 400, 'it has no request'),
  posted('nothing', '', 400, 'not an admission.k8s.io/v1 AdmissionReview'),
  posted('bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 400, 'not a JSON object'),
  posted('space before it', `  \n${sound}`, 200, '"allowed":true'),
  posted('too large', padded(7.1 * 2 ** 20), 413, 'too large'),
  posted('a form', 'a=b', 415, 'application/json is expected', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
  posted('no type', sound, 415, 'application/json is expected', { headers: {} }),
  posted('a type with a charset, in capitals', sound, 200, '"allowed":true', {
    headers: { 'Content-Type': 'Application/JSON; charset=UTF-8' },
  }),
  posted('compressed', sound, 415, 'encoding', { headers: { ...json, 'content-encoding': 'gzip' } }),
  posted('another path', sound, 404, 'not found', { url: `/${secret}/validate/x` }),
  posted('a slash more', sound, 404, 'not found', { url: `/${secret}/validate/` }),
  posted('no secret', sound, 404, 'not found', { url: '/validate' }),
  posted('another secret', sound, 404, 'not found', { url: `/${secret}x/validate` }),
  posted('a path that cannot be decoded', sound, 404, 'not found', { url: '/%E0%A4%A/validate' }),
  posted('a method too many', sound, 404, 'not found', { method: 'PUT' }),
  { name: 'a review asked for', method: 'GET', url: `/${secret}/validate`, status: 404, says: 'not found' },
  { name: 'alive', method: 'GET', url: '/healthz', status: 200, says: 'ok' },
  { name: 'ready', method: 'GET', url: '/readyz', status: 200, says: 'ok' },
  {
    name: 'ready, by who knows the secret',
    method: 'GET',
    url: `/${secret}/readyz`,
    status: 200,
    says: 'ok',
  },
  { name: 'the root', method: 'GET', url: '/', status: 404, says: 'not found' },
]

interface Answer {
  readonly status: number
  readonly type: string | undefined
  readonly body: string
}
type Send = (sent: Sent) => Promise<Answer>

const folder = mkdtempSync(join(tmpdir(), 'warrener-transports-'))
const pair = selfSigned(['localhost'])
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const ways: Record<string, Send> = {}
const lines: string[] = []
let api: FakeApi

beforeAll(async () => {
  api = await fakeApi(stored)
  const docs = (rule: string): string => `https://docs.example/${rule}`
  const cluster = { kubeconfig: api.kubeconfig, watches: false }
  const served = { cluster, docs, pathSecretFile: file('secret', secret) }
  const plain = await start(served)
  const secure = await start({
    ...served,
    tls: { cert: file('tls.crt', pair.cert), key: file('tls.key', pair.key) },
  })
  const over =
    (port: number, ca?: string): Send =>
    async ({ url, ...sent }) => {
      const { status, headers, body } = await call(port, {
        ...sent,
        path: url,
        ...(ca === undefined ? {} : { ca }),
      })
      return { status, type: headers['content-type'], body }
    }
  const handler = handlerOf({
    ...{ cluster, docs, rules, config: defaultConfig, options: {}, pathSecrets: [secret] },
    write: line => void lines.push(line),
  })
  const by =
    (event: (sent: Sent) => Parameters<Handler>[0]): Send =>
    async sent => {
      // As JSON, which is how it comes and goes.
      const { statusCode, headers, body, isBase64Encoded } = JSON.parse(
        JSON.stringify(await handler(JSON.parse(JSON.stringify(event(sent))))),
      )
      expect(isBase64Encoded).toBe(false)
      return { status: statusCode, type: headers['content-type'], body }
    }
  Object.assign(ways, {
    HTTP: over(plain.port),
    HTTPS: over(secure.port, pair.cert),
    'a function URL': by(sent => functionUrlEvent(sent)),
    'a function URL, in base64': by(sent => functionUrlEvent(sent, true)),
    'an HTTP API': by(sent => httpApiEvent(sent)),
    'an HTTP API with a stage, in base64': by(sent => httpApiEvent(sent, 'prod', true)),
  })
  for (const send of Object.values(ways))
    while ((await send({ method: 'GET', url: '/readyz', headers: {}, body: Buffer.alloc(0) })).status !== 200)
      await new Promise(resolve => setTimeout(resolve, 20))
})
afterAll(async () => {
  await stopAll()
  api.close()
  rmSync(folder, { recursive: true })
})

describe('the same answer on every way', () => {
  test.each(rows)(
    '$name: $status',
    async ({ method = 'POST', url, headers = json, body = '', status, says, core }) => {
      const sent: Sent = { method, url, headers, body: Buffer.from(body) }
      for (const [way, send] of Object.entries(ways)) {
        const answer = await send(sent)
        expect({ way, ...answer }).toMatchObject({ way, status, body: expect.stringContaining(says) })
        const type = status === 200 && method === 'POST' ? 'application/json' : 'text/plain'
        expect({ way, type: answer.type }).toEqual({ way, type: `${type}; charset=utf-8` })
        const deps =
          core &&
          depsOver([], {
            ...core.door,
            rules: inOrder(rules),
            reader: clusterReader(api.kubeconfig),
            today: new Date().toISOString().slice(0, 10),
          })
        const expected = core && JSON.stringify(await admit(JSON.parse(String(body)), deps as Deps))
        if (expected !== undefined) expect({ way, body: answer.body }).toEqual({ way, body: expected })
      }
    },
  )

  test('no log holds the secret', () => {
    expect(lines.length).toBeGreaterThan(rows.length)
    expect(lines.join('')).not.toContain(secret)
  })
})
