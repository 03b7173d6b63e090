/** Values for a chart, as its users write them. */
export interface ChartRow {
  readonly name: string
  readonly values: string
}
/** A fixture chart, the repository by which the real one is known, and its version. */
export interface Chart {
  readonly folder: string
  readonly version: string
  readonly rows: readonly ChartRow[]
}
const rows = (table: Readonly<Record<string, string>>): readonly ChartRow[] =>
  Object.entries(table).map(([name, values]) => ({ name, values }))

const definitions = `loadDefinition: {enabled: true, existingSecret: load}
extraSecrets:
  load:
    load_definition.json: |
      {"vhosts": [{"name": "/"}], "users": [{"name": "a", "password": "b", "tags": "administrator"}], "permissions": [{"user": "a", "vhost": "/", "configure": ".*", "read": ".*", "write": ".*"}], "policies": [{"name": "ha", "vhost": "/", "pattern": ".*", "definition": {"ha-mode": "all"}}]}
`

export const charts: readonly Chart[] = [
  {
    folder: 'bitnami',
    version: '12.0.4',
    rows: rows({
      'nothing written': '{}',
      'three nodes': 'replicaCount: 3',
      'which start together': 'replicaCount: 3\npodManagementPolicy: Parallel',
      'two, of which a part pauses': 'replicaCount: 2\nclustering: {partitionHandling: pause_minority}',
      'partitions ignored': 'replicaCount: 3\nclustering: {partitionHandling: ignore}',
      'no disk': 'replicaCount: 3\npersistence: {enabled: false}',
      'one claim for all': 'replicaCount: 3\npersistence: {existingClaim: shared}',
      'a class of a network': 'persistence: {storageClass: nfs-client}',
      'nodes by address': 'replicaCount: 3\nclustering: {addressType: ip}',
      'a start by force': 'replicaCount: 3\nclustering: {forceBoot: true}',
      'a plugin that is not there': 'extraPlugins: rabbitmq_shovle',
      'discovery without its plugin': 'replicaCount: 3\nplugins: rabbitmq_management',
      'a key that is none': 'extraConfiguration: heartbeet = 60',
      'a small limit for the disk': 'extraConfiguration: disk_free_limit.absolute = 100MB',
      definitions: `replicaCount: 3\n${definitions}`,
      'a limit': 'replicaCount: 3\nresources: {limits: {memory: 2Gi}}',
      'a short time to stop': 'replicaCount: 3\nterminationGracePeriodSeconds: 10',
      'no readiness': 'replicaCount: 3\nreadinessProbe: {enabled: false}',
      'short probes': 'replicaCount: 3\nreadinessProbe: {timeoutSeconds: 1}',
      'a probe of its own':
        'replicaCount: 3\ncustomLivenessProbe: {exec: {command: [rabbitmqctl, status]}, initialDelaySeconds: 10, timeoutSeconds: 5}',
      'a policy in a hook': `replicaCount: 3\nlifecycleHooks: {postStart: {exec: {command: [rabbitmqctl, set_policy, a, b, '{"ha-mode":"all"}']}}}`,
      'no rights': 'replicaCount: 3\nrbac: {create: false}',
      'nothing that spreads': 'replicaCount: 3\npodAntiAffinityPreset: ""',
      'a load balancer': 'service: {type: LoadBalancer}',
      'a volume that is not there': 'extraVolumeMounts: [{name: d, mountPath: /d}]',
      'an older image': 'replicaCount: 3\nimage: {tag: 3.11.5-debian-11-r0}',
      'a budget': 'replicaCount: 3\npdb: {create: true}',
      'a budget that lets none go': 'replicaCount: 3\npdb: {create: true, minAvailable: 3}',
    }),
  },
  {
    folder: 'cloudpirates',
    version: '0.21.18',
    rows: rows({
      'nothing written': '{}',
      'a cluster': 'replicaCount: 3\npeerDiscoveryK8sPlugin: {enabled: true}',
      'of two': 'replicaCount: 2\npeerDiscoveryK8sPlugin: {enabled: true}',
      'one after another':
        'replicaCount: 3\npodManagementPolicy: OrderedReady\npeerDiscoveryK8sPlugin: {enabled: true}',
      'short names': 'replicaCount: 3\npeerDiscoveryK8sPlugin: {enabled: true, useLongname: false}',
      'no disk': 'replicaCount: 3\npeerDiscoveryK8sPlugin: {enabled: true}\npersistence: {enabled: false}',
      'a key that is none': 'config: {extraConfiguration: "heartbeet = 60"}',
      'a plugin that is not there': 'additionalPlugins: [rabbitmq_shovle]',
      'a limit':
        'replicaCount: 3\npeerDiscoveryK8sPlugin: {enabled: true}\nresources: {limits: {memory: 1Gi}}',
      'a watermark above the limit':
        'resources: {limits: {memory: 1Gi}}\nconfig: {memoryHighWatermark: {enabled: true, type: absolute, value: 2Gi}}',
      'a policy in a hook':
        'customScripts: {postStart: {enabled: true, command: [rabbitmqctl, set_policy, a, b, c]}}',
      'a release that asks, and no token':
        'replicaCount: 3\nimage: {tag: 3.13.7-management}\npeerDiscoveryK8sPlugin: {enabled: true}',
      'a variable that is refused': 'extraEnvVars: [{name: RABBITMQ_VM_MEMORY_HIGH_WATERMARK, value: "0.6"}]',
      'short probes':
        'replicaCount: 3\npeerDiscoveryK8sPlugin: {enabled: true}\nlivenessProbe: {timeoutSeconds: 1}',
      'a limit that is a number':
        'resources: {limits: {memory: 2147483648}}\nconfig: {memoryHighWatermark: {enabled: true}}',
      'a budget that lets none go': 'replicaCount: 3\npdb: {create: true, minAvailable: 100%}',
      'no user': 'auth: {enabled: false}',
      'definitions without users': 'definitions: {enabled: true, vhosts: [{name: /}]}',
      definitions:
        'definitions: {enabled: true, vhosts: [{name: a}], users: [{name: u, password: p, tags: ""}], permissions: [{user: u, vhost: b, configure: "", write: "", read: ""}], policies: [{name: m, vhost: a, pattern: "", definition: {ha-mode: all}}], bindings: [{source: x, vhost: a, destination: q, destination_type: queue, routing_key: ""}]}',
    }),
  },
  {
    folder: 'groundhog2k',
    version: '2.3.6',
    rows: rows({
      'nothing written': '{}',
      'a cluster':
        'replicaCount: 3\nk8sPeerDiscoveryPlugin: {enabled: true}\nauthentication: {existingSecret: s, erlangCookie: {secretKey: c}}\nstorage: {requestedSize: 8Gi}',
      'which starts together':
        'replicaCount: 3\npodManagementPolicy: Parallel\nk8sPeerDiscoveryPlugin: {enabled: true}\nauthentication: {existingSecret: s, erlangCookie: {secretKey: c}}\nstorage: {requestedSize: 8Gi}',
      'without disks':
        'replicaCount: 3\nk8sPeerDiscoveryPlugin: {enabled: true}\nauthentication: {existingSecret: s, erlangCookie: {secretKey: c}}',
      'a key that is none': 'customConfig: heartbeet = 60',
      'a plugin that is not there': 'plugins: [rabbitmq_shovle]',
      'a limit': 'resources: {limits: {memory: 1Gi}}',
      'a watermark above the limit':
        'resources: {limits: {memory: 1Gi}}\noptions: {memoryHighWatermark: {enabled: true, type: absolute, value: 2Gi}}',
      'a short time to stop':
        'replicaCount: 3\nterminationGracePeriodSeconds: 10\nk8sPeerDiscoveryPlugin: {enabled: true}\nauthentication: {existingSecret: s, erlangCookie: {secretKey: c}}\nstorage: {requestedSize: 8Gi}',
      'a load balancer': 'service: {type: LoadBalancer}',
      'definitions of a Secret':
        'extraSecrets: [{name: d, mountPath: /d}]\ncustomConfig: load_definitions = /d/a.json',
    }),
  },
]
