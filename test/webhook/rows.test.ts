import type { JsonObject } from '../../model/kube/json.ts'
import type { AdmissionRequest } from '../../webhook/admission.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster, operated } from './cluster.ts'

/** The object of a kind in a YAML text in which one piece is replaced by another. */
function changed(yaml: string, kind: string, from = '', to = ''): JsonObject {
  if (!yaml.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return pick(objectsOf(yaml.replace(from, to)), kind)
}
const without = (yaml: string, kind: string): readonly JsonObject[] =>
  objectsOf(yaml).filter(object => object.kind !== kind)

interface Row {
  readonly name: string
  readonly request: AdmissionRequest
  readonly objects?: readonly JsonObject[]
  /** Rules that deny. */
  readonly denied?: readonly string[]
  /** Rules of warnings, in order. */
  readonly warned?: readonly string[]
}

const set = changed(cluster, 'StatefulSet')
const service = changed(cluster, 'Service')
const going: JsonObject = {
  ...set,
  metadata: { name: 'rabbitmq', namespace: 'mq', deletionTimestamp: '2026-01-01T00:00:00Z' },
}
const withClusterIp = changed(cluster, 'Service', 'clusterIP: None', 'clusterIP: 10.0.0.7')
const unpublished = changed(
  cluster,
  'Service',
  'publishNotReadyAddresses: true',
  'publishNotReadyAddresses: false',
)
const always = changed(operated, 'Policy', 'ha-params: 2,', 'ha-params: 2, ha-promote-on-shutdown: always,')
const on4 = changed(operated, 'RabbitmqCluster', '3.13.7', '4.2.1')

/** As short as it can be, and without its Service. */
const plain = (replicas: number): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'plain', namespace: 'mq' },
  spec: {
    replicas,
    serviceName: 'plain',
    podManagementPolicy: 'Parallel',
    template: {
      metadata: { labels: { app: 'plain' } },
      spec: { containers: [{ name: 'rabbitmq', image: 'rabbitmq:3.13.7' }] },
    },
    volumeClaimTemplates: [{ metadata: { name: 'data' } }],
  },
})
/** With a key that came after 4.0. */
const ofImage = (image: string): JsonObject =>
  changed(
    operated
      .replace('docker.io/library/rabbitmq:3.13.7-management', image)
      .replace('additionalConfig: |', '$&\n      cluster_formation.k8s.ordinal_start = 0'),
    'RabbitmqCluster',
  )

const rows: readonly Row[] = [
  {
    name: 'a sound StatefulSet',
    request: requestOf({ object: set }),
    objects: without(cluster, 'StatefulSet'),
  },
  { name: 'its Service, before anything else is there', request: requestOf({ object: service }) },
  {
    name: 'a StatefulSet whose Service is not there',
    request: requestOf({ object: set }),
    objects: without(cluster, 'Service'),
    denied: ['governing-service-missing'],
  },
  {
    name: 'a StatefulSet whose Service has a cluster IP: what is wrong is in the Service',
    request: requestOf({ object: set }),
    objects: [withClusterIp, ...without(cluster, 'Service')],
    warned: ['service-not-headless'],
  },
  {
    name: 'the Service with a cluster IP, under its StatefulSet',
    request: requestOf({ object: withClusterIp }),
    objects: without(cluster, 'Service'),
    denied: ['service-not-headless'],
  },
  {
    name: 'a Service that loses headlessness under its StatefulSet',
    request: requestOf({ object: withClusterIp, oldObject: service }),
    objects: objectsOf(cluster),
    denied: ['headless-service-deleted'],
  },
  {
    name: 'the headless Service deleted under its StatefulSet',
    request: requestOf({ oldObject: service }),
    objects: objectsOf(cluster),
    denied: ['headless-service-deleted'],
  },
  {
    name: 'the headless Service deleted after its StatefulSet',
    request: requestOf({ oldObject: service }),
    objects: without(cluster, 'StatefulSet'),
  },
  {
    name: 'the headless Service deleted while its StatefulSet goes',
    request: requestOf({ oldObject: service }),
    objects: [going, ...without(cluster, 'StatefulSet')],
  },
  {
    name: 'the headless Service deleted while its StatefulSet has no pods',
    request: requestOf({ oldObject: service }),
    objects: [
      changed(cluster, 'StatefulSet', 'replicas: 3', 'replicas: 0'),
      ...without(cluster, 'StatefulSet'),
    ],
  },
  {
    name: 'a Service that comes to select other pods',
    request: requestOf({
      object: changed(cluster, 'Service', 'selector:', 'selector: &other\n    other: pods'),
      oldObject: service,
    }),
    objects: objectsOf(cluster),
    denied: ['headless-service-deleted'],
  },
  {
    name: 'kubectl scale from 3 to 1',
    request: scaleRequest(set, 3, 1),
    objects: objectsOf(cluster),
    denied: ['scale-down'],
  },
  { name: 'kubectl scale from 3 to 5', request: scaleRequest(set, 3, 5), objects: objectsOf(cluster) },
  { name: 'kubectl scale from 3 to 0', request: scaleRequest(set, 3, 0), objects: objectsOf(cluster) },
  {
    name: 'replicas lowered in the StatefulSet itself',
    request: requestOf({
      object: changed(cluster, 'StatefulSet', 'replicas: 3', 'replicas: 1'),
      oldObject: set,
    }),
    objects: objectsOf(cluster),
    denied: ['scale-down'],
  },
  {
    name: 'kubectl scale of somebody else',
    request: scaleRequest(changed(cluster, 'StatefulSet', 'rabbitmq:3.13.7-management', 'postgres:17'), 3, 1),
    objects: [
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'rabbitmq', namespace: 'mq' },
        spec: { replicas: 3, template: { spec: { containers: [{ name: 'db', image: 'postgres:17' }] } } },
      },
    ],
  },
  {
    name: 'a policy that promotes unsynchronised mirrors',
    request: requestOf({ object: always }),
    objects: objectsOf(operated).slice(0, 1),
    denied: ['promote-on-shutdown-always'],
    warned: ['mirroring-deprecated'],
  },
  {
    name: 'the same policy for a cluster that is not there: its release is unknown',
    request: requestOf({ object: always }),
    warned: ['1 rule not evaluated'],
  },
  {
    name: 'an upgrade to a release without mirroring while a policy wants it',
    request: requestOf({ object: on4, oldObject: changed(operated, 'RabbitmqCluster') }),
    objects: objectsOf(operated),
    warned: ['mirroring-removed'],
  },
  {
    name: 'a new RabbitmqCluster where a policy of somebody is wrong',
    request: requestOf({ object: changed(operated, 'RabbitmqCluster') }),
    objects: [always],
    warned: ['promote-on-shutdown-always', 'mirroring-deprecated'],
  },
  {
    name: 'a new StatefulSet whose configuration is wrong',
    request: requestOf({ object: set }),
    objects: [
      changed(cluster, 'ConfigMap', 'peer_discovery_backend = k8s', 'peer_discovery_backend = none_such'),
      ...without(cluster, 'StatefulSet').filter(({ kind }) => kind !== 'ConfigMap'),
    ],
    warned: ['discovery-backend-unknown'],
  },
  {
    name: 'a defect that gets worse: a single node that becomes a cluster',
    request: requestOf({ object: plain(3), oldObject: plain(1) }),
    denied: ['governing-service-missing'],
    warned: ['storage-not-persistent'],
  },
  {
    name: 'an image that hides its release',
    request: requestOf({ object: ofImage('mq:stable') }),
    warned: ['1 rule not evaluated'],
  },
  {
    name: 'the real image in its place: what was hidden is judged now',
    request: requestOf({
      object: ofImage('rabbitmq:4.0.5'),
      oldObject: ofImage('mq:stable'),
    }),
    denied: ['conf-key-unknown'],
  },
  {
    name: 'a defect that was there before is a warning',
    request: requestOf({
      object: changed(cluster, 'StatefulSet', 'replicas: 3', 'replicas: 5'),
      oldObject: set,
    }),
    objects: without(cluster, 'Service'),
    warned: ['governing-service-missing'],
  },
  {
    name: 'what hides not-ready addresses',
    request: requestOf({ object: unpublished, oldObject: service }),
    objects: objectsOf(cluster),
    denied: ['not-ready-addresses-unpublished'],
  },
  {
    name: 'somebody else’s Service',
    request: requestOf({
      object: changed(
        cluster,
        'Service',
        'selector:\n    app.kubernetes.io/name: rabbitmq',
        'selector:\n    app: postgres',
      ),
    }),
  },
  {
    name: 'somebody else’s Deployment, should it ever come',
    request: requestOf({
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'mq' },
        spec: { template: { spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] } } },
      },
    }),
    objects: objectsOf(cluster),
  },
]

describe('an AdmissionReview in, an AdmissionReview out', () => {
  test.each(rows)('$name', async ({ request, objects = [], denied = [], warned = [] }) => {
    const response = await ask(request, objects)
    expect({
      allowed: response.allowed,
      denied: (response.status?.details.causes ?? []).map(({ reason }) => reason),
      warned: (response.warnings ?? []).map(warning => warning.split(': ')[1]),
    }).toEqual({ allowed: denied.length === 0, denied, warned })
  })
})
