import type { JsonObject } from '../../../model/kube/json.ts'
import { yaml } from '../../../policies/sample.ts'
import type { Described } from './described.ts'

/** The shapes in which a cluster is written. */
export const shapes = ['StatefulSet', 'RabbitmqCluster', 'rendered chart', 'values'] as const
export type Shape = (typeof shapes)[number]

/** The files of a cluster in a shape. */
export function written(cluster: Described, shape: Shape): string {
  if (shape === 'values') return yaml(values(cluster))
  if (shape === 'StatefulSet') return yaml(...plain(cluster))
  return yaml(...(shape === 'RabbitmqCluster' ? operated(cluster) : rendered(cluster)))
}

const namespace = 'mq'
const labels = { 'app.kubernetes.io/name': 'mq' }
const admin = {
  name: 'admin',
  password_hash: 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR',
  tags: 'administrator',
}
const hasDefinitions = ({ policies, definitions }: Described): boolean =>
  policies.length > 0 || definitions !== undefined
const definitionsOf = ({ policies, definitions }: Described): string =>
  JSON.stringify({ users: [admin], vhosts: [{ name: '/' }], policies, ...definitions })
const text = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('')
const variables = (env: Readonly<Record<string, string>>): readonly JsonObject[] =>
  Object.entries(env).map(([name, value]) => ({ name, value }))
const named = (name: string): JsonObject => ({ name, namespace })
const resources = ({ memory }: Described): JsonObject => ({ limits: { memory }, requests: { memory } })
const hook = ({ preStop }: Described): JsonObject =>
  preStop === undefined ? {} : { lifecycle: { preStop: { exec: { command: preStop } } } }
const init = ({ initContainers }: Described): JsonObject =>
  initContainers === undefined ? {} : { initContainers }
const claim = ({ disk, storageClass }: Described): JsonObject => ({
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: disk } },
  ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
})
const budget = ({ hasBudget }: Described): readonly JsonObject[] =>
  hasBudget
    ? [
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: named('mq'),
          spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
        },
      ]
    : []
const fromField = (name: string, fieldPath: string): JsonObject => ({
  name,
  valueFrom: { fieldRef: { fieldPath } },
})
const fromSecret = (name: string, key: string): JsonObject => ({
  name,
  valueFrom: { secretKeyRef: { name: 'mq-secret', key } },
})

/** The objects around the pods, which are the same whoever wrote them by hand or a chart. */
function around(cluster: Described, headless: string, account: string): readonly JsonObject[] {
  const service = (name: string, spec: JsonObject): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: named(name),
    spec: { selector: labels, ...spec },
  })
  const api = 'rbac.authorization.k8s.io'
  return [
    service(headless, {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [
        { name: 'epmd', port: 4369 },
        { name: 'amqp', port: 5672 },
        { name: 'dist', port: 25672 },
        { name: 'http-stats', port: 15672 },
      ],
    }),
    service('mq', {
      type: cluster.isExposed ? 'LoadBalancer' : 'ClusterIP',
      ports: [
        { name: 'amqp', port: 5672 },
        { name: 'http-stats', port: 15672 },
      ],
    }),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: named(account) },
    {
      apiVersion: `${api}/v1`,
      kind: 'Role',
      metadata: named('mq'),
      rules: [
        { apiGroups: [''], resources: ['endpoints'], verbs: ['get'] },
        { apiGroups: [''], resources: ['events'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: `${api}/v1`,
      kind: 'RoleBinding',
      metadata: named('mq'),
      roleRef: { apiGroup: api, kind: 'Role', name: 'mq' },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    },
    ...budget(cluster),
  ]
}

/** Lines that discovery needs. */
const discovery = (headless: string): readonly string[] => [
  'cluster_formation.peer_discovery_backend = k8s',
  'cluster_formation.k8s.host = kubernetes.default',
  'cluster_formation.k8s.address_type = hostname',
  `cluster_formation.k8s.service_name = ${headless}`,
  `cluster_formation.k8s.hostname_suffix = .${headless}.mq.svc.cluster.local`,
]

function workload(cluster: Described, serviceName: string, template: JsonObject): JsonObject {
  const { replicas, ordered, disk } = cluster
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: named('mq'),
    spec: {
      serviceName,
      replicas,
      podManagementPolicy: ordered ? 'OrderedReady' : 'Parallel',
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: template },
      ...(disk === null
        ? {}
        : { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim(cluster) }] }),
    },
  }
}
const emptyData = ({ disk }: Described, name = 'data'): readonly JsonObject[] =>
  disk === null ? [{ name, emptyDir: {} }] : []

function plain(cluster: Described): readonly JsonObject[] {
  const { release, advanced } = cluster
  const loads = hasDefinitions(cluster)
  const data = {
    enabled_plugins: `[${['rabbitmq_management', 'rabbitmq_peer_discovery_k8s', ...cluster.plugins].join(',')}].\n`,
    'rabbitmq.conf': text([
      ...discovery('mq-headless'),
      ...(loads ? ['load_definitions = /app/load_definition.json'] : []),
      ...cluster.conf,
    ]),
    ...(advanced === undefined ? {} : { 'advanced.config': advanced }),
  }
  const mount = (key: string): JsonObject => ({
    name: 'config',
    subPath: key,
    mountPath: key === 'rabbitmq.conf' ? '/etc/rabbitmq/conf.d/90-mq.conf' : `/etc/rabbitmq/${key}`,
  })
  return [
    workload(cluster, 'mq-headless', {
      serviceAccountName: 'mq',
      terminationGracePeriodSeconds: cluster.grace,
      ...(cluster.affinity === null ? {} : { affinity: cluster.affinity }),
      ...init(cluster),
      containers: [
        {
          name: 'rabbitmq',
          image: `rabbitmq:${release}`,
          env: [
            fromField('MY_POD_NAME', 'metadata.name'),
            fromSecret('RABBITMQ_ERLANG_COOKIE', 'cookie'),
            fromSecret('RABBITMQ_DEFAULT_USER', 'user'),
            fromSecret('RABBITMQ_DEFAULT_PASS', 'pass'),
            ...variables({
              RABBITMQ_USE_LONGNAME: 'true',
              RABBITMQ_NODENAME: 'rabbit@$(MY_POD_NAME).mq-headless.mq.svc.cluster.local',
              ...cluster.env,
            }),
          ],
          resources: resources(cluster),
          readinessProbe: cluster.readiness,
          ...hook(cluster),
          volumeMounts: [
            ...Object.keys(data).map(mount),
            { name: 'data', mountPath: '/var/lib/rabbitmq' },
            ...(loads ? [{ name: 'definitions', mountPath: '/app' }] : []),
          ],
        },
      ],
      volumes: [
        { name: 'config', configMap: { name: 'mq' } },
        ...(loads ? [{ name: 'definitions', secret: { secretName: 'mq-definitions' } }] : []),
        ...emptyData(cluster),
      ],
    }),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: named('mq'), data },
    ...definitionsSecret(cluster),
    ...around(cluster, 'mq-headless', 'mq'),
  ]
}
const definitionsSecret = (cluster: Described): readonly JsonObject[] =>
  hasDefinitions(cluster)
    ? [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: named('mq-definitions'),
          stringData: { 'load_definition.json': definitionsOf(cluster) },
        },
      ]
    : []

function operated(cluster: Described): readonly JsonObject[] {
  const { release, advanced, replicas, disk, storageClass, affinity } = cluster
  const loads = hasDefinitions(cluster)
  const persistence =
    disk === null
      ? { storage: 0 }
      : { storage: disk, ...(storageClass ? { storageClassName: storageClass } : {}) }
  const node = {
    name: 'rabbitmq',
    readinessProbe: { tcpSocket: null, ...cluster.readiness },
    ...(Object.keys(cluster.env).length > 0 ? { env: variables(cluster.env) } : {}),
    ...hook(cluster),
    ...(loads ? { volumeMounts: [{ name: 'definitions', mountPath: '/app' }] } : {}),
  }
  const pods = {
    ...init(cluster),
    containers: [node],
    ...(loads ? { volumes: [{ name: 'definitions', secret: { secretName: 'mq-definitions' } }] } : {}),
  }
  return [
    {
      apiVersion: 'rabbitmq.com/v1beta1',
      kind: 'RabbitmqCluster',
      metadata: {
        ...named('mq'),
        annotations: { 'rabbitmq.com/disable-default-topology-spread-constraints': 'true' },
      },
      spec: {
        replicas,
        image: `rabbitmq:${release}`,
        service: { type: cluster.isExposed ? 'LoadBalancer' : 'ClusterIP' },
        persistence,
        resources: resources(cluster),
        terminationGracePeriodSeconds: cluster.grace,
        ...(affinity === null ? {} : { affinity }),
        rabbitmq: {
          additionalPlugins: cluster.plugins,
          additionalConfig: text([
            ...(loads ? ['load_definitions = /app/load_definition.json'] : []),
            ...cluster.conf,
          ]),
          ...(advanced === undefined ? {} : { advancedConfig: advanced }),
        },
        override: {
          statefulSet: {
            spec: {
              ...(cluster.ordered ? { podManagementPolicy: 'OrderedReady' } : {}),
              template: { spec: pods },
            },
          },
        },
      },
    },
    ...definitionsSecret(cluster),
    ...budget(cluster),
  ]
}

/** As the chart of Bitnami makes it, with its own labels, variables and paths. */
function rendered(cluster: Described): readonly JsonObject[] {
  const loads = hasDefinitions(cluster)
  const { release, advanced } = cluster
  const config = {
    'rabbitmq.conf': text([
      'cluster_name = mq',
      ...discovery('mq-headless'),
      ...(loads ? ['load_definitions = /app/load_definition.json'] : []),
      ...cluster.conf,
    ]),
    ...(advanced === undefined ? {} : { 'advanced.config': advanced }),
  }
  return [
    workload(cluster, 'mq-headless', {
      serviceAccountName: 'mq',
      automountServiceAccountToken: true,
      securityContext: { fsGroup: 1001, fsGroupChangePolicy: 'Always' },
      terminationGracePeriodSeconds: cluster.grace,
      ...(cluster.affinity === null ? {} : { affinity: cluster.affinity }),
      ...init(cluster),
      containers: [
        {
          name: 'rabbitmq',
          image: `docker.io/bitnami/rabbitmq:${release}`,
          env: [
            fromField('MY_POD_IP', 'status.podIP'),
            fromField('MY_POD_NAME', 'metadata.name'),
            fromField('MY_POD_NAMESPACE', 'metadata.namespace'),
            ...variables({
              K8S_SERVICE_NAME: 'mq-headless',
              RABBITMQ_FORCE_BOOT: 'no',
              RABBITMQ_NODE_NAME:
                'rabbit@$(MY_POD_NAME).$(K8S_SERVICE_NAME).$(MY_POD_NAMESPACE).svc.cluster.local',
              RABBITMQ_MNESIA_DIR: '/opt/bitnami/rabbitmq/.rabbitmq/mnesia/$(RABBITMQ_NODE_NAME)',
              RABBITMQ_LOAD_DEFINITIONS: loads ? 'yes' : 'no',
              RABBITMQ_DEFINITIONS_FILE: '/app/load_definition.json',
              RABBITMQ_SECURE_PASSWORD: 'yes',
              RABBITMQ_USERNAME: 'user',
              RABBITMQ_USE_LONGNAME: 'true',
              RABBITMQ_PLUGINS: [
                'rabbitmq_management',
                'rabbitmq_peer_discovery_k8s',
                ...cluster.plugins,
              ].join(', '),
              ...cluster.env,
            }),
            fromSecret('RABBITMQ_PASSWORD', 'password'),
            fromSecret('RABBITMQ_ERL_COOKIE', 'cookie'),
          ],
          resources: resources(cluster),
          readinessProbe: cluster.readiness,
          ...hook(cluster),
          volumeMounts: [
            { name: 'configuration', mountPath: '/bitnami/rabbitmq/conf' },
            { name: 'empty-dir', mountPath: '/opt/bitnami/rabbitmq/etc/rabbitmq', subPath: 'app-conf-dir' },
            { name: 'data', mountPath: '/opt/bitnami/rabbitmq/.rabbitmq/mnesia' },
            ...(loads ? [{ name: 'load-definition-volume', mountPath: '/app', readOnly: true }] : []),
          ],
        },
      ],
      volumes: [
        { name: 'empty-dir', emptyDir: {} },
        { name: 'configuration', projected: { sources: [{ secret: { name: 'mq-config' } }] } },
        ...(loads ? [{ name: 'load-definition-volume', secret: { secretName: 'mq-definitions' } }] : []),
        ...emptyData(cluster),
      ],
    }),
    { apiVersion: 'v1', kind: 'Secret', metadata: named('mq-config'), stringData: config },
    ...definitionsSecret(cluster),
    ...around(cluster, 'mq-headless', 'mq'),
  ]
}

function values(cluster: Described): JsonObject {
  const { release, advanced, replicas, disk, storageClass, affinity } = cluster
  const loads = hasDefinitions(cluster)
  return {
    image: { repository: 'bitnami/rabbitmq', tag: release },
    replicaCount: replicas,
    podManagementPolicy: cluster.ordered ? 'OrderedReady' : 'Parallel',
    terminationGracePeriodSeconds: cluster.grace,
    auth: { existingPasswordSecret: 'mq-secret', existingErlangSecret: 'mq-secret' },
    clustering: { enabled: true, addressType: 'hostname' },
    plugins: 'rabbitmq_management rabbitmq_peer_discovery_k8s',
    extraPlugins: cluster.plugins.join(' '),
    extraConfiguration: text(cluster.conf),
    ...(advanced === undefined ? {} : { advancedConfiguration: advanced }),
    ...(loads
      ? {
          loadDefinition: { enabled: true, existingSecret: 'mq-definitions' },
          extraSecrets: { 'mq-definitions': { 'load_definition.json': definitionsOf(cluster) } },
        }
      : {}),
    extraEnvVars: variables(cluster.env),
    resources: resources(cluster),
    customReadinessProbe: cluster.readiness,
    ...(cluster.preStop === undefined
      ? {}
      : { lifecycleHooks: { preStop: { exec: { command: cluster.preStop } } } }),
    ...init(cluster),
    persistence: {
      enabled: disk !== null,
      ...(disk === null ? {} : { size: disk }),
      ...(storageClass === undefined ? {} : { storageClass }),
    },
    service: {
      type: cluster.isExposed ? 'LoadBalancer' : 'ClusterIP',
      epmdPortEnabled: false,
      distPortEnabled: false,
    },
    pdb: { create: cluster.hasBudget },
    ...(affinity === null ? { podAntiAffinityPreset: '' } : { affinity }),
  }
}
