import type { JsonObject } from '../../model/kube/json.ts'
import { objectsOf, pick, requestOf, scaleRequest, wrapped } from '../../test/webhook/ask.ts'
import { cluster, operated } from '../../test/webhook/cluster.ts'
import type { AdmissionRequest } from '../../webhook/admission.ts'

/** In a namespace of its own: two clusters of one name in one place refuse each other's Services. */
const ofOperator = objectsOf(operated.replaceAll('namespace: mq', 'namespace: mq-operator'))
/** What is in the cluster that reviews are judged in. */
export const objects: readonly JsonObject[] = [...objectsOf(cluster), ...ofOperator]

const body = (request: AdmissionRequest): string => JSON.stringify(wrapped(request))
const plain = objectsOf(cluster)
const set = pick(plain, 'StatefulSet')
const spec = set.spec as JsonObject
const labelled: JsonObject = { ...set, metadata: { ...(set.metadata as JsonObject), labels: { a: 'b' } } }
/** As large as ours, and none of ours. */
const other: JsonObject = JSON.parse(JSON.stringify(set).replaceAll(/rabbitmq|RABBITMQ/g, 'postgres'))

/** Reviews that are let through: of no RabbitMQ, and of nothing but metadata. */
export const letThrough: readonly string[] = [
  body(requestOf({ object: other })),
  body(requestOf({ object: labelled, oldObject: set })),
]

export const create = body(requestOf({ object: set }))

/** A review of each kind that is judged. */
export const kinds: Readonly<Record<string, string>> = {
  'CREATE StatefulSet': create,
  'UPDATE StatefulSet, refused': body(
    requestOf({ object: set, oldObject: { ...set, spec: { ...spec, replicas: 5 } } }),
  ),
  'scale StatefulSet': body(scaleRequest(set, 3, 5)),
  'CREATE Service': body(requestOf({ object: pick(plain, 'Service') })),
  'DELETE Service': body(requestOf({ oldObject: pick(plain, 'Service') })),
  'CREATE RabbitmqCluster': body(requestOf({ object: pick(ofOperator, 'RabbitmqCluster') })),
  'CREATE Policy': body(requestOf({ object: pick(ofOperator, 'Policy') })),
  'not RabbitMQ': letThrough[0] ?? '',
  'only metadata': letThrough[1] ?? '',
}

/** An UPDATE as large as the API server lets through: old and new object together. */
export const largest = (): string => {
  const fill = 'x'.repeat(1000)
  const annotations = Object.fromEntries(Array.from({ length: 3350 }, (_, index) => [`a/${index}`, fill]))
  const large = (replicas: number): JsonObject => ({
    ...set,
    metadata: { ...(set.metadata as JsonObject), annotations },
    spec: { ...spec, replicas },
  })
  return body(requestOf({ object: large(5), oldObject: large(3) }))
}

/** Services of other people. */
export const strangers = (count: number): readonly JsonObject[] =>
  Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `service-${index}`,
      namespace: `team-${index % 200}`,
      labels: { 'app.kubernetes.io/name': `service-${index}`, 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: { 'meta.helm.sh/release-name': `service-${index}` },
      managedFields: [{ manager: 'helm', operation: 'Update', fieldsV1: { 'f:spec': { 'f:ports': {} } } }],
    },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.0.0.1',
      clusterIPs: ['10.0.0.1'],
      selector: { 'app.kubernetes.io/name': `service-${index}` },
      ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' }],
      sessionAffinity: 'None',
    },
    status: { loadBalancer: {} },
  }))
