import type { Defect } from './defects.ts'
import type { World } from './worlds.ts'

const service = 'broker-nodes'

/** Files with one broker of this world that has this defect, in a namespace of its own. */
export function filesOf(world: World, defect: Defect): Readonly<Record<string, string>> {
  const name = `${defect.name}.yaml`
  if (world.kind === 'values')
    return { [`${defect.name}/rabbitmq-values.yaml`]: JSON.stringify(values(world, defect)) }
  const objects = world.kind === 'RabbitmqCluster' ? operated(world, defect) : written(world, defect)
  return { [name]: objects.map(object => JSON.stringify(object)).join('\n---\n') }
}

const replicas = ({ size }: World, defect: Defect): number =>
  defect.replicas ?? (size === 'several' ? (defect.several ?? 3) : 1)
const image = ({ release }: World): string =>
  release === undefined ? 'rabbitmq:prod' : `rabbitmq:${release}`
const metadata = (name: string, { name: namespace }: Defect): object => ({ name, namespace })

function conf(world: World, defect: Defect): string {
  const type = world.names === 'ip' ? 'ip' : 'hostname'
  const wanted: Record<string, string> = {
    address_type: type,
    service_name: service,
    ...(world.names === 'ip' ? {} : { hostname_suffix: suffix(world, defect, service) }),
    ...defect.discovery,
  }
  if (wanted.address_type === 'other') wanted.address_type = type === 'ip' ? 'hostname' : 'ip'
  const keys = Object.entries(wanted).map(([key, value]) => `cluster_formation.k8s.${key} = ${value}`)
  const backend = defect.isWithoutBackend ? [] : ['cluster_formation.peer_discovery_backend = k8s']
  const discovery = [...backend, ...keys]
  return [
    ...(world.size === 'single' || defect.discovery === null ? [] : discovery),
    ...(defect.definitions === undefined || defect.isNotLoaded
      ? []
      : ['load_definitions = /etc/rabbitmq/definitions.json']),
    ...(defect.conf?.split('\n') ?? []),
    '',
  ].join('\n')
}

const suffix = ({ names }: World, { name: namespace }: Defect, below: string): string =>
  `.${below}.${namespace}${names === 'full' ? '.svc.cluster.local' : ''}`

function written(world: World, defect: Defect): readonly object[] {
  const { kind } = world
  const template = { metadata: { labels: { app: 'broker' } }, spec: podSpec(world, defect) }
  const spec =
    kind === 'Pod'
      ? template.spec
      : {
          replicas: replicas(world, defect),
          selector: { matchLabels: { app: 'broker' } },
          ...(kind === 'StatefulSet'
            ? {
                serviceName: defect.serviceName ?? service,
                ...(defect.ordered ? {} : { podManagementPolicy: 'Parallel' }),
                ...(defect.storage === undefined ? { volumeClaimTemplates: [claimOf(defect)] } : {}),
                ...defect.set,
              }
            : {}),
          template,
        }
  const labels = kind === 'Pod' ? { labels: { app: 'broker' } } : {}
  return [
    {
      apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
      kind,
      metadata: { ...metadata('broker', defect), ...labels },
      spec,
    },
    ...(defect.governing === null ? [] : [governing(defect)]),
    serviceObject('broker', defect, {
      selector: defect.client ?? { app: 'broker' },
      ...(defect.exposed ? { type: 'LoadBalancer' } : {}),
      ports: defect.clientPorts ?? [{ name: 'amqp', port: 5672 }],
    }),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('broker', defect),
      data: {
        'rabbitmq.conf': conf(world, defect),
        enabled_plugins: `[rabbitmq_peer_discovery_k8s${defect.plugins ? `,${defect.plugins}` : ''}].`,
        ...(defect.advanced ? { 'advanced.config': defect.advanced } : {}),
        ...(defect.environmentFile ? { 'rabbitmq-env.conf': defect.environmentFile } : {}),
        ...(defect.definitions ? { 'definitions.json': defect.definitions } : {}),
      },
    },
    ...(kind === 'StatefulSet' || defect.storage
      ? []
      : [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            ...claimOf(defect),
            metadata: metadata('data', defect),
          },
        ]),
    ...(defect.rights === false ? [] : rights(defect)),
    ...beside(defect),
    ...(defect.isAutoscaled ? [autoscaler(kind, defect)] : []),
  ]
}
const autoscaler = (kind: string, defect: Defect): object => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: metadata('broker', defect),
  spec: { scaleTargetRef: { kind, name: 'broker' }, minReplicas: 1, maxReplicas: 9 },
})
const claimOf = ({ storageClass }: Defect): object => ({
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '20Gi' } },
    ...(storageClass ? { storageClassName: storageClass } : {}),
  },
})
const serviceObject = (name: string, defect: Defect, spec: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata(name, defect),
  spec,
})
const governing = (defect: Defect): object =>
  serviceObject(service, defect, {
    selector: { app: defect.selector ?? 'broker' },
    ports: [{ name: 'epmd', port: 4369 }],
    ...(defect.governing ?? { clusterIP: 'None', publishNotReadyAddresses: true }),
  })

/** What is there beside the broker. */
const beside = ({ name: namespace, objects = [] }: Defect): readonly object[] =>
  objects.map(object => ({ ...object, metadata: { namespace, ...object.metadata } }))

function rights(defect: Defect): readonly object[] {
  const apiGroup = 'rbac.authorization.k8s.io'
  return [
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'Role',
      metadata: metadata('broker', defect),
      rules: [
        { apiGroups: [''], resources: ['endpoints'], verbs: ['get'] },
        ...(defect.rights === 'endpoints'
          ? []
          : [{ apiGroups: [''], resources: ['events'], verbs: ['create'] }]),
      ],
    },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: metadata('broker', defect),
      roleRef: { apiGroup, kind: 'Role', name: 'broker' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: defect.name }],
    },
  ]
}

function podSpec(world: World, defect: Defect): object {
  const files = [
    'rabbitmq.conf',
    'enabled_plugins',
    ...(defect.advanced ? ['advanced.config'] : []),
    ...(defect.environmentFile ? ['rabbitmq-env.conf'] : []),
    ...(defect.definitions ? ['definitions.json'] : []),
  ]
  const { storage = 'claim' } = defect
  const volume =
    storage === 'emptyDir' ? { emptyDir: {} } : { ephemeral: { volumeClaimTemplate: claimOf(defect) } }
  const own = storage === 'claim' ? { persistentVolumeClaim: { claimName: 'data' } } : volume
  return {
    containers: [
      {
        name: 'rabbitmq',
        image: image(world),
        env: environment(world, defect),
        ports: [{ containerPort: 5672 }],
        ...(defect.readiness ? { readinessProbe: defect.readiness } : {}),
        ...(defect.memory ? { resources: { limits: { memory: defect.memory } } } : {}),
        ...(defect.script
          ? { lifecycle: { postStart: { exec: { command: ['sh', '-c', defect.script] } } } }
          : {}),
        volumeMounts: [
          ...files.map(file => ({ name: 'conf', mountPath: `/etc/rabbitmq/${file}`, subPath: file })),
          ...(storage === 'none' ? [] : [{ name: 'data', mountPath: '/var/lib/rabbitmq' }]),
        ],
        ...defect.container,
      },
    ],
    ...defect.pod,
    volumes: [
      { name: 'conf', configMap: { name: 'broker' } },
      ...(storage === 'none' || (storage === 'claim' && world.kind === 'StatefulSet')
        ? []
        : [{ name: 'data', ...own }]),
    ],
  }
}

function environment(world: World, defect: Defect): readonly object[] {
  const field = (name: string, fieldPath: string): object => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  })
  const host = world.names === 'ip' ? '$(IP)' : `$(POD)${suffix(world, defect, defect.namedBelow ?? service)}`
  const nodeName = defect.nodeName ?? (world.names === 'short' ? undefined : `rabbit@${host}`)
  const literals = {
    ...(world.names === 'short' ? {} : { RABBITMQ_USE_LONGNAME: 'true' }),
    ...(nodeName === undefined ? {} : { RABBITMQ_NODENAME: nodeName }),
    ...defect.env,
  }
  return [
    field('POD', 'metadata.name'),
    field('IP', 'status.podIP'),
    ...Object.entries(literals).map(([name, value]) => ({ name, value })),
  ]
}

function operated(world: World, defect: Defect): readonly object[] {
  const env = Object.entries(defect.env ?? {}).map(([name, value]) => ({ name, value }))
  const container = { name: 'rabbitmq', ...(env.length > 0 ? { env } : {}), ...defect.container }
  const statefulSet = {
    ...(defect.ordered ? { podManagementPolicy: 'OrderedReady' } : {}),
    ...defect.set,
    template: { spec: { containers: [container], ...defect.pod } },
  }
  return [
    {
      apiVersion: 'rabbitmq.com/v1beta1',
      kind: 'RabbitmqCluster',
      metadata: metadata('broker', defect),
      spec: {
        replicas: replicas(world, defect),
        image: image(world),
        ...(defect.exposed ? { service: { type: 'LoadBalancer' } } : {}),
        ...(defect.storage === undefined ? {} : { persistence: { storage: 0 } }),
        ...(defect.storageClass ? { persistence: { storageClassName: defect.storageClass } } : {}),
        ...(defect.memory ? { resources: { limits: { memory: defect.memory } } } : {}),
        rabbitmq: {
          additionalConfig: defect.conf ?? '',
          ...(defect.advanced ? { advancedConfig: defect.advanced } : {}),
          ...(defect.environmentFile ? { envConfig: defect.environmentFile } : {}),
          ...(defect.plugins ? { additionalPlugins: [defect.plugins] } : {}),
        },
        override: { statefulSet: { spec: statefulSet } },
      },
    },
    ...(defect.isAutoscaled ? [autoscaler('RabbitmqCluster', defect)] : []),
    serviceObject('broker-clients', defect, {
      selector: defect.client ?? { 'app.kubernetes.io/name': 'broker' },
      ports: [{ name: 'amqp', port: 5672 }],
    }),
    ...beside(defect),
  ]
}

const values = (world: World, defect: Defect): object => ({
  image: { repository: 'bitnami/rabbitmq', tag: world.release ?? 'prod' },
  replicaCount: replicas(world, defect),
  auth: { erlangCookie: 'x' },
  clustering: { enabled: true, addressType: 'hostname' },
  extraConfiguration: defect.conf ?? '',
  ...(defect.advanced ? { advancedConfiguration: defect.advanced } : {}),
  extraPlugins: defect.plugins ?? 'rabbitmq_shovel',
  ...(defect.exposed ? { service: { type: 'LoadBalancer' } } : {}),
  ...(defect.ordered ? { podManagementPolicy: 'OrderedReady' } : {}),
  persistence: { enabled: defect.storage === undefined },
  ...(defect.memory ? { resources: { limits: { memory: defect.memory } } } : {}),
  extraEnvVars: Object.entries(defect.env ?? {}).map(([name, value]) => ({ name, value })),
  ...(defect.definitions
    ? {
        loadDefinition: { enabled: true, existingSecret: 'definitions', file: '/app/definitions.json' },
        extraSecrets: { definitions: { 'definitions.json': defect.definitions } },
      }
    : {}),
})
