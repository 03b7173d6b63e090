import { parseAllDocuments } from 'yaml'
import { isString, type JsonObject, member } from '../../model/kube/json.ts'
import { groupOf } from '../../model/kube/object.ts'
import { rules as allRules } from '../../policies/index.ts'
import type { AdmissionRequest, AdmissionResponse, Operation } from '../../webhook/admission.ts'
import { defaultConfig } from '../../webhook/config.ts'
import { admit } from '../../webhook/core.ts'
import type { Deps } from '../../webhook/deps.ts'
import { inMemoryReader } from './in-memory-reader.ts'
import { complaints } from './verify-response.ts'

/** The objects of a YAML text, in order. */
export const objectsOf = (yaml: string): readonly JsonObject[] =>
  parseAllDocuments(yaml).flatMap(document => {
    const value: unknown = document.toJS()
    return value === null ? [] : [value as JsonObject]
  })

/** The first object of a kind. Throws where there is none. */
export function pick(objects: readonly JsonObject[], kind: string): JsonObject {
  const found = objects.find(object => object.kind === kind)
  if (!found) throw new Error(`there is no ${kind}`)
  return found
}

const plurals: Readonly<Record<string, string>> = {
  StatefulSet: 'statefulsets',
  Deployment: 'deployments',
  Service: 'services',
  ConfigMap: 'configmaps',
  RabbitmqCluster: 'rabbitmqclusters',
  Policy: 'policies',
}

export interface Asked {
  readonly operation?: Operation
  readonly object?: JsonObject
  readonly oldObject?: JsonObject
  readonly dryRun?: boolean
}

/** The request that the API server makes of an object that is created, updated (an old one is given) or deleted. */
export function requestOf({ object, oldObject, operation, dryRun = false }: Asked): AdmissionRequest {
  const shown = object ?? oldObject ?? {}
  const [apiVersion, kind] = [String(shown.apiVersion), String(shown.kind)]
  const [group, version] = [groupOf(apiVersion), apiVersion.split('/').at(-1) ?? '']
  const text = (key: string): string => {
    const value = member(shown.metadata, key)
    return isString(value) ? value : ''
  }
  return {
    uid: 'f0b9c0de-0000-4000-8000-000000000001',
    kind: { group, version, kind },
    resource: { group, version, resource: plurals[kind] ?? kind.toLowerCase() },
    name: text('name'),
    namespace: text('namespace'),
    operation: operation ?? (!object ? 'DELETE' : oldObject ? 'UPDATE' : 'CREATE'),
    object: object ?? null,
    oldObject: oldObject ?? null,
    dryRun,
  }
}

/** The request of `kubectl scale`. */
export function scaleRequest(parent: JsonObject, from: number, to: number): AdmissionRequest {
  const request = requestOf({ object: parent, oldObject: parent })
  const scale = (replicas: number): JsonObject => ({
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: parent.metadata ?? {},
    spec: { replicas },
  })
  return {
    ...request,
    kind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
    subResource: 'scale',
    object: scale(to),
    oldObject: scale(from),
  }
}

export const wrapped = (request: AdmissionRequest): unknown => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request,
})

/** The rules that these tests are about: what other rules say of the same objects is not their business. */
const ids: ReadonlySet<string> = new Set([
  'boot-order-deadlock',
  'conf-key-unknown',
  'discovery-backend-unknown',
  'discovery-rights-missing',
  'discovery-service-mismatch',
  'governing-service-missing',
  'headless-service-deleted',
  'mirroring-deprecated',
  'mirroring-removed',
  'node-name-mismatch',
  'not-ready-addresses-unpublished',
  'promote-on-shutdown-always',
  'scale-down',
  'service-environment-collision',
  'service-not-headless',
  'storage-not-persistent',
])
export const rules = allRules.filter(({ id }) => ids.has(id))

/** What the webhook depends on, over objects in memory; `log` is thrown away. */
export const depsOver = (objects: readonly JsonObject[], other: Partial<Deps> = {}): Deps => ({
  path: 'validate',
  warnOnly: false,
  rules,
  reader: inMemoryReader(objects),
  config: defaultConfig,
  options: {},
  today: '2026-01-01',
  signal: new AbortController().signal,
  outOfTime: () => false,
  docs: rule => `https://docs.example/${rule}`,
  log: () => undefined,
  ...other,
})

/**
 * Sends a request through the core; the answer has passed JSON once, as on the wire.
 * @throws where the API server could not use the answer
 */
export async function ask(
  request: AdmissionRequest,
  objects: readonly JsonObject[] = [],
  other: Partial<Deps> = {},
): Promise<AdmissionResponse> {
  const deps = depsOver(objects, other)
  const review = JSON.parse(JSON.stringify(await admit(JSON.parse(JSON.stringify(wrapped(request))), deps)))
  const wrong = complaints(review, request.uid, deps.path, 'validate.warrener.dev')
  if (wrong.length > 0) throw new Error(`the API server cannot use this answer: ${wrong.join(', ')}`)
  return review.response
}
