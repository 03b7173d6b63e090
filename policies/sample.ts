/**
 * A small known-good cluster as YAML text, with the stated differences: what rule examples and test rows are made of.
 * The defaults break no rule; a row shows only what matters.
 */
export interface Sample {
  readonly replicas?: number | undefined
  readonly image?: string
  readonly namespace?: string
  readonly serviceName?: string | null
  readonly podManagementPolicy?: string | null
  /** Lines of rabbitmq.conf after those that discovery needs. */
  readonly conf?: string
  /** Replaces the lines that discovery needs. */
  readonly discovery?: string
  readonly nodeName?: string | null
  readonly longNames?: string | null
  /** More environment variables, by name. */
  readonly env?: Readonly<Record<string, string>>
  /** The fields of the headless Service's spec that are not its ports or selector. */
  readonly service?: string
  readonly selector?: string
  readonly readiness?: string | null
  /** `claim` (default), `emptyDir`, or none. */
  readonly storage?: 'claim' | 'emptyDir' | 'none'
  readonly definitions?: string
  /** The text of enabled_plugins. */
  readonly plugins?: string
  /** The text of advanced.config. */
  readonly advanced?: string
  /** The memory limit of the container. */
  readonly memory?: string
  readonly annotations?: Readonly<Record<string, string>>
  /** Kinds to leave out. */
  readonly without?: readonly string[]
  readonly verbs?: string
  readonly account?: string
  readonly subject?: string
}

const discoveryConf = `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`

/** The objects of the sample, as one YAML text of several documents. */
export function cluster(sample: Sample = {}): string {
  const documents = [
    statefulSet(sample),
    headless(sample),
    client(sample),
    configMap(sample),
    ...rights(sample),
  ]
  const left = documents.filter(
    document => !(sample.without ?? []).some(kind => document.includes(`\nkind: ${kind}\n`)),
  )
  return left.join('---\n')
}

function statefulSet(sample: Sample): string {
  const { replicas = 3, image = 'rabbitmq:3.13.7', storage = 'claim', account = 'rabbitmq' } = sample
  const serviceName = sample.serviceName === undefined ? 'rabbitmq-headless' : sample.serviceName
  const policy = sample.podManagementPolicy === undefined ? 'Parallel' : sample.podManagementPolicy
  const annotations = Object.entries(sample.annotations ?? {})
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: rabbitmq
${namespace(sample)}${annotations.length > 0 ? `  annotations:\n${annotations.map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`).join('')}` : ''}spec:
${serviceName === null ? '' : `  serviceName: ${serviceName}\n`}  replicas: ${replicas}
${policy === null ? '' : `  podManagementPolicy: ${policy}\n`}  selector:
    matchLabels:
      app: rabbitmq
  template:
    metadata:
      labels:
        app: rabbitmq
    spec:
      serviceAccountName: ${account}
      terminationGracePeriodSeconds: 600
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 100
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector:
                  matchLabels:
                    app: rabbitmq
      containers:
        - name: rabbitmq
          image: ${image}
          env:
${environment(sample)}          ports:
            - name: amqp
              containerPort: 5672
            - name: management
              containerPort: 15672
${readiness(sample)}${sample.memory === undefined ? '' : `          resources:\n            limits:\n              memory: ${sample.memory}\n`}          volumeMounts:
            - name: config
              mountPath: /etc/rabbitmq/conf.d/90-cluster.conf
              subPath: rabbitmq.conf
            - name: config
              mountPath: /etc/rabbitmq/enabled_plugins
              subPath: enabled_plugins
${sample.definitions === undefined ? '' : mountedFile('definitions.json')}${sample.advanced === undefined ? '' : mountedFile('advanced.config')}${storage === 'none' ? '' : '            - name: data\n              mountPath: /var/lib/rabbitmq\n'}      volumes:
        - name: config
          configMap:
            name: rabbitmq
${storage === 'emptyDir' ? '        - name: data\n          emptyDir: {}\n' : ''}${storage === 'claim' ? claim : ''}`
}
const mountedFile = (name: string): string =>
  `            - name: config\n              mountPath: /etc/rabbitmq/${name}\n              subPath: ${name}\n`
const claim = `  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 20Gi
`

const namespace = (sample: Sample): string => `  namespace: ${sample.namespace ?? 'mq'}\n`

function environment(sample: Sample): string {
  const nodeName =
    sample.nodeName === undefined
      ? 'rabbit@$(MY_POD_NAME).rabbitmq-headless.mq.svc.cluster.local'
      : sample.nodeName
  const longNames = sample.longNames === undefined ? 'true' : sample.longNames
  const literal = (name: string, value: string): string =>
    `            - name: ${name}\n              value: ${JSON.stringify(value)}\n`
  return [
    '            - name: MY_POD_NAME\n              valueFrom:\n                fieldRef:\n                  fieldPath: metadata.name\n',
    '            - name: MY_POD_IP\n              valueFrom:\n                fieldRef:\n                  fieldPath: status.podIP\n',
    '            - name: RABBITMQ_ERLANG_COOKIE\n              valueFrom:\n                secretKeyRef:\n                  name: rabbitmq-cookie\n                  key: cookie\n',
    ...(longNames === null ? [] : [literal('RABBITMQ_USE_LONGNAME', longNames)]),
    ...(nodeName === null ? [] : [literal('RABBITMQ_NODENAME', nodeName)]),
    ...Object.entries(sample.env ?? {}).map(([name, value]) => literal(name, value)),
  ].join('')
}

function readiness(sample: Sample): string {
  const probe =
    sample.readiness === undefined
      ? 'exec:\n  command: [rabbitmq-diagnostics, -q, ping]\ntimeoutSeconds: 15'
      : sample.readiness
  if (probe === null) return ''
  return `          readinessProbe:\n${indent(probe, 12)}\n`
}

const indent = (text: string, by: number): string =>
  text
    .split('\n')
    .map(line => (line === '' ? line : ' '.repeat(by) + line))
    .join('\n')

function headless(sample: Sample): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: rabbitmq-headless
${namespace(sample)}spec:
${indent(sample.service ?? 'clusterIP: None\npublishNotReadyAddresses: true', 2)}
  selector:
    ${sample.selector ?? 'app: rabbitmq'}
  ports:
    - name: epmd
      port: 4369
    - name: cluster-rpc
      port: 25672
`
}

function client(sample: Sample): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: rabbitmq-client
${namespace(sample)}spec:
  selector:
    app: rabbitmq
  ports:
    - name: amqp
      port: 5672
`
}

function configMap(sample: Sample): string {
  const conf = [
    sample.discovery ?? discoveryConf,
    ...((sample.conf ?? '').includes('disk_free_limit') ? [] : ['disk_free_limit.absolute = 2GB']),
    'cluster_partition_handling = pause_minority',
    sample.conf ?? '',
  ]
    .filter(text => text !== '')
    .join('\n')
  const definitions =
    sample.definitions === undefined ? '' : `  definitions.json: |\n${indent(sample.definitions, 4)}\n`
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: rabbitmq
${namespace(sample)}data:
  enabled_plugins: |
${indent(sample.plugins ?? '[rabbitmq_management,rabbitmq_peer_discovery_k8s].', 4)}
  rabbitmq.conf: |
${indent(conf, 4)}${sample.definitions === undefined ? '' : '\n    load_definitions = /etc/rabbitmq/definitions.json'}
${definitions}${sample.advanced === undefined ? '' : `  advanced.config: |\n${indent(sample.advanced, 4)}\n`}`
}

function rights(sample: Sample): readonly string[] {
  const { account = 'rabbitmq', verbs = '[get]' } = sample
  return [
    `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${account}
${namespace(sample)}`,
    `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: rabbitmq
${namespace(sample)}rules:
  - apiGroups: [""]
    resources: [endpoints]
    verbs: ${verbs}
  - apiGroups: [""]
    resources: [events]
    verbs: [create]
`,
    `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: rabbitmq
${namespace(sample)}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: rabbitmq
subjects:
  - kind: ServiceAccount
    name: ${sample.subject ?? account}
${sample.namespace === undefined ? '    namespace: mq\n' : `    namespace: ${sample.namespace}\n`}`,
  ]
}

/** A definitions file with a user, a virtual host and one policy with this definition (JSON). */
export const policyFile = (definition: string, pattern = '^orders\\\\.'): string => `{
  "users": [
    {"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}
  ],
  "vhosts": [{"name": "/"}],
  "policies": [
    {"vhost": "/", "name": "orders", "pattern": "${pattern}", "apply-to": "queues", "priority": 0,
     "definition": ${definition}}
  ]
}`
