import { isObject, isString, type Json, type JsonObject, member, objectOf } from '../../kube/json.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'

/*
 * The pod that the cluster operator makes, without overrides.
 * Source: rabbitmq/cluster-operator v2.22.3 and main at 06cda8e8 (2026-08-06), internal/resource/statefulset.go, podTemplateSpec.
 */

/** What the operator gives a node that states no resources. */
const defaultResources: JsonObject = {
  limits: { cpu: '2000m', memory: '2Gi' },
  requests: { cpu: '1000m', memory: '2Gi' },
}

/** The resources of the node's container. */
export const operatorResources = (object: KubeObject): Json =>
  dig(object.value, ['spec', 'resources']) ?? defaultResources

/** The pod spec of a RabbitmqCluster. The files of its volumes are known to `operatorVolume`. */
export function operatorPodSpec(object: KubeObject, hasClaim: boolean): JsonObject {
  const spec = objectOf(object.value.spec)
  const image = member(spec, 'image')
  const hasTls = isString(dig(spec, ['tls', 'secretName']))
  const grace = member(spec, 'terminationGracePeriodSeconds') ?? 604800
  const isTlsOnly = dig(spec, ['tls', 'disableNonTLSListeners']) === true
  return {
    serviceAccountName: `${object.name}-server`,
    automountServiceAccountToken: true,
    securityContext: { fsGroup: 0, runAsUser: 999 },
    terminationGracePeriodSeconds: grace,
    ...(isObject(member(spec, 'affinity')) ? { affinity: objectOf(member(spec, 'affinity')) } : {}),
    ...(spreads(object) ? { topologySpreadConstraints: [zoneSpread(object)] } : {}),
    containers: [
      {
        name: 'rabbitmq',
        ...(isString(image) ? { image } : {}),
        resources: operatorResources(object),
        env: environment(object),
        ports: [
          { name: 'epmd', containerPort: 4369 },
          { name: 'amqp', containerPort: 5672 },
          { name: 'management', containerPort: 15672 },
          { name: 'prometheus', containerPort: 15692 },
          ...(hasTls ? [{ name: 'amqps', containerPort: 5671 }] : []),
        ],
        readinessProbe: {
          tcpSocket: { port: isTlsOnly ? 'amqps' : 'amqp' },
          initialDelaySeconds: 10,
          timeoutSeconds: 5,
          periodSeconds: 10,
          failureThreshold: 3,
        },
        lifecycle: { preStop: { exec: { command: ['/bin/bash', '-c', preStop(String(grace))] } } },
        volumeMounts: mounts(spec, hasTls),
      },
    ],
    volumes: volumes(hasClaim, hasTls),
  }
}

/** The labels of the pods. Source: internal/metadata/label.go. */
export const operatorLabels = ({ name }: KubeObject): JsonObject => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/component': 'rabbitmq',
  'app.kubernetes.io/part-of': 'rabbitmq',
})

const preStop = (grace: string): string =>
  `if [ ! -z "$(cat /etc/pod-info/skipPreStopChecks)" ]; then exit 0; fi; rabbitmq-upgrade await_online_quorum_plus_one -t ${grace} && rabbitmq-upgrade await_online_synchronized_mirror -t ${grace} || true && rabbitmq-upgrade drain -t ${grace}`

/** An annotation switches the operator's own spread off. Source: api/v1beta1/rabbitmqcluster_types.go. */
function spreads({ value }: KubeObject): boolean {
  const off = dig(value, [
    'metadata',
    'annotations',
    'rabbitmq.com/disable-default-topology-spread-constraints',
  ])
  return !(isString(off) && off.trim() === 'true')
}
const zoneSpread = ({ name }: KubeObject): JsonObject => ({
  topologyKey: 'topology.kubernetes.io/zone',
  maxSkew: 1,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
})

function environment({ name }: KubeObject): readonly Json[] {
  const text = (variable: string, value: string): Json => ({ name: variable, value })
  const fromField = (variable: string, fieldPath: string): Json => ({
    name: variable,
    valueFrom: { fieldRef: { fieldPath } },
  })
  return [
    fromField('MY_POD_NAME', 'metadata.name'),
    fromField('MY_POD_NAMESPACE', 'metadata.namespace'),
    text('K8S_SERVICE_NAME', `${name}-nodes`),
    text('RABBITMQ_ENABLED_PLUGINS_FILE', '/operator/enabled_plugins'),
    text('RABBITMQ_USE_LONGNAME', 'true'),
    text('RABBITMQ_NODENAME', 'rabbit@$(MY_POD_NAME).$(K8S_SERVICE_NAME).$(MY_POD_NAMESPACE)'),
    text('K8S_HOSTNAME_SUFFIX', '.$(K8S_SERVICE_NAME).$(MY_POD_NAMESPACE)'),
  ]
}

/** Texts of the resource that are files of their own, and where they are mounted. */
export const operatorTexts = [
  ['advancedConfig', 'advanced.config'],
  ['envConfig', 'rabbitmq-env.conf'],
  ['erlangInetConfig', 'erl_inetrc'],
] as const

function mounts(spec: JsonObject, hasTls: boolean): readonly Json[] {
  const file = (volume: string, key: string, mountPath: string): Json => ({
    name: volume,
    subPath: key,
    mountPath: `/etc/rabbitmq/${mountPath}`,
  })
  const texts = operatorTexts.filter(([field]) => isText(dig(spec, ['rabbitmq', field])))
  return [
    { name: 'rabbitmq-erlang-cookie', mountPath: '/var/lib/rabbitmq/' },
    { name: 'persistence', mountPath: '/var/lib/rabbitmq/mnesia/' },
    { name: 'rabbitmq-plugins', mountPath: '/operator' },
    file('rabbitmq-confd', 'operatorDefaults.conf', 'conf.d/10-operatorDefaults.conf'),
    file('rabbitmq-confd', 'userDefinedConfiguration.conf', 'conf.d/90-userDefinedConfiguration.conf'),
    { name: 'pod-info', mountPath: '/etc/pod-info/' },
    ...(isText(dig(spec, ['secretBackend', 'vault', 'defaultUserPath']))
      ? []
      : [file('rabbitmq-confd', 'default_user.conf', 'conf.d/11-default_user.conf')]),
    ...texts.map(([, key]) => file('server-conf', key, key)),
    ...(hasTls ? [{ name: 'rabbitmq-tls', mountPath: '/etc/rabbitmq-tls/', readOnly: true }] : []),
  ]
}
const isText = (value: Json | undefined): boolean => isString(value) && value !== ''

function volumes(hasClaim: boolean, hasTls: boolean): readonly Json[] {
  const projected = (name: string): Json => ({ name, projected: { sources: [] } })
  return [
    ...(hasClaim ? [] : [{ name: 'persistence', emptyDir: {} }]),
    { name: 'rabbitmq-erlang-cookie', emptyDir: {} },
    { name: 'rabbitmq-plugins', emptyDir: {} },
    { name: 'pod-info', downwardAPI: {} },
    projected('rabbitmq-confd'),
    projected('server-conf'),
    ...(hasTls ? [projected('rabbitmq-tls')] : []),
  ]
}

/** Which field of the resource a part of the pod spec comes from; undefined where the operator writes it. */
export function podSpecSource(path: readonly Step[]): readonly Step[] | undefined {
  const [field, container, part] = path
  const isNode = typeof container === 'object' && 'name' in container && container.name === 'rabbitmq'
  if (field === 'containers' && isNode && (part === 'image' || part === 'resources')) return ['spec', part]
  return field === 'affinity' || field === 'tolerations' || field === 'terminationGracePeriodSeconds'
    ? ['spec', ...path]
    : undefined
}
