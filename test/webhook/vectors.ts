import type { JsonObject } from '../../model/kube/json.ts'
import type { AdmissionRequest } from '../../webhook/admission.ts'
import type { Deps } from '../../webhook/deps.ts'
import { objectsOf, pick, requestOf, scaleRequest, wrapped } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { json } from './served.ts'

/*
 * One table of requests, and what is answered, whatever carries them.
 */

/** The first segment of their path. */
export const secret = 'a-secret-of-32-characters-or-more'
/** What there is in the cluster. */
export const stored = objectsOf(cluster)
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

export interface Vector {
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

const review = (name: string, path: string, request: AdmissionRequest, says: string): Vector => ({
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
  more: Partial<Vector> = {},
): Vector => ({
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

export const vectors: readonly Vector[] = [
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
