import { type Address, at, type Located } from '../../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, objectOf } from '../../kube/json.ts'
import { found, type Lookup } from '../../kube/lookup.ts'
import { changedAt, type KubeObject, unsettledAt } from '../../kube/object.ts'
import { dig, readNumber, readString } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'
import type { Made } from '../made.ts'
import type { Template } from '../template.ts'
import type { Wording } from '../wording.ts'
import {
  type ClaimTemplate,
  claimTemplatesOf,
  type PodManagement,
  type Replicas,
  type Workload,
} from '../workload.ts'
import { operatorFacts } from './operator-facts.ts'
import { operatorVolume } from './operator-files.ts'
import { operatorPlugins } from './operator-plugins.ts'
import { operatorLabels, operatorPodSpec, podSpecSource } from './operator-pod.ts'
import { operatorServices } from './operator-services.ts'
import { inOverride, merged } from './override.ts'

/*
 * What the RabbitMQ Cluster Operator makes of a RabbitmqCluster.
 * Source: rabbitmq/cluster-operator, internal/resource/{statefulset,headless_service,service,configmap,role}.go, v2.22.3 and main
 * at 06cda8e8 (2026-08-06); release notes of 2.23.1: overrides are merged by the names of containers.
 */

const override = ['spec', 'override', 'statefulSet', 'spec'] as const
const storage = ['spec', 'persistence', 'storage'] as const

/** The workload behind a RabbitmqCluster, a StatefulSet governed by a headless Service; undefined for all other objects. */
export function operatorWorkload(object: KubeObject): Workload | undefined {
  if (object.group !== 'rabbitmq.com' || object.kind !== 'RabbitmqCluster') return undefined
  const count = replicas(object)
  const pods = template(object)
  return {
    object,
    kind: 'RabbitmqCluster',
    called: `RabbitmqCluster ${object.name}`,
    ordinals: { owner: `${object.name}-server`, start: 0 },
    namespace: object.namespace,
    replicas: count,
    serviceName: serviceName(object),
    podManagement: podManagement(object),
    template: pods,
    claimTemplates: claims(object),
    claimsUnsettled: unsettledAt(object, [...override, 'volumeClaimTemplates']),
    selector: undefined,
    made: made(object, count, pods),
  }
}

const made = (object: KubeObject, count: Lookup<Replicas>, pods: Template): Made => ({
  wording,
  node: 'rabbitmq',
  volume: (name, world) => operatorVolume(object, count, name, world),
  services: operatorServices(object),
  plugins: operatorPlugins(object),
  rights: [
    { verb: 'get', resource: 'endpoints' },
    { verb: 'create', resource: 'events' },
  ],
  joinsNodes: true,
  sharesCookie: true,
  operator: operatorFacts(object, pods.spec),
  takesTopology: true,
  makesUser: true,
  awaitsSize: true,
  keepsReplicas: 'the operator refuses to scale down',
  // That the claims go with the resource is what the operator does by itself.
  retention: { whenScaled: at(object, ...override, 'persistentVolumeClaimRetentionPolicy', 'whenScaled') },
  noClaim: isZero(dig(object.value, storage))
    ? { value: 'its storage is 0', at: at(object, ...storage) }
    : undefined,
})

/** A field of the resource where it has one, else an override of what the operator makes. */
const wording: Wording = {
  conf: 'spec.rabbitmq.additionalConfig',
  advanced: 'spec.rabbitmq.advancedConfig',
  plugins: 'spec.rabbitmq.additionalPlugins',
  ofSet: field => (field === 'replicas' ? 'spec.replicas' : [...override, field].join('.')),
  ofPods: field => dotted(podSpecSource([field]), 'template', 'spec', field),
  ofNode: field => nodeField(field.split('.')),
  remake: 'after kubectl delete statefulset --cascade=orphan the operator makes it again',
  ownPassword: () => 'leave user and password out: the operator makes up both, in a Secret',
  ownCookie: 'leave it out: the operator makes one up, in a Secret',
  keepData: () => 'set spec.persistence.storage (10Gi by default)',
  ownDisks: 'leave the volume out of spec.override: the operator makes a claim for each node',
}
const dotted = (own: readonly Step[] | undefined, ...overridden: readonly string[]): string =>
  (own ?? [...override, ...overridden]).join('.')
const nodeField = ([field = '', ...below]: readonly string[]): string =>
  [
    dotted(
      podSpecSource(['containers', { name: 'rabbitmq' }, field]),
      ...['template', 'spec', 'containers[rabbitmq]', field],
    ),
    ...below,
  ].join('.')

function replicas(object: KubeObject): Lookup<Replicas> {
  const overridden = readNumber(object, [...override, 'replicas'])
  const written = overridden.state === 'absent' ? readNumber(object, ['spec', 'replicas']) : overridden
  if (written.state === 'absent') return found({ value: 1, at: at(object), written: false })
  return written.state === 'found' ? found({ ...written.value, written: true }) : written
}

function serviceName(object: KubeObject): Lookup<Located<string>> {
  const overridden = readString(object, [...override, 'serviceName'])
  return overridden.state === 'absent' ? found({ value: `${object.name}-nodes`, at: at(object) }) : overridden
}

function podManagement(object: KubeObject): Lookup<PodManagement> {
  const overridden = readString(object, [...override, 'podManagementPolicy'])
  if (overridden.state === 'absent') return found({ value: 'Parallel', at: at(object), written: false })
  return overridden.state === 'found' ? found({ ...overridden.value, written: true }) : overridden
}

function claims(object: KubeObject): readonly ClaimTemplate[] {
  const overridden = claimTemplatesOf(object, [...override, 'volumeClaimTemplates'])
  if (overridden.length > 0) return overridden
  const persistence = ['spec', 'persistence']
  const size = dig(object.value, storage)
  const storageClassName = dig(object.value, [...persistence, 'storageClassName'])
  // The operator's default is 10Gi; a storage of 0 makes it an emptyDir.
  if (isZero(size)) return []
  const value = {
    metadata: { name: 'persistence' },
    spec: {
      resources: { requests: { storage: size ?? '10Gi' } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
    },
  }
  return [
    {
      name: 'persistence',
      value,
      at: at(object, ...persistence),
      locate: path => at(object, ...persistence, ...path.slice(-1)),
    },
  ]
}
const isZero = (size: Json | undefined): boolean =>
  size === 0 || (isString(size) && /^0+[A-Za-z]*$/.test(size))

function template(object: KubeObject): Template {
  const hasClaim = claims(object).length > 0
  const generated = operatorPodSpec(object, hasClaim)
  const place = [...override, 'template', 'spec']
  const overridden = dig(object.value, place)
  const spec = isObject(overridden) ? (merged(generated, overridden) as JsonObject) : generated
  const sourceOf = (path: readonly Step[]): readonly Step[] | undefined => {
    const own = inOverride(spec, overridden, path)
    return own ? [...place, ...own] : podSpecSource(path)
  }
  const locate = (path: readonly Step[]): Address => at(object, ...(sourceOf(path) ?? ['spec']))
  const metadata = [...override, 'template', 'metadata']
  return {
    labels: {
      ...objectOf(dig(object.value, [...metadata, 'labels'])),
      ...operatorLabels(object),
    },
    labelsUnsettled: unsettledAt(object, [...metadata, 'labels']),
    annotations: objectOf(dig(object.value, [...metadata, 'annotations'])),
    spec,
    locate,
    unsettled(path) {
      const source = sourceOf(path)
      // Another field of the resource does not touch what the operator writes by itself.
      const own = source ? unsettledAt(object, source) : changedAt(object, ['spec'])
      return own ?? unsettledAt(object, [...place, ...path])
    },
    generated: path => sourceOf(path) === undefined,
  }
}
