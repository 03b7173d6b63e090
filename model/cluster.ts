import type { Stand } from '../facts/metadata-store.ts'
import { formatRelease } from '../facts/release.ts'
import type { Broker } from './broker/broker.ts'
import { type Claim, claimOf } from './broker/claim.ts'
import { type DataVolume, dataVolumeOf } from './broker/data-volume.ts'
import { type Readiness, readinessOf } from './broker/probes.ts'
import { type Amount, memoryLimitOf } from './broker/resources.ts'
import { type RunScript, scriptsOf } from './broker/run-scripts.ts'
import type { Address, Located } from './kube/address.ts'
import { at } from './kube/address.ts'
import type { Lookup, Seen } from './kube/lookup.ts'
import { ifSeen, map } from './kube/lookup.ts'
import { once } from './kube/memo.ts'
import type { KubeObject } from './kube/object.ts'
import { membersOf } from './members.ts'
import { type Definitions, definitionsOf } from './messaging/definitions.ts'
import { policiesOf } from './messaging/policies.ts'
import type { Policy } from './messaging/policy.ts'
import { type Discovery, discoveryOf } from './names/discovery.ts'
import { type NodeName, nodeNameOf } from './names/node-name.ts'
import { type Rights, rightsOf } from './pods/rights.ts'
import type { Service } from './pods/service.ts'
import { governingService, type Services, servicesAround } from './pods/services.ts'
import type { PodManagement, Replicas, Workload } from './pods/workload.ts'
import { type Advanced, advancedOf } from './settings/advanced.ts'
import { type Config, configOf } from './settings/config.ts'
import { type Limits, limitsOf } from './settings/memory.ts'
import { type Plugins, pluginsOf } from './settings/plugins.ts'

/** Facts that may be absent or unknown: a rule names those it needs, and gets them unwrapped. */
export interface Facts {
  /** How many nodes are wanted; Kubernetes' default of one counts as found. */
  readonly replicas: Lookup<Replicas>
  /** `spec.serviceName`. */
  readonly serviceName: Lookup<Located<string>>
  /** The Service that `spec.serviceName` names. */
  readonly governingService: Lookup<Service>
  readonly podManagement: Lookup<PodManagement>
  /** The name each node will have, as a template. Absent: the default, `rabbit@<host name>`. */
  readonly nodeName: Lookup<NodeName>
  /** What must hold before Kubernetes calls a pod ready. Absent: nothing. */
  readonly readiness: Lookup<Readiness>
  /** Where the nodes keep their data. Absent: on the container's own layer. */
  readonly dataVolume: Lookup<DataVolume>
  /** The size of the claim that the data lies on. Absent: it lies on none. */
  readonly claim: Lookup<Claim>
  /** How much memory the container may use. Absent: all of the machine's. */
  readonly memoryLimit: Lookup<Amount>
}
export type Fact = keyof Facts

/** One RabbitMQ as one release and its metadata store make it: of one node or many, written as a StatefulSet, Deployment, Pod or RabbitmqCluster. */
export interface Cluster {
  readonly name: string
  readonly release: Stand
  readonly broker: Broker
  readonly workload: Workload
  /** The workload itself. */
  readonly at: Address
  readonly facts: Facts
  readonly config: Config
  /** advanced.config, and rabbitmq.config in the classic format. */
  readonly advanced: Advanced
  readonly plugins: Plugins
  /** The amounts of memory and disk that the configuration states. */
  readonly limits: Limits
  readonly discovery: Discovery
  /** All Services that may be in the same namespace. */
  readonly services: Services
  /** Definitions files that are imported at boot. */
  readonly definitions: Seen<Definitions>
  readonly policies: Seen<Policy>
  /** Scripts that run in the pods or against them. */
  readonly scripts: Seen<RunScript>
  readonly rights: Rights
  /** The objects that this cluster consists of. */
  readonly objects: readonly KubeObject[]
  /** Whether it is one node by itself, a cluster that has one node for now, or a cluster of several. */
  readonly size: Lookup<ClusterSize>
}
export type ClusterSize = 'single' | 'cluster-of-one' | 'several'

/** The cluster that a broker is under one stand; the same object each time. */
export const clusterOf = (broker: Broker, release: Stand): Cluster =>
  broker.shared(`cluster ${formatRelease(release)} ${release.store}`, () => makeCluster(broker, release))

/** Everything is worked out when it is first asked for. */
function makeCluster(broker: Broker, release: Stand): Cluster {
  const { world, workload, shared } = broker
  const lazy = once()
  const cluster: Cluster = {
    name: broker.name,
    release,
    broker,
    workload,
    at: at(workload.object),
    facts: {
      replicas: workload.replicas,
      serviceName: workload.serviceName,
      podManagement: workload.podManagement,
      get governingService() {
        return shared('governingService', () => governingService(world, workload))
      },
      get nodeName() {
        return shared('nodeName', () => nodeNameOf(broker))
      },
      get readiness() {
        return shared('readiness', () => readinessOf(broker))
      },
      get dataVolume() {
        return shared('dataVolume', () => dataVolumeOf(broker))
      },
      get claim() {
        return shared('claim', () => claimOf(broker, cluster.facts.dataVolume))
      },
      get memoryLimit() {
        return shared('memoryLimit', () => memoryLimitOf(broker))
      },
    },
    get config() {
      return lazy('config', () => configOf(broker, release))
    },
    get advanced() {
      return shared('advanced', () => advancedOf(broker))
    },
    get plugins() {
      return lazy('plugins', () => pluginsOf(broker, release))
    },
    get limits() {
      return lazy('limits', () => limitsOf(cluster.config, cluster.advanced, release))
    },
    get discovery() {
      return lazy('discovery', () => discoveryOf(broker, cluster.config, release))
    },
    get services() {
      return shared('services', () => servicesAround(world, workload))
    },
    get definitions() {
      return lazy('definitions', () => definitionsOf(broker, cluster.config, release))
    },
    get policies() {
      return lazy('policies', () => policiesOf(broker, cluster))
    },
    get scripts() {
      return shared('scripts', () => scriptsOf(broker))
    },
    get rights() {
      return shared('rights', () => rightsOf(world, workload))
    },
    get objects() {
      return lazy('objects', () =>
        membersOf(broker, {
          services: cluster.services,
          governing: cluster.facts.governingService,
          policies: cluster.policies,
        }),
      )
    },
    get size() {
      return lazy('size', () =>
        map(workload.replicas, ({ value }) => (value > 1 ? 'several' : sizeOfOne(cluster))),
      )
    },
  }
  return cluster
}

/** One replica whose configuration the user prepared for more: discovery by a backend that the user wrote. */
function sizeOfOne({ discovery, config }: Cluster): ClusterSize {
  const backend = discovery.backend
  if (backend.state !== 'found' || backend.value.generated) return 'single'
  if (backend.value.module !== 'classic_config') return 'cluster-of-one'
  return ifSeen(config.matching('cluster_formation.classic_config.nodes.')).length > 0
    ? 'cluster-of-one'
    : 'single'
}
