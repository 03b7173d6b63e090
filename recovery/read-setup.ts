import { k8sDiscovery } from '../facts/peer-discovery.ts'
import { releaseRange } from '../facts/release-range.ts'
import { waitsForNode } from '../model/broker/hook-waits.ts'
import { type Cluster, hostFormOf } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { found, ifFound, ifSeen, type Lookup, map, unknown, whyOpen } from '../model/kube/lookup.ts'
import { read } from '../model/kube/read.ts'
import { forcedBoots } from '../model/names/force-boot.ts'
import { type GivenQueue, givenQueues } from './given-queues.ts'
import { refusedPolicy } from './refused-policy.ts'
import type { Factor, Keeps, Partitions, QueueKind, Setup } from './simulator/setup.ts'

/** What is known of a cluster for the simulator: each way in which it may be, where something of it is not known. */
export interface Read {
  readonly ways: readonly Way[]
  readonly queues: readonly GivenQueue[]
  readonly places: Partial<Record<Factor, readonly Address[]>>
  readonly remarks: readonly string[]
}
export interface Way {
  readonly setup: Setup
  /** What is supposed, `if the data survives the pod`; empty where all is known. */
  readonly ifs: readonly string[]
  /** Why that is not known. */
  readonly whys: readonly string[]
}

/** Larger clusters are not simulated: what holds for this many holds for them. */
const largest = 15
/** So many ways are tried: of more, nobody would read what each comes to. */
const mostWays = 8

/** Reads a cluster; text says why nothing can be told of it. */
export function readSetup(cluster: Cluster): Read | string {
  const { replicas } = cluster
  if (replicas.state !== 'found')
    return replicas.state === 'unknown' ? replicas.why : 'how many nodes there are is not written'
  const count = replicas.value.value
  if (count < 1) return 'it has no nodes'
  if (count > largest) return `${count} nodes are more than are looked at here`
  const isApart = ifFound(cluster.joined) === false
  const size = isApart ? 1 : count
  const queues = givenQueues(cluster, size)
  const kinds = queues.flatMap(queue => queue.kinds.map(({ kind }) => kind))
  const distinct = [...new Map(kinds.map(kind => [JSON.stringify(kind), kind])).values()]
  const questions = questionsTo(cluster, size)
  const open = questions.filter(({ answers }) => answers.length > 1)
  if (2 ** open.length > mostWays) return open.map(({ why }) => why).join('; ')
  return {
    ways: waysOf(questions).map(({ part, ifs }) => ({
      setup: { ...base(cluster, size, distinct), ...part } as Setup,
      ifs,
      whys: open.map(({ why }) => why),
    })),
    queues,
    places: placesOf(cluster),
    remarks:
      isApart && count > 1
        ? ['nothing joins the nodes: each is a cluster of its own, and looked at by itself']
        : [],
  }
}

const halves = releaseRange('<=3.10')
const shrinkable = releaseRange('>=3.12')

function base(cluster: Cluster, size: number, queues: readonly QueueKind[]): Partial<Setup> {
  const { release, broker, scripts, workload } = cluster
  const isMnesia = release.store === 'mnesia'
  return {
    size,
    store: release.store,
    waits: isMnesia ? tableWait(cluster) * (halves.has(release) ? 2 : 1) : 300,
    killsWaiting: killsWaiting(cluster),
    forced: isMnesia && ifSeen(forcedBoots(broker, scripts)).length > 0,
    discovery: discoveryOf(cluster, size),
    takesBackEmpty: !isMnesia,
    stopsInTime: stopsInTime(cluster),
    refuses: refusedPolicy(cluster) !== undefined,
    remakes: workload.kind !== 'Pod',
    keepsSize: workload.made.keepsReplicas !== undefined,
    shrinks: shrinkable.has(release),
    queues,
  }
}

/** Ten times 30 seconds, unless rabbitmq.conf says otherwise. Source: rabbit_table.erl@v4.0.9:retry_timeout. */
function tableWait({ config }: Cluster): number {
  const number = (key: string, fallback: number): number => {
    const value = Number(ifFound(config.effective(key))?.value ?? fallback)
    return Number.isFinite(value) && value > 0 ? value : fallback
  }
  const [each, times] = [
    number('mnesia_table_loading_retry_timeout', 30_000),
    number('mnesia_table_loading_retry_limit', 10),
  ]
  return Math.round((each * times) / 1000)
}

/** A start-up or liveness probe that fails on a node that waits: the first holds the second back. */
function killsWaiting({ startup, liveness }: Cluster): number | undefined {
  const probe = ifFound(startup) ?? ifFound(liveness)
  return probe && ifFound(probe.needsBootedNode) ? probe.budgetSeconds : undefined
}

function discoveryOf({ release, discovery, workload }: Cluster, size: number): Setup['discovery'] {
  const backend = ifFound(discovery.backend)?.module
  const asksKubernetes = backend === 'k8s' || (backend === undefined && workload.made.joinsNodes === true)
  if (asksKubernetes) return k8sDiscovery(release) === 'ordinal' ? 'seed' : 'lists'
  return size === 1 ? 'none' : 'lists'
}

/** As grace-period-too-short has it: a node with many queues may need a minute, and what runs before counts. */
const enoughSeconds = 60
function stopsInTime({ grace, stopCommands }: Cluster): boolean {
  const seconds = ifFound(grace)?.seconds
  const hooks = ifSeen(stopCommands).map(({ generated, waits = 0 }) => (generated ? 0 : waits))
  return seconds === undefined || seconds >= Math.max(enoughSeconds, ...hooks)
}

/** Something that may be one way or another. */
interface Question {
  readonly answers: readonly { readonly part: Partial<Setup>; readonly if: string }[]
  /** Why it is not known. */
  readonly why: string
}
const question = <T>(
  answer: Lookup<T>,
  known: (value: T | undefined) => Partial<Setup>,
  otherwise: readonly (readonly [part: Partial<Setup>, supposed: string])[],
): Question =>
  answer.state === 'unknown'
    ? { answers: otherwise.map(([part, supposed]) => ({ part, if: supposed })), why: answer.why }
    : { answers: [{ part: known(ifFound(answer)), if: '' }], why: '' }

function questionsTo(cluster: Cluster, size: number): readonly Question[] {
  const several = size > 1
  const only = <T>(answer: Lookup<T>, fallback: T): Lookup<T> => (several ? answer : found(fallback))
  return [
    question(keepsOf(cluster), keeps => ({ keeps: keeps ?? 'nothing' }), [
      [{ keeps: 'pod' }, 'if the data outlives the pods'],
      [{ keeps: 'container' }, 'if the data goes with the pods'],
    ]),
    question(
      only(cluster.podManagement, { value: 'Parallel', at: cluster.at, written: false }),
      management => ({ ordered: management?.value === 'OrderedReady' }),
      [
        [{ ordered: false }, 'if the pods start together'],
        [{ ordered: true }, 'if the pods start in order'],
      ],
    ),
    question(only(readyWhileWaiting(cluster), true), ready => ({ readyWhileWaiting: ready ?? true }), [
      [{ readyWhileWaiting: true }, 'if a pod is ready while its node waits'],
      [{ readyWhileWaiting: false }, 'if no pod is ready before its node has booted'],
    ]),
    question(
      namedBeforeReady(cluster),
      named => ({
        namedBeforeReady: named ?? true,
        findsItself: hostFormOf(cluster) !== 'all-in-dns' || named !== false,
      }),
      [
        [{ namedBeforeReady: true, findsItself: true }, 'if pods have names before they are ready'],
        [
          { namedBeforeReady: false, findsItself: hostFormOf(cluster) !== 'all-in-dns' },
          'if pods have names only when they are ready',
        ],
      ],
    ),
    question(retention(cluster, 'whenScaled'), value => ({ deletesScaled: value === 'Delete' }), [
      [{ deletesScaled: false }, 'if claims outlive pods that are scaled away'],
      [{ deletesScaled: true }, 'if claims go with pods that are scaled away'],
    ]),
    question(retention(cluster, 'whenDeleted'), value => ({ deletesAll: value === 'Delete' }), [
      [{ deletesAll: false }, 'if claims outlive the set'],
      [{ deletesAll: true }, 'if claims go with the set'],
    ]),
    question(only(partitionsOf(cluster), 'none'), partitions => ({ partitions: partitions ?? 'ignore' }), [
      [{ partitions: 'pause_minority' }, 'if the smaller side pauses'],
      [{ partitions: 'ignore' }, 'if both sides go on'],
    ]),
  ]
}

const nameless: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'DaemonSet'])

/** What the data outlives, as far as the node that comes back has the same name. */
function keepsOf({ dataVolume, comesBack, nodeName, workload }: Cluster): Lookup<Keeps> {
  if (dataVolume.state !== 'found') return dataVolume.state === 'absent' ? found('nothing') : dataVolume
  const { persistent, kind, name } = dataVolume.value
  if (!persistent) return found('container')
  if (kind === 'host-path')
    return unknown(`volume ${name} is a folder of one machine: whether a pod comes back to it is not known`)
  const isNewNode = nameless.has(workload.kind) && ifFound(nodeName)?.style !== 'fixed'
  return isNewNode ? found('container') : map(comesBack, comes => (comes ? 'pod' : 'container'))
}

/** Whether Kubernetes takes a pod for ready whose node has not booted. */
function readyWhileWaiting({ readiness, startup, scripts, release }: Cluster): Lookup<boolean> {
  const hook = ifSeen(scripts).some(
    ({ role, commands }) => role === 'post-start' && waitsForNode(commands, release),
  )
  if (hook) return found(false)
  for (const probe of [startup, readiness]) {
    if (probe.state === 'unknown') return probe
    if (probe.state === 'absent') continue
    const { needsBootedNode } = probe.value
    if (needsBootedNode.state === 'unknown') return needsBootedNode
    if (ifFound(needsBootedNode)) return found(false)
  }
  const open = whyOpen(scripts)
  return open === undefined || readiness.state === 'found' ? found(true) : unknown(open)
}

function namedBeforeReady(cluster: Cluster): Lookup<boolean> {
  const { dns } = cluster
  const form = hostFormOf(cluster)
  if (form === 'address' || form === 'fixed') return found(true)
  const [first] = ifSeen(dns)
  if (first) return first.beforeReady
  const why = whyOpen(dns)
  if (why !== undefined) return unknown(why)
  return cluster.workload.ordinals
    ? unknown('no headless Service gives the pods names that are promised')
    : found(true)
}

function retention({ workload }: Cluster, when: 'whenScaled' | 'whenDeleted'): Lookup<string> {
  const place = workload.made.retention?.[when]
  const written = place && read(place.object, place.path)
  if (written?.state === 'unknown') return written
  const value = written && ifFound(written)?.value
  if (typeof value === 'string') return found(value)
  if (when === 'whenDeleted' && workload.made.operator !== undefined)
    return unknown('whether the operator has claims go with the set depends on its release (2.23 does)')
  return found('Retain')
}

function partitionsOf({ partitionHandling, release }: Cluster): Lookup<Partitions> {
  if (release.store === 'khepri') return found('none')
  if (partitionHandling.state !== 'found')
    return partitionHandling.state === 'absent' ? found('ignore') : partitionHandling
  const { strategy } = partitionHandling.value
  return strategy === 'pause_minority' || strategy === 'autoheal' || strategy === 'ignore'
    ? found(strategy)
    : unknown(`what ${strategy} comes to depends on the nodes that it names`)
}

/** Each combination of answers. */
function waysOf(
  questions: readonly Question[],
): readonly { readonly part: Partial<Setup>; readonly ifs: readonly string[] }[] {
  return questions.reduce<readonly { part: Partial<Setup>; ifs: readonly string[] }[]>(
    (ways, { answers }) =>
      ways.flatMap(({ part, ifs }) =>
        answers.map(answer => ({
          part: { ...part, ...answer.part },
          ifs: answer.if === '' ? ifs : [...ifs, answer.if],
        })),
      ),
    [{ part: {}, ifs: [] }],
  )
}

function placesOf(cluster: Cluster): Partial<Record<Factor, readonly Address[]>> {
  const { workload, broker, scripts } = cluster
  const one = <T>(lookup: Lookup<T>, place: (value: T) => Address | undefined): readonly Address[] => {
    const value = ifFound(lookup)
    const address = value === undefined ? undefined : place(value)
    return address ? [address] : []
  }
  const probes = [cluster.readiness, cluster.startup].flatMap(probe => one(probe, ({ at }) => at))
  const refused = refusedPolicy(cluster)
  return {
    replicas: one(cluster.replicas, ({ at }) => at),
    order: one(cluster.podManagement, ({ at }) => at),
    readiness: probes,
    liveness: [cluster.startup, cluster.liveness].flatMap(probe => one(probe, ({ at }) => at)).slice(0, 1),
    storage: one(cluster.dataVolume, ({ at }) => at),
    'retention-scaled': workload.made.retention ? [workload.made.retention.whenScaled] : [],
    'retention-deleted': workload.made.retention?.whenDeleted ? [workload.made.retention.whenDeleted] : [],
    names: one(cluster.governingService, ({ at }) => at),
    grace: one(cluster.grace, ({ at }) => at),
    forced: ifSeen(forcedBoots(broker, scripts)).map(({ at }) => at),
    discovery: one(cluster.discovery.backend, ({ at }) => at),
    partitions: one(cluster.partitionHandling, ({ at }) => at),
    spread: (ifFound(cluster.spread) ?? []).map(({ at }) => at),
    definitions: refused ? [refused.at] : [],
    release: broker.image.at ? [broker.image.at] : [],
  }
}
