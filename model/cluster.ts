import type { Stand } from '../facts/metadata-store.ts'
import { type BrokerPorts, brokerPorts } from './access/broker-ports.ts'
import { type Exposure, exposuresOf } from './access/exposures.ts'
import { type KeptSecret, keptSecretsOf } from './access/kept-secrets.ts'
import { type Loopback, loopbackOf } from './access/loopback.ts'
import { type PlainSecret, plainSecretsOf } from './access/plain-secrets.ts'
import type { User } from './access/user.ts'
import { usersOf } from './access/users.ts'
import type { Broker } from './broker/broker.ts'
import { type Claim, claimOf } from './broker/claim.ts'
import { sharedCookie } from './broker/cookie.ts'
import { dataVolumeOf } from './broker/data-volume.ts'
import { type Home, homeOf } from './broker/home.ts'
import { type Medium, mediumOf } from './broker/medium.ts'
import type { MountedVolume } from './broker/mounted-volume.ts'
import { type Probe, probeOf, probesAmong } from './broker/probes.ts'
import { type Amount, memoryLimitOf } from './broker/resources.ts'
import { type RunScript, scriptsOf } from './broker/run-scripts.ts'
import { type Grace, graceOf, type StopCommand, stopCommandsOf } from './broker/stopping.ts'
import type { Address, Located } from './kube/address.ts'
import { at } from './kube/address.ts'
import type { Lookup, Seen } from './kube/lookup.ts'
import { andThen, found, ifFound, ifSeen, map } from './kube/lookup.ts'
import type { KubeObject } from './kube/object.ts'
import { type Answers, answering, onceEach, onceEachWith } from './kube/once-each.ts'
import { membersOf } from './members.ts'
import { type Definitions, definitionsOf } from './messaging/definitions.ts'
import { policiesOf } from './messaging/policies.ts'
import type { Policy } from './messaging/policy.ts'
import { type PolicyFor, policyForIn } from './messaging/policy-for.ts'
import { type DeclaredQueue, queuesOf } from './messaging/queues.ts'
import { type ClusterSetting, clusterSettingsOf } from './names/cluster-settings.ts'
import { comesBack } from './names/comes-back.ts'
import { askedServiceOf, type Discovery, discoveryOf } from './names/discovery.ts'
import { type PodName, podNamesIn } from './names/dns.ts'
import { type HostForm, hostForm } from './names/host-form.ts'
import { isJoined } from './names/joining.ts'
import { type NodeCleanup, nodeCleanupOf } from './names/node-cleanup.ts'
import { type NodeName, nodeNameOf } from './names/node-name.ts'
import { nodeNamesOf } from './names/node-names.ts'
import { type AccountToken, accountTokenOf } from './pods/account-token.ts'
import { type Autoscaler, autoscalersFor } from './pods/autoscalers.ts'
import type { Budget } from './pods/budget.ts'
import { budgetsFor } from './pods/budgets.ts'
import type { File } from './pods/files.ts'
import { type PodSecurity, podSecurity } from './pods/pod-security.ts'
import { type Rights, rightsOf } from './pods/rights.ts'
import type { Service } from './pods/service.ts'
import { governingService, type Services, servicesAround } from './pods/services.ts'
import { type Spread, spreadOf } from './pods/spread.ts'
import { type VolumeUse, volumeUses } from './pods/volume-uses.ts'
import type { PodManagement, Replicas, Workload } from './pods/workload.ts'
import { type Advanced, advancedOf } from './settings/advanced.ts'
import { type AuthBackend, authBackendsOf } from './settings/auth-backends.ts'
import { clientPort } from './settings/client-port.ts'
import { type Config, configOf } from './settings/config.ts'
import { type FileReference, fileReferences } from './settings/file-references.ts'
import { type Limits, limitsOf } from './settings/memory.ts'
import { type PartitionHandling, partitionHandlingOf } from './settings/partition-handling.ts'
import { type Plugins, pluginsOf } from './settings/plugins.ts'

/** What the pods and their surroundings tell of a broker, whatever its stand: one line each. */
const ofBroker = {
  /** How many nodes are wanted; Kubernetes' default of one counts as found. */
  replicas: ({ workload }: Broker): Lookup<Replicas> => workload.replicas,
  /** `spec.serviceName`. */
  serviceName: ({ workload }: Broker): Lookup<Located<string>> => workload.serviceName,
  /** The Service that `spec.serviceName` names. */
  governingService: ({ world, workload }: Broker): Lookup<Service> => governingService(world, workload),
  podManagement: ({ workload }: Broker): Lookup<PodManagement> => workload.podManagement,
  /** The name each node will have, as a template. Absent: the default, `rabbit@<host name>`. */
  nodeName: (broker: Broker): Lookup<NodeName> => nodeNameOf(broker),
  /** The names that the nodes will have, in the order of their pods. */
  nodeNames: (broker: Broker): Lookup<readonly string[]> => nodeNamesOf(broker, nodeNameOf(broker)),
  /** Where the nodes keep their data. Absent: on the container's own layer. */
  dataVolume: (broker: Broker): Lookup<MountedVolume> => dataVolumeOf(broker),
  /** Whether a pod that is made again is the node that it was. */
  comesBack: (broker: Broker): Lookup<boolean> => comesBack(broker),
  /** What the volume of the data lies on: a disk, a file system of the network, a folder of the machine. */
  dataMedium: (broker: Broker): Lookup<Medium> =>
    andThen(dataVolumeOf(broker), volume => mediumOf(broker, volume)),
  /** The home directory of the node's user, and the cookie in it. */
  home: (broker: Broker): Lookup<Home> => homeOf(broker),
  /** The user of the node's container, and the group that Kubernetes gives the files of volumes. */
  security: ({ workload, container }: Broker): PodSecurity => podSecurity(workload.template, container),
  /** The volumes that the containers of the pod mount, each with whether it is there. */
  volumeUses: ({ workload }: Broker): Seen<VolumeUse> => volumeUses(workload),
  /** The size of the claim that the data lies on. Absent: it lies on none. */
  claim: (broker: Broker): Lookup<Claim> => claimOf(broker, dataVolumeOf(broker)),
  /** How much memory the container may use. Absent: all of the machine's. */
  memoryLimit: (broker: Broker): Lookup<Amount> => memoryLimitOf(broker),
  /** rabbitmq-env.conf. */
  environmentFile: ({ environmentFile }: Broker): Lookup<File> => environmentFile,
  /** advanced.config, and rabbitmq.config in the classic format. */
  advanced: (broker: Broker): Advanced => advancedOf(broker),
  /** All Services that may be in the same namespace. */
  services: ({ world, workload }: Broker): Services => servicesAround(world, workload),
  /** The budgets that may hold back who evicts the pods. */
  budgets: ({ world, workload }: Broker): Seen<Budget> => budgetsFor(world, workload),
  /** What keeps the pods on different machines. Absent: nothing. */
  spread: ({ workload }: Broker): Lookup<readonly Spread[]> => spreadOf(workload),
  /** What changes the number of nodes by itself. */
  autoscalers: ({ world, workload }: Broker): Seen<Autoscaler> => autoscalersFor(world, workload),
  /** Whether the node finds the token of its account. */
  accountToken: ({ world, workload, container }: Broker): Lookup<AccountToken> =>
    accountTokenOf(world, workload, container),
  /** The names that DNS has for the pods. */
  dns: (broker: Broker): Seen<PodName> => podNamesIn(broker),
  /** Secrets with passwords or cookies that stand in files. */
  keptSecrets: (broker: Broker): readonly KeptSecret[] => keptSecretsOf(broker),
  /** Whether the nodes are given one Erlang cookie. Absent: each makes its own. */
  cookie: (broker: Broker): Lookup<true> => sharedCookie(broker, scriptsOf(broker)),
  /** Scripts that run in the pods or against them. */
  scripts: (broker: Broker): Seen<RunScript> => scriptsOf(broker),
  /** How long a pod may take to stop. */
  grace: (broker: Broker): Lookup<Grace> => graceOf(broker),
  /** What the pods may ask of the API server. */
  rights: ({ world, workload }: Broker): Rights => rightsOf(world, workload),
}

/*
 * What one stand makes of it. Each table is told what the tables above tell, and nothing else: no fact rests on itself.
 */
interface Own {
  readonly name: string
  readonly release: Stand
  readonly broker: Broker
  readonly workload: Workload
  /** The workload itself. */
  readonly at: Address
}
type Surrounded = Own & Answers<typeof ofBroker>

const ofFiles = {
  /** What must hold before Kubernetes probes a pod in any other way. Absent: nothing. */
  startup: ({ broker, release }: Surrounded): Lookup<Probe> => probeOf(broker, release, 'startup'),
  /** What must hold lest Kubernetes kills the container. Absent: nothing. */
  liveness: ({ broker, release }: Surrounded): Lookup<Probe> => probeOf(broker, release, 'liveness'),
  /** What must hold before Kubernetes calls a pod ready. Absent: nothing. */
  readiness: ({ broker, release }: Surrounded): Lookup<Probe> => probeOf(broker, release, 'readiness'),
  /** What runs before a node stops. */
  stopCommands: ({ broker, scripts }: Surrounded): Seen<StopCommand> => stopCommandsOf(broker, scripts),
  /** What rabbitmq.conf and conf.d say. */
  config: ({ broker, release }: Surrounded): Config => configOf(broker, release),
  plugins: ({ broker, release }: Surrounded): Plugins => pluginsOf(broker, release),
}
type Configured = Surrounded & Answers<typeof ofFiles>

const ofConfiguration = {
  /** All probes of the node. */
  probes: ({ startup, liveness, readiness }: Configured): Seen<Probe> =>
    probesAmong([startup, liveness, readiness]),
  /** Who may log in from other hosts. */
  loopback: ({ broker, config, advanced, release }: Configured): Loopback =>
    loopbackOf(broker, config, advanced, release),
  /** Which port of a node is what. */
  ports: ({ broker, config, plugins }: Configured): BrokerPorts => brokerPorts(broker, config, plugins),
  /** The amounts of memory and disk that the configuration states. */
  limits: ({ config, advanced, release }: Configured): Limits => limitsOf(config, advanced, release),
  /** Where clients that speak AMQP come in. */
  clientPort: ({ broker, config }: Configured): Lookup<number> => clientPort(broker, config),
  /** How the nodes find each other. */
  discovery: ({ broker, config, release }: Configured): Discovery => discoveryOf(broker, config, release),
  /** Who decides about logins, where rabbitmq.conf says so. */
  authBackends: (known: Configured): Seen<AuthBackend> => authBackendsOf(known.broker, known, known.release),
  /** What shows that the nodes are to form a cluster, whether anything makes one of them. */
  clusterSettings: ({ broker, config, nodeName }: Configured): Seen<ClusterSetting> =>
    clusterSettingsOf(broker, config, nodeName),
  /** What becomes of members that peer discovery does not list. Absent: nobody looks. */
  nodeCleanup: (known: Configured): Lookup<NodeCleanup> => nodeCleanupOf(known.broker, known, known.release),
  /** What the nodes do when the network between them breaks; the default counts as found. */
  partitionHandling: ({ config, advanced }: Configured): Lookup<PartitionHandling> =>
    partitionHandlingOf(config, advanced),
  /** The files that rabbitmq.conf and the variables of the container name. */
  fileReferences: ({ broker, config, release }: Configured): Seen<FileReference> =>
    fileReferences(broker, config, release),
  /** Definitions files that are imported at boot. */
  definitions: ({ broker, config, release }: Configured): Seen<Definitions> =>
    definitionsOf(broker, config, release),
}
type Defined = Configured & Answers<typeof ofConfiguration>

const ofDefinitions = {
  /** The Service that peer discovery asks for. Absent: it asks for none. */
  askedService: ({ discovery, broker }: Defined): Lookup<string> => askedServiceOf(discovery, broker),
  policies: (known: Defined): Seen<Policy> => policiesOf(known.broker, known),
  /** The users that there are after the first boot. */
  users: (known: Defined): Seen<User> => usersOf(known.broker, known),
  /** Passwords and cookies that are written where they are no secret. */
  plainSecrets: ({ broker, config, definitions, scripts }: Defined): Seen<PlainSecret> =>
    plainSecretsOf(broker, { config, definitions, scripts }),
  /** The ports that can be reached from outside of the Kubernetes cluster, and through what. */
  exposures: (known: Defined): Seen<Exposure> => exposuresOf(known.broker, known),
  /** The queues that are declared beside the applications' own. */
  queues: ({ broker, definitions }: Defined): Seen<DeclaredQueue> => queuesOf(broker, definitions),
  /** Whether anything makes one cluster of the nodes: without it each of them is one of its own. */
  joined: (known: Defined): Lookup<boolean> => isJoined(known.broker, known),
  /** Whether it is one node by itself, a cluster that has one node for now, or a cluster of several. */
  size(known: Defined): Lookup<ClusterSize> {
    // As many as there are machines: one, unless its user says something of others.
    if (known.workload.kind === 'DaemonSet')
      return found(sizeOfOne(known) === 'single' ? 'single' : 'several')
    return map(known.replicas, ({ value }) => (value > 1 ? 'several' : sizeOfOne(known)))
  },
}
type Held = Defined & Answers<typeof ofDefinitions>

const ofAll = {
  /** The policy that a queue gets. */
  policyFor: ({ policies, release }: Held): PolicyFor => policyForIn(policies, release),
  /** The objects that this cluster consists of. */
  objects: ({ broker, services, governingService: governing, policies }: Held): readonly KubeObject[] =>
    membersOf(broker, { services, governing, policies }),
}

/** One RabbitMQ as one release and its metadata store make it: of one node or many, written as a StatefulSet, Deployment, Pod or RabbitmqCluster. */
export type Cluster = Held & Answers<typeof ofAll>
export type ClusterSize = 'single' | 'cluster-of-one' | 'several'
/** What may be absent or unknown: a rule names what it needs, and gets it unwrapped. */
export type Fact = { [K in keyof Cluster]: Cluster[K] extends Lookup<unknown> ? K : never }[keyof Cluster]

/** Whether there are several nodes for certain: for what is said of them, not for whether it is. */
export const isSeveral = ({ size }: Cluster): boolean => size.state === 'found' && size.value === 'several'
/** Whether others than a developer may reach it: there are several nodes, or clients come from outside. */
export const isWithinReach = (cluster: Cluster): boolean =>
  isSeveral(cluster) ||
  ifSeen(cluster.exposures).some(({ role, isLimited }) => role !== 'peers' && !isLimited)
/** Where the nodes look one another up, as far as their names are known. */
export const hostFormOf = ({ broker, nodeName, serviceName }: Cluster): HostForm =>
  hostForm(broker, ifFound(nodeName), ifFound(serviceName)?.value)

/** The cluster that a broker is under one stand; the same object each time. */
export const clusterOf: (broker: Broker, release: Stand) => Cluster = onceEachWith(
  (broker: Broker, release: Stand) => {
    const { name, workload } = broker
    return clusterWith({ name, release, broker, workload, at: at(workload.object) })
  },
)

/**
 * Asks a cluster for all that it is told by other objects: a world that looks them up learns what it needs before any rule runs. What it
 * may ask of the API server is asked last, and kept nowhere: the answer is no part of what a cluster has worked out.
 */
export function askAround(cluster: Cluster): void {
  for (const fact of facts) void cluster[fact]
  const asked = ifFound(cluster.askedService)
  if (asked !== undefined) cluster.rights.may('get', 'endpoints', asked)
}

/** What a broker tells, asked of its clusters: worked out once for all of them. */
const askedOfBroker = Object.fromEntries(
  Object.entries(ofBroker).map(([name, tell]) => {
    const once = onceEach<Broker, unknown>(tell)
    return [name, ({ broker }: Own) => once(broker)]
  }),
) as { readonly [K in keyof typeof ofBroker]: (of: Own) => ReturnType<(typeof ofBroker)[K]> }

const clusterWith = answering<Own, Omit<Cluster, keyof Own>>({
  ...askedOfBroker,
  ...ofFiles,
  ...ofConfiguration,
  ...ofDefinitions,
  ...ofAll,
})

const facts = Object.keys({
  ...ofBroker,
  ...ofFiles,
  ...ofConfiguration,
  ...ofDefinitions,
  ...ofAll,
}) as readonly (keyof Cluster)[]

/** One replica whose configuration the user prepared for more: discovery by a backend that the user wrote. */
function sizeOfOne({ discovery, config }: Defined): ClusterSize {
  const backend = discovery.backend
  if (backend.state !== 'found' || backend.value.generated) return 'single'
  if (backend.value.module !== 'classic_config') return 'cluster-of-one'
  return ifSeen(config.matching('cluster_formation.classic_config.nodes.')).length > 0
    ? 'cluster-of-one'
    : 'single'
}
