import type { JsonObject } from '../../../model/kube/json.ts'

/** A cluster, said in no shape: what a StatefulSet, a RabbitmqCluster, values of a chart and what it makes of them can all be. */
export interface Described {
  readonly replicas: number
  readonly release: string
  /** Lines of rabbitmq.conf. */
  readonly conf: readonly string[]
  readonly advanced?: string
  /** Beside those for management and for peer discovery. */
  readonly plugins: readonly string[]
  /** Policies of a definitions file that is loaded at boot. */
  readonly policies: readonly JsonObject[]
  /** More in that file. */
  readonly definitions?: JsonObject
  readonly env: Readonly<Record<string, string>>
  readonly memory: string
  /** The size of the claim of each node; null: an emptyDir. */
  readonly disk: string | null
  readonly storageClass?: string
  readonly grace: number
  readonly readiness: JsonObject
  readonly preStop?: readonly string[]
  readonly ordered: boolean
  readonly isExposed: boolean
  readonly hasBudget: boolean
  readonly affinity: JsonObject | null
  readonly initContainers?: readonly JsonObject[]
}

const ping: JsonObject = {
  exec: { command: ['rabbitmq-diagnostics', '-q', 'ping'] },
  initialDelaySeconds: 10,
  timeoutSeconds: 15,
}
export const apart = (topologyKey: string, matchLabels: JsonObject): JsonObject => ({
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, podAffinityTerm: { topologyKey, labelSelector: { matchLabels } } },
    ],
  },
})

/** One that no rule finds an error or a warning in. */
export const sound: Described = {
  replicas: 3,
  release: '4.1.3',
  conf: ['disk_free_limit.absolute = 2GB', 'cluster_partition_handling = pause_minority'],
  plugins: [],
  policies: [],
  env: {},
  memory: '2Gi',
  disk: '20Gi',
  grace: 600,
  readiness: ping,
  ordered: false,
  isExposed: false,
  hasBudget: true,
  affinity: apart('kubernetes.io/hostname', { 'app.kubernetes.io/name': 'mq' }),
}
