import { inapplicableTo } from '../facts/policy-keys.ts'
import type { QueueType } from '../facts/queue-types.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { type Json, member, objectOf } from '../model/kube/json.ts'
import { ifFound, ifSeen, whyOpen } from '../model/kube/lookup.ts'
import { definitionItems } from '../model/messaging/definitions.ts'
import { type Policy, policyText } from '../model/messaging/policy.ts'
import { exactly, isMirroring, keyPlace, matchesAll } from '../model/messaging/policy-questions.ts'
import type { Factor, QueueKind, QueueKindName } from './simulator/setup.ts'

/** The queues that policies, defaults and definitions give: one for each type and policy. */
export interface GivenQueue {
  readonly type: QueueKindName
  /** Null where none applies. */
  readonly policy: string | null
  /** What it is; several where it is not known which of them. */
  readonly kinds: readonly PossibleKind[]
  /** The virtual host of the policy. */
  readonly vhost: string
  /** The values of the policy that decide, by what they decide. */
  readonly keys: Readonly<Record<string, Json>>
  readonly places: Partial<Record<Factor, readonly Address[]>>
  /** Only applications say whether there are any. */
  readonly maybe: boolean
  /** Why there are several kinds. */
  readonly open: string | undefined
}
export interface PossibleKind {
  readonly kind: QueueKind
  /** What is supposed; empty where it is known. */
  readonly if: string
}

/** Far more than anybody reads; what is beyond is not looked at. */
const mostQueues = 300
const mostPolicies = 60

/** @param size how many nodes there are */
export function givenQueues(cluster: Cluster, size: number): readonly GivenQueue[] {
  const { release, policies } = cluster
  const mirrors = release.store === 'mnesia' && mirroring.has(release)
  const users = ifSeen(policies).slice(0, mostPolicies)
  const mirrored = mirrors
    ? users.filter(policy => isMirroring(policy) && reachesClassic(cluster, policy))
    : []
  const open = whyOpen(policies)
  const given: GivenQueue[] = mirrored.map(policy => mirroredQueue(cluster, policy, size))
  const defaults = defaultType(cluster)
  const isCovered = mirrored.some(({ pattern, vhost }) => vhost === '/' && matchesAll(pattern))
  for (const queue of declared(cluster, defaults.type)) {
    if (queue.type === 'classic' && mirrored.some(({ name }) => name === queue.policy?.name)) continue
    given.push(plainQueue(queue, size, false, queue.type === 'classic' && mirrors ? open : undefined))
  }
  if (defaults.type !== 'classic' || !isCovered)
    given.push(
      plainQueue(
        { type: defaults.type, policy: undefined, at: defaults.at, copies: undefined },
        size,
        false,
        defaults.type === 'classic' && mirrors ? open : undefined,
      ),
    )
  if (quorum.has(release))
    given.push(
      plainQueue(
        { type: 'quorum', policy: undefined, at: undefined, copies: undefined },
        size,
        true,
        undefined,
      ),
    )
  return [
    ...new Map(given.toReversed().map(queue => [`${queue.type} ${queue.policy}`, queue])).values(),
  ].toReversed()
}

const mirroring = releaseRange('<=3.13')
const quorum = releaseRange('>=3.8')

/** A policy with keys that classic queues do not know applies to none of them. */
const reachesClassic = ({ release }: Cluster, { keys, applyTo }: Policy): boolean =>
  ['all', 'queues', 'classic_queues'].includes(applyTo) &&
  [...keys.keys()].every(key => !inapplicableTo(key, release).includes('classic'))

const knowsOnFailure = releaseRange('3.6.16,>=3.7.5')

function mirroredQueue(cluster: Cluster, policy: Policy, size: number): GivenQueue {
  const mode = policyText(policy, 'ha-mode')?.value
  const nodes = mode === 'nodes' ? listed(cluster, policy) : undefined
  const syncs = policyText(policy, 'ha-sync-mode')?.value === 'automatic' && waitsForMirrors(cluster)
  const promotes = (key: string, fallback: 'always' | 'when-synced'): 'always' | 'when-synced' => {
    const value = policyText(policy, key)?.value
    return value === 'always' || value === 'when-synced' ? value : fallback
  }
  return {
    type: 'mirrored',
    policy: policy.name,
    vhost: policy.vhost,
    kinds: [
      {
        if: '',
        kind: {
          type: 'mirrored',
          copies:
            mode === 'exactly'
              ? Math.max(1, exactly(policy)?.value ?? 1)
              : nodes
                ? Math.max(1, nodes.length)
                : size,
          on: nodes,
          syncs,
          onShutdown: promotes('ha-promote-on-shutdown', 'when-synced'),
          onFailure: knowsOnFailure.has(cluster.release)
            ? promotes('ha-promote-on-failure', 'always')
            : 'always',
        },
      },
    ],
    keys: Object.fromEntries([...policy.keys].map(([key, { value }]) => [key, value])),
    places: {
      queue: [policy.at],
      copies: [keyPlace(policy, 'ha-mode')],
      sync: [policy.keys.get('ha-sync-mode')?.at ?? policy.at, ...hookPlaces(cluster)],
      'on-shutdown': [policy.keys.get('ha-promote-on-shutdown')?.at ?? policy.at],
      'on-failure': [policy.keys.get('ha-promote-on-failure')?.at ?? policy.at],
    },
    maybe: false,
    open: undefined,
  }
}

const waitVerb = 'await_online_synchronized_mirror'
/** Whether a roll-out waits until mirrors are filled. */
const waitsForMirrors = ({ stopCommands }: Cluster): boolean =>
  ifSeen(stopCommands).some(({ check }) => check?.verb === waitVerb)
const hookPlaces = ({ stopCommands }: Cluster): readonly Address[] =>
  ifSeen(stopCommands)
    .flatMap(({ check, at }) => (check?.verb === waitVerb ? [at] : []))
    .slice(0, 1)

/** The nodes that `ha-mode: nodes` names, by number; names of none are passed over by the broker, too. */
function listed(cluster: Cluster, policy: Policy): readonly number[] {
  const names = ifFound(cluster.nodeNames) ?? []
  const wanted = policy.keys.get('ha-params')?.value
  const isWanted = new Set(Array.isArray(wanted) ? wanted.slice(0, 100) : [])
  return names.flatMap((name, index) => (isWanted.has(name) ? [index] : []))
}

interface Plain {
  readonly type: QueueType
  readonly policy: Policy | undefined
  readonly at: Address | undefined
  /** How many nodes its own arguments ask for. */
  readonly copies: number | undefined
}

function declared(cluster: Cluster, fallback: QueueType): readonly Plain[] {
  return ifSeen(cluster.queues)
    .slice(0, mostQueues)
    .flatMap(queue => {
      const { vhost, name, at, exclusive, autoDelete } = queue
      if (exclusive || autoDelete) return []
      const type = ifFound(queue.type) ?? fallback
      const sizes = { classic: '', quorum: 'x-quorum-initial-group-size', stream: 'x-initial-cluster-size' }
      const copies = queue.arguments.get(sizes[type])?.value
      const policy = ifFound(cluster.policyFor({ vhost, name, type }))
      return [{ type, policy, at, copies: typeof copies === 'number' ? copies : undefined }]
    })
}

/** Quorum queues have three members unless they are told otherwise, streams one on each node. Source: rabbit_quorum_queue.erl@v4.3.5, rabbit_stream_queue.erl@v4.3.5. */
function plainQueue(
  { type, policy, at, copies }: Plain,
  size: number,
  maybe: boolean,
  open: string | undefined,
): GivenQueue {
  const most = Math.max(1, Math.min(copies ?? (type === 'quorum' ? 3 : size), size))
  const places = [...(at ? [at] : []), ...(policy ? [policy.at] : [])]
  return {
    type,
    policy: policy?.name ?? null,
    vhost: policy?.vhost ?? '/',
    kinds: kindsOf(type, most, size, open),
    keys: {},
    places: { queue: places, copies: places },
    maybe,
    open,
  }
}

/** A policy that was not seen may mirror a classic queue, with the keys that are the default. */
function kindsOf(
  type: QueueType,
  copies: number,
  size: number,
  open: string | undefined,
): readonly PossibleKind[] {
  if (type !== 'classic') return [{ kind: { type, copies }, if: '' }]
  if (open === undefined || size < 2) return [{ kind: { type }, if: '' }]
  const mirrored: QueueKind = {
    ...{ type: 'mirrored', copies: size, on: undefined, syncs: false },
    ...{ onShutdown: 'when-synced', onFailure: 'always' },
  }
  return [
    { kind: { type }, if: 'if no policy mirrors it' },
    { kind: mirrored, if: 'if a policy mirrors it' },
  ]
}

const readsVhost = releaseRange('>=3.10.8')
const readsConf = releaseRange('3.12.14-3.12,>=3.13.3')
/** What queues are that do not say what they are: the virtual host decides before the node. */
function defaultType({ config, definitions, release }: Cluster): {
  readonly type: QueueType
  readonly at: Address | undefined
} {
  const isType = (value: unknown): value is QueueType =>
    value === 'quorum' || value === 'stream' || value === 'classic'
  const vhosts = readsVhost.has(release)
    ? ifSeen(definitions)
        .flatMap(file => definitionItems(file, 'vhosts'))
        .slice(0, mostQueues)
    : []
  for (const { value, at } of vhosts) {
    const type = member(objectOf(member(value, 'metadata')), 'default_queue_type')
    if (member(value, 'name') === '/' && isType(type)) return { type, at }
  }
  const setting = readsConf.has(release) ? ifFound(config.effective('default_queue_type')) : undefined
  return setting !== undefined && isType(setting.value)
    ? { type: setting.value, at: setting.at }
    : { type: 'classic', at: undefined }
}
