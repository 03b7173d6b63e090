import { brokerContainers } from '../model/broker/recognise.ts'
import { sameJson } from '../model/formats/text/change.ts'
import { isObject, type Json, type JsonObject, member } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import { isGoing, type Kind, type KubeObject } from '../model/kube/object.ts'
import { workloadOf } from '../model/pods/makers/workloads.ts'
import { kubeObject } from '../source/objects.ts'
import type { AdmissionRequest } from './admission.ts'
import type { LookUps } from './look-ups.ts'
import { type Ownership, ownershipOf } from './ownership.ts'

/** What a request changes: one object, before and after. */
export interface Subject {
  readonly before: KubeObject | undefined
  readonly after: KubeObject | undefined
  /** The one of the two that the user sees: the new one, on DELETE the old one. */
  readonly object: KubeObject
  /** Whether the request carries the object itself and not, as a Scale, a part of it. */
  readonly whole: boolean
  readonly owner: Ownership
}

export type Subjected =
  | { readonly state: 'subject'; readonly subject: Subject }
  /** Nothing that is judged here: allowed without a word. */
  | { readonly state: 'none'; readonly owner?: Ownership }
  | { readonly state: 'unknown'; readonly why: string }

const none: Subjected = { state: 'none' }
/** Of labels and annotations that are meant for us. */
const prefix = 'warrener.dev/'
const tells = (entries: Json | undefined): boolean =>
  isObject(entries) && Object.keys(entries).some(name => name.startsWith(prefix))

/** The object under review. A Scale is the object that it scales, with the new number of replicas. */
export async function subjectOf(request: AdmissionRequest, lookUps: LookUps): Promise<Subjected> {
  if (request.operation === 'CONNECT') return none
  if (request.subResource === 'scale') return scaled(request, lookUps)
  if (request.subResource !== undefined && request.subResource !== '') return none
  const before = objectOf(request, request.oldObject)
  const after = objectOf(request, before ? request.object : asCreated(request.object))
  const object = after ?? before
  if (!object || isGoing(object)) return none
  if (!after && !isService(object)) return none // nothing else is kept from going, see going.ts
  if (before && after && isSameState(before, after)) return none
  if (isElse(before) && isElse(after)) return none
  return owned({ before, after, object, whole: true }, lookUps)
}

/**
 * What the operator makes is judged at its resource, which a person wrote and can change. What has lost its owner is collected
 * as garbage.
 */
async function owned(subject: Omit<Subject, 'owner'>, lookUps: LookUps): Promise<Subjected> {
  const owner = await ownershipOf(subject.object, lookUps)
  const isCollected = subject.after === undefined && owner.state === 'absent'
  if (owner.state === 'owned' || isCollected) return { state: 'none', owner }
  return { state: 'subject', subject: { ...subject, owner } }
}

/** Whether an object is not there, or runs what shows no sign of RabbitMQ, and nobody says anything of it to us. */
function isElse(object: KubeObject | undefined): boolean {
  const workload = object && workloadOf(object)
  if (!workload) return object === undefined
  const told = [member(object.value.metadata, 'annotations'), workload.template.annotations]
  return !looksLikeBroker(object) && !told.some(tells)
}

const isService = ({ group, kind }: KubeObject): boolean =>
  group === kinds.Service.group && kind === kinds.Service.kind

/**
 * Whether an update changes nothing that is judged: neither the object's own fields, nor what people tell us with labels and
 * annotations, nor who owns it.
 */
const isSameState = (before: KubeObject, after: KubeObject): boolean =>
  sameJson(stateOf(before.value), stateOf(after.value))
function stateOf({ metadata, status: _, ...rest }: JsonObject): Json {
  const told = (key: string): Json => {
    const entries = member(metadata, key)
    if (!isObject(entries)) return {}
    return Object.fromEntries(Object.entries(entries).filter(([name]) => name.startsWith(prefix)))
  }
  const owners = member(metadata, 'ownerReferences') ?? []
  return { ...rest, labels: told('labels'), annotations: told('annotations'), owners }
}

/** A posted object. Its type and namespace are those of the request, which the API server has checked. */
function objectOf(request: AdmissionRequest, value: JsonObject | null | undefined): KubeObject | undefined {
  if (!value) return undefined
  const { group, version, kind } = request.kind
  const metadata = member(value, 'metadata')
  const named = {
    ...(request.namespace === undefined || request.namespace === '' ? {} : { namespace: request.namespace }),
    ...(isObject(metadata) ? metadata : {}),
  }
  return kubeObject(
    { ...value, apiVersion: group === '' ? version : `${group}/${version}`, kind, metadata: named },
    { from: 'api' },
  )
}

/** What is new is not going, whatever it says: the API server takes that off, but not before it is asked to be corrected. */
function asCreated(value: JsonObject | null | undefined): JsonObject | null | undefined {
  const metadata = member(value ?? {}, 'metadata')
  if (!value || !isObject(metadata) || !Object.hasOwn(metadata, 'deletionTimestamp')) return value
  const { deletionTimestamp: _, ...rest } = metadata
  return { ...value, metadata: rest }
}

const scalable: ReadonlyMap<string, Kind> = new Map([
  ['apps/statefulsets', kinds.StatefulSet],
  ['rabbitmq.com/rabbitmqclusters', kinds.RabbitmqCluster],
])

async function scaled(request: AdmissionRequest, lookUps: LookUps): Promise<Subjected> {
  const kind = scalable.get(`${request.resource.group}/${request.resource.resource}`)
  const [namespace, name] = [request.namespace ?? '', request.name ?? '']
  if (!kind || name === '') return none
  const read = async (): Promise<KubeObject | undefined> => {
    lookUps.want(kind, namespace, name)
    await lookUps.look()
    return lookUps.objects().find(object => object.kind === kind.kind && object.name === name)
  }
  const seen = await read()
  // Most that is scaled is no RabbitMQ; what is, is the object under review itself, and must not be late.
  const parent = seen && looksLikeBroker(seen) && lookUps.renew() ? await read() : seen
  if (!parent) {
    const answer = lookUps.visible(kind, namespace, name)
    return typeof answer === 'string' ? none : { state: 'unknown', why: answer.why }
  }
  if (!looksLikeBroker(parent)) return none
  const before = request.oldObject ? withReplicas(parent, request.oldObject) : parent
  const after = withReplicas(parent, request.object)
  return owned({ before, after, object: after, whole: false }, lookUps)
}

/** Whatever its user says. */
export function looksLikeBroker(object: KubeObject): boolean {
  const workload = workloadOf(object)
  return workload !== undefined && brokerContainers(workload, undefined, { believesNo: false }).length > 0
}

function withReplicas(parent: KubeObject, scale: JsonObject | null | undefined): KubeObject {
  const replicas = member(member(scale ?? {}, 'spec'), 'replicas') ?? 0 // left out means 0 in a Scale
  const spec = member(parent.value, 'spec')
  return kubeObject({ ...parent.value, spec: { ...(isObject(spec) ? spec : {}), replicas } }, { from: 'api' })
}
