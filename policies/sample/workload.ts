import { isString, type Json, type JsonObject } from '../../model/kube/json.ts'
import { merge } from './merge.ts'
import type { Sample } from './parts.ts'

const labels = { app: 'rabbitmq' }
const claims = (storage: string): readonly Json[] => [
  {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  },
]

/** What makes the pods: a StatefulSet, or what the sample asks for. */
export function workload(sample: Sample): JsonObject {
  const { kind = 'StatefulSet', replicas = 3, namespace = 'mq', annotations } = sample
  const metadata = { name: 'rabbitmq', namespace, ...(annotations ? { annotations } : {}) }
  const template = { metadata: { labels }, spec: podSpec(sample) }
  if (kind === 'Pod')
    return { apiVersion: 'v1', kind, metadata: { ...metadata, labels }, spec: template.spec }
  const common = { selector: { matchLabels: labels }, template }
  const count = replicas === null ? {} : { replicas }
  if (kind === 'Deployment') return { apiVersion: 'apps/v1', kind, metadata, spec: { ...count, ...common } }
  const { serviceName = 'rabbitmq-headless', podManagementPolicy = 'Parallel', storage = 'claim' } = sample
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: {
      ...(serviceName === null ? {} : { serviceName }),
      ...count,
      ...(podManagementPolicy === null ? {} : { podManagementPolicy }),
      ...common,
      ...(storage === 'claim' ? { volumeClaimTemplates: claims(sample.diskSize ?? '20Gi') } : {}),
    },
  }
}

function podSpec(sample: Sample): JsonObject {
  const { account = 'rabbitmq', storage = 'claim', kind = 'StatefulSet', filesIn = 'ConfigMap' } = sample
  const source =
    filesIn === 'Secret' ? { secret: { secretName: 'rabbitmq' } } : { configMap: { name: 'rabbitmq' } }
  const volumes = [
    { name: 'config', ...source },
    ...(storage === 'emptyDir' ? [{ name: 'data', emptyDir: {} }] : []),
    ...(storage === 'claim' && kind !== 'StatefulSet'
      ? [{ name: 'data', persistentVolumeClaim: { claimName: 'rabbitmq' } }]
      : []),
  ]
  const pod: JsonObject = {
    serviceAccountName: account,
    terminationGracePeriodSeconds: 600,
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchLabels: labels },
            },
          },
        ],
      },
    },
    containers: [container(sample)],
    volumes,
  }
  return merge(pod, sample.pod ?? {})
}

function container(sample: Sample): JsonObject {
  const { image = 'rabbitmq:3.13.7', memory, readiness } = sample
  const probe = readiness === undefined ? { ...ping, timeoutSeconds: 15 } : readiness
  const broker: JsonObject = {
    name: 'rabbitmq',
    image,
    env: environment(sample),
    ports: [
      { name: 'amqp', containerPort: 5672 },
      { name: 'management', containerPort: 15672 },
    ],
    ...(probe === null ? {} : { readinessProbe: probe }),
    ...(memory === undefined ? {} : { resources: { limits: { memory } } }),
    ...(hasMirrors(sample) ? { lifecycle: { preStop: { exec: awaitMirrors } } } : {}),
    volumeMounts: mounts(sample),
  }
  return merge(broker, sample.container ?? {})
}

/** 4.0 has none, whatever policies say. */
const hasMirrors = ({ definitions = '', image = '' }: Sample): boolean =>
  definitions.includes('"ha-') && !image.startsWith('rabbitmq:4')
/** A node with mirrors waits for them before it stops. */
const awaitMirrors = {
  command: ['sh', '-c', 'rabbitmq-upgrade await_online_synchronized_mirror -t 300 || true'],
}
const ping = { exec: { command: ['rabbitmq-diagnostics', '-q', 'ping'] } }

function environment(sample: Sample): readonly Json[] {
  const {
    nodeName = 'rabbit@$(MY_POD_NAME).rabbitmq-headless.mq.svc.cluster.local',
    longNames = 'true',
    env = {},
  } = sample
  return [
    { name: 'MY_POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'MY_POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ...(sample.cookie === null
      ? []
      : [
          {
            name: 'RABBITMQ_ERLANG_COOKIE',
            valueFrom: { secretKeyRef: { name: 'rabbitmq-cookie', key: 'cookie' } },
          },
        ]),
    ...firstUser(sample),
    ...(longNames === null ? [] : [{ name: 'RABBITMQ_USE_LONGNAME', value: longNames }]),
    ...(nodeName === null ? [] : [{ name: 'RABBITMQ_NODENAME', value: nodeName }]),
    ...Object.entries(env).map(([name, value]) =>
      isString(value) ? { name, value } : { name, valueFrom: value },
    ),
  ]
}

/** The first user, from a Secret; Bitnami's image makes one of its own. */
function firstUser({ image = '', env = {} }: Sample): readonly Json[] {
  if (image.includes('bitnami')) return []
  return ['user', 'pass']
    .map(key => ({ name: `RABBITMQ_DEFAULT_${key.toUpperCase()}`, key }))
    .filter(({ name }) => !(name in env))
    .map(({ name, key }) => ({ name, valueFrom: { secretKeyRef: { name: 'rabbitmq-user', key } } }))
}

function mounts(sample: Sample): readonly Json[] {
  const paths: Readonly<Record<string, string | null>> = {
    'rabbitmq.conf': '/etc/rabbitmq/conf.d/90-cluster.conf',
    enabled_plugins: '/etc/rabbitmq/enabled_plugins',
    ...(sample.definitions === undefined ? {} : { 'definitions.json': '/etc/rabbitmq/definitions.json' }),
    ...(sample.advanced === undefined ? {} : { 'advanced.config': '/etc/rabbitmq/advanced.config' }),
    ...sample.mounts,
  }
  const files = Object.entries(paths).flatMap(([key, path]) =>
    path === null ? [] : [{ name: 'config', mountPath: path, subPath: key }],
  )
  const { storage = 'claim', dataAt = '/var/lib/rabbitmq' } = sample
  return [...files, ...(storage === 'none' ? [] : [{ name: 'data', mountPath: dataAt }])]
}
