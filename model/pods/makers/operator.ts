import { wholeQuantityOf } from '../../formats/text/quantity.ts'
import { type Address, at, type Located } from '../../kube/address.ts'
import { isArray, isObject, isString, type Json, type JsonObject, member, objectOf } from '../../kube/json.ts'
import { found, type Lookup } from '../../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../../kube/object.ts'
import { dig, readNumber, readString } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'
import type { Template } from '../template.ts'
import { claimTemplatesOf, type PodManagement, type Replicas, type Workload } from '../workload.ts'

/*
 * What the RabbitMQ Cluster Operator makes of a RabbitmqCluster.
 * Source: rabbitmq/cluster-operator, internal/resource/{statefulset,headless_service,service,configmap,role}.go, v2.22.3.
 */

const override = ['spec', 'override', 'statefulSet', 'spec'] as const

/** The workload behind a RabbitmqCluster: a StatefulSet `<name>-server` governed by the headless Service `<name>-nodes`. */
export function operatorWorkload(object: KubeObject): Workload {
  return {
    object,
    kind: 'RabbitmqCluster',
    podOwner: `${object.name}-server`,
    namespace: object.namespace,
    replicas: replicas(object),
    serviceName: serviceName(object),
    podManagement: podManagement(object),
    ordinalsStart: 0,
    template: template(object),
    claimTemplates: claims(object),
    selector: { matchLabels: selectorLabels(object) },
  }
}

const selectorLabels = (object: KubeObject): JsonObject => ({ 'app.kubernetes.io/name': object.name })

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

function claims(object: KubeObject): Workload['claimTemplates'] {
  const overridden = claimTemplatesOf(object, [...override, 'volumeClaimTemplates'])
  if (overridden.length > 0) return overridden
  const storage = dig(object.value, ['spec', 'persistence', 'storage'])
  // The operator's default is 10Gi; a storage of 0 makes it an emptyDir.
  if (isZero(storage)) return []
  const value = {
    metadata: { name: 'persistence' },
    spec: { resources: { requests: { storage: storage ?? '10Gi' } } },
  }
  return [{ name: 'persistence', value, at: at(object, 'spec', 'persistence') }]
}
const isZero = (storage: Json | undefined): boolean =>
  storage === 0 || (isString(storage) && /^0+[A-Za-z]*$/.test(storage))

function template(object: KubeObject): Template {
  const generated = podSpec(object)
  const overridden = dig(object.value, [...override, 'template', 'spec'])
  const spec = isObject(overridden) ? (mergeByName(generated, overridden) as JsonObject) : generated
  const locate = (path: readonly Step[]): Address => {
    if (dig(overridden, path) !== undefined) return at(object, ...override, 'template', 'spec', ...path)
    return at(object, ...(sourceOf(path) ?? ['spec']))
  }
  return {
    labels: {
      ...objectOf(dig(object.value, [...override, 'template', 'metadata', 'labels'])),
      ...selectorLabels(object),
    },
    labelsUnsettled: unsettledAt(object, [...override, 'template', 'metadata', 'labels']),
    annotations: objectOf(dig(object.value, [...override, 'template', 'metadata', 'annotations'])),
    spec,
    locate,
    unsettled: path => unsettledAt(object, locate(path).path),
  }
}

/** Which field of the resource a part of the generated pod comes from. */
function sourceOf(path: readonly Step[]): readonly Step[] | undefined {
  const [field, container, member] = path
  if (
    field === 'containers' &&
    typeof container === 'object' &&
    'name' in container &&
    container.name === 'rabbitmq'
  ) {
    if (member === 'image' || member === 'resources') return ['spec', member]
  }
  return field === 'affinity' || field === 'tolerations' || field === 'terminationGracePeriodSeconds'
    ? ['spec', field]
    : undefined
}

function podSpec(object: KubeObject): JsonObject {
  const spec = objectOf(object.value.spec)
  const image = member(spec, 'image')
  const env = (name: string, value: string): Json => ({ name, value })
  const fromField = (name: string, fieldPath: string): Json => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  })
  const persistence = claims(object).length > 0 ? [] : [{ name: 'persistence', emptyDir: {} }]
  return {
    serviceAccountName: `${object.name}-server`,
    automountServiceAccountToken: true,
    securityContext: { fsGroup: 0, runAsUser: 999 },
    terminationGracePeriodSeconds: member(spec, 'terminationGracePeriodSeconds') ?? 604800,
    ...(isObject(member(spec, 'affinity')) ? { affinity: objectOf(member(spec, 'affinity')) } : {}),
    topologySpreadConstraints: [
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' },
    ],
    containers: [
      {
        name: 'rabbitmq',
        ...(isString(image) ? { image } : {}),
        resources: member(spec, 'resources') ?? {
          limits: { cpu: '2000m', memory: '2Gi' },
          requests: { cpu: '1000m', memory: '2Gi' },
        },
        env: [
          fromField('MY_POD_NAME', 'metadata.name'),
          fromField('MY_POD_NAMESPACE', 'metadata.namespace'),
          env('K8S_SERVICE_NAME', `${object.name}-nodes`),
          env('RABBITMQ_ENABLED_PLUGINS_FILE', '/operator/enabled_plugins'),
          env('RABBITMQ_USE_LONGNAME', 'true'),
          env('RABBITMQ_NODENAME', 'rabbit@$(MY_POD_NAME).$(K8S_SERVICE_NAME).$(MY_POD_NAMESPACE)'),
          env('K8S_HOSTNAME_SUFFIX', '.$(K8S_SERVICE_NAME).$(MY_POD_NAMESPACE)'),
        ],
        ports: [
          { name: 'epmd', containerPort: 4369 },
          { name: 'amqp', containerPort: 5672 },
          { name: 'management', containerPort: 15672 },
          { name: 'prometheus', containerPort: 15692 },
        ],
        readinessProbe: {
          tcpSocket: { port: 'amqp' },
          initialDelaySeconds: 10,
          timeoutSeconds: 5,
          periodSeconds: 10,
          failureThreshold: 3,
        },
        volumeMounts: [
          { name: 'persistence', mountPath: '/var/lib/rabbitmq/mnesia/' },
          { name: 'rabbitmq-erlang-cookie', mountPath: '/var/lib/rabbitmq/' },
        ],
      },
    ],
    volumes: [...persistence, { name: 'rabbitmq-erlang-cookie', emptyDir: {} }],
  }
}

/** Strategic merge as far as pod specs need it: maps member by member, lists of named items by name, the rest replaced. */
function mergeByName(base: Json, patch: Json): Json {
  if (isObject(base) && isObject(patch)) {
    const merged: Record<string, Json> = { ...base }
    for (const [key, value] of Object.entries(patch)) {
      const old = Object.hasOwn(base, key) ? base[key] : undefined
      merged[key] = old === undefined ? value : mergeByName(old, value)
    }
    return merged
  }
  if (isArray(base) && isArray(patch) && [...base, ...patch].every(item => isString(member(item, 'name')))) {
    const kept = base.map(item => {
      const change = patch.find(other => member(other, 'name') === member(item, 'name'))
      return change === undefined ? item : mergeByName(item, change)
    })
    const known = new Set(base.map(item => member(item, 'name')))
    return [...kept, ...patch.filter(item => !known.has(member(item, 'name')))]
  }
  return patch
}

/** The client and the headless Service that the operator makes; the configuration it writes before the user's own. */
export function operatorServices(
  object: KubeObject,
): readonly { readonly name: string; readonly headless: boolean }[] {
  return [
    { name: `${object.name}-nodes`, headless: true },
    { name: object.name, headless: false },
  ]
}

/** `10-operatorDefaults.conf` as far as it matters here, key by key. */
export function operatorDefaults(object: KubeObject): ReadonlyMap<string, string> {
  const count = replicas(object)
  const memory = memoryTold(object)
  return new Map([
    ...(memory === undefined ? [] : [['total_memory_available_override_value', String(memory)] as const]),
    ['disk_free_limit.absolute', '2GB'],
    ['cluster_partition_handling', 'pause_minority'],
    ['cluster_formation.peer_discovery_backend', 'rabbit_peer_discovery_k8s'],
    ['cluster_formation.k8s.host', 'kubernetes.default'],
    ['cluster_formation.k8s.address_type', 'hostname'],
    ['cluster_formation.target_cluster_size_hint', count.state === 'found' ? String(count.value.value) : '1'],
    ['cluster_name', object.name],
  ])
}

const headroom = 2n * 1024n ** 3n
/** The memory limit in bytes less a fifth, at most 2 GiB. Source: cluster-operator, internal/resource/configmap.go, removeHeadroom. */
function memoryTold(object: KubeObject): bigint | undefined {
  const written = dig(object.value, ['spec', 'resources', 'limits', 'memory'])
  const isDefault = dig(object.value, ['spec', 'resources']) === undefined
  const limit = wholeQuantityOf(isDefault ? '2Gi' : written)
  if (limit === undefined) return undefined
  const fifth = limit / 5n
  return limit - (fifth < headroom ? fifth : headroom)
}

/** Plugins the operator always enables. */
export const operatorPlugins = [
  'rabbitmq_peer_discovery_k8s',
  'rabbitmq_prometheus',
  'rabbitmq_management',
] as const
