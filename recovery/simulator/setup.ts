import type { Store } from '../../facts/metadata-store.ts'

/*
 * What the simulator is told of a cluster: no names, no objects, no release, so that clusters that are alike are one. Nodes are numbers, in
 * the order of their pods.
 */

/** What a queue's policy has it do when no mirror is synchronised. */
export type Promotion = 'always' | 'when-synced'

export interface Mirrored {
  readonly type: 'mirrored'
  /** How many nodes hold it at most, its leader among them. */
  readonly copies: number
  /** The only nodes that may; undefined: any. */
  readonly on: readonly number[] | undefined
  /** Whether each new mirror is filled before anything else happens. */
  readonly syncs: boolean
  readonly onShutdown: Promotion
  readonly onFailure: Promotion
}
export type QueueKind =
  | { readonly type: 'classic' }
  | Mirrored
  | { readonly type: 'quorum' | 'stream'; readonly copies: number }
export type QueueKindName = QueueKind['type']

/** How nodes without data find a cluster: they ask who is there, they wait for one of them, or they do not look. */
export type Discovery = 'lists' | 'seed' | 'none'
/** What the data of a node outlives. */
export type Keeps = 'pod' | 'container' | 'nothing'
/** What nodes do that lose sight of each other; `none`: nothing, as with Khepri. */
export type Partitions = 'ignore' | 'pause_minority' | 'autoheal' | 'none'

export interface Setup {
  readonly size: number
  readonly store: Store
  /** `podManagementPolicy: OrderedReady`. */
  readonly ordered: boolean
  /** Whether a pod is ready while its node waits for others. */
  readonly readyWhileWaiting: boolean
  /** Whether nodes find each other, and each itself, by name before they are ready. */
  readonly namedBeforeReady: boolean
  readonly findsItself: boolean
  /** Whether something makes pods anew that are gone. */
  readonly remakes: boolean
  readonly keeps: Keeps
  /** Whether claims go with pods that are scaled away, and with the set. */
  readonly deletesScaled: boolean
  readonly deletesAll: boolean
  /** Whether a node that is asked to stop is given the time. */
  readonly stopsInTime: boolean
  /** How long a node waits for others before it gives up, in seconds. */
  readonly waits: number
  /** After how long a probe kills a node that waits, in seconds; undefined: none does. */
  readonly killsWaiting: number | undefined
  /** Whether each start is forced. */
  readonly forced: boolean
  readonly discovery: Discovery
  /** Whether others take in a node that they know and that has lost its data. */
  readonly takesBackEmpty: boolean
  readonly partitions: Partitions
  /** Whether no node boots that starts. */
  readonly refuses: boolean
  /** Whether whoever makes the pods refuses to have fewer. */
  readonly keepsSize: boolean
  /** Whether quorum queues can be cut down to the members that are left. */
  readonly shrinks: boolean
  readonly queues: readonly QueueKind[]
}

/** What in the manifests decides: each has its places there. */
export const factors = [
  'replicas',
  'order',
  'readiness',
  'liveness',
  'storage',
  'retention-scaled',
  'retention-deleted',
  'names',
  'grace',
  'sync',
  'on-shutdown',
  'on-failure',
  'copies',
  'queue',
  'forced',
  'discovery',
  'partitions',
  'spread',
  'definitions',
  'release',
] as const
export type Factor = (typeof factors)[number]
