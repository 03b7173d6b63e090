import type { JsonObject } from '../../model/kube/json.ts'
import type { Sample } from './parts.ts'

const discoveryConf = `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`

/** The Services: the headless one that governs the pods, and the one for clients. */
export function services({
  namespace = 'mq',
  service,
  selector = { app: 'rabbitmq' },
}: Sample): readonly JsonObject[] {
  const headless: JsonObject = service ?? { clusterIP: 'None', publishNotReadyAddresses: true }
  const ports = [
    { name: 'epmd', port: 4369 },
    { name: 'cluster-rpc', port: 25672 },
  ]
  const clients = { selector: { app: 'rabbitmq' }, ports: [{ name: 'amqp', port: 5672 }] }
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'rabbitmq-headless', namespace },
      spec: { ...headless, ...(selector === null ? {} : { selector }), ports },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'rabbitmq-client', namespace }, spec: clients },
  ]
}

/** What the configuration is mounted from. */
export function settings(sample: Sample): JsonObject {
  const { namespace = 'mq', filesIn = 'ConfigMap', definitions, advanced } = sample
  const data = {
    enabled_plugins: ended(sample.plugins ?? '[rabbitmq_management,rabbitmq_peer_discovery_k8s].'),
    'rabbitmq.conf': ended(conf(sample)),
    ...(definitions === undefined ? {} : { 'definitions.json': ended(definitions) }),
    ...(advanced === undefined ? {} : { 'advanced.config': ended(advanced) }),
    ...sample.data,
  }
  const metadata = { name: 'rabbitmq', namespace }
  return filesIn === 'Secret'
    ? { apiVersion: 'v1', kind: 'Secret', metadata, stringData: data }
    : { apiVersion: 'v1', kind: 'ConfigMap', metadata, data }
}

function conf({ discovery, conf = '', definitions, ...sample }: Sample): string {
  return [
    discovery ?? discoveryConf,
    ...(sample.diskLimit === null || conf.includes('disk_free_limit')
      ? []
      : ['disk_free_limit.absolute = 2GB']),
    ...(sample.partitions === null || conf.includes('cluster_partition_handling')
      ? []
      : ['cluster_partition_handling = pause_minority']),
    conf,
    ...(definitions === undefined || sample.loadDefinitions === false
      ? []
      : ['load_definitions = /etc/rabbitmq/definitions.json']),
  ]
    .filter(line => line !== '')
    .join('\n')
}

/** Ends with one line break, as the text of a file does. */
const ended = (text: string): string => text.replace(/(?<!\n)\n*$/, '\n')

/** What lets one node at a time be evicted. */
export const budget = ({ namespace = 'mq' }: Sample): JsonObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'rabbitmq', namespace },
  spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'rabbitmq' } } },
})

/** The account of the pods and what it may do. */
export function rights(sample: Sample): readonly JsonObject[] {
  const { namespace = 'mq', account = 'rabbitmq', verbs = ['get'], subject = account } = sample
  const api = { apiVersion: 'rbac.authorization.k8s.io/v1' }
  const metadata = { name: 'rabbitmq', namespace }
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace } },
    {
      ...api,
      kind: 'Role',
      metadata,
      rules: [
        { apiGroups: [''], resources: ['endpoints'], verbs },
        { apiGroups: [''], resources: ['events'], verbs: ['create'] },
      ],
    },
    {
      ...api,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'rabbitmq' },
      subjects: [{ kind: 'ServiceAccount', name: subject, namespace }],
    },
  ]
}

/** The claim of pods that are made without one each. */
export function claims(sample: Sample): readonly JsonObject[] {
  const { namespace = 'mq', kind = 'StatefulSet', storage = 'claim', diskSize = '20Gi' } = sample
  if (kind === 'StatefulSet' || storage !== 'claim') return []
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'rabbitmq', namespace },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: diskSize } } },
    },
  ]
}
