import type { Mirrored, QueueKind, Setup } from '../../recovery/simulator/setup.ts'

/** Three nodes with disks of their own that start together, and Mnesia; but for what differs. */
export const setup = (different: Partial<Setup> = {}): Setup => ({
  ...{ size: 3, store: 'mnesia', ordered: false, readyWhileWaiting: false, namedBeforeReady: true },
  ...{ findsItself: true, remakes: true, keeps: 'pod', deletesScaled: false, deletesAll: false },
  ...{
    stopsInTime: true,
    waits: 300,
    killsWaiting: undefined,
    forced: false,
    discovery: 'lists',
    takesBackEmpty: false,
  },
  ...{ partitions: 'pause_minority', refuses: false, keepsSize: false, shrinks: true, queues: [classic] },
  ...different,
})
/** The same with Khepri, as Kubernetes has it find its peers from 4.1 on. */
export const khepri: Partial<Setup> = {
  ...{ store: 'khepri', discovery: 'seed', takesBackEmpty: true, partitions: 'none' },
}

export const classic: QueueKind = { type: 'classic' }
export const quorum = (copies = 3): QueueKind => ({ type: 'quorum', copies })
export const stream = (copies = 3): QueueKind => ({ type: 'stream', copies })
/** A queue that is mirrored on all nodes as the defaults have it, but for what differs. */
export const mirrored = (different: Partial<Mirrored> = {}): Mirrored => ({
  ...{ type: 'mirrored', copies: 15, on: undefined, syncs: false },
  ...{ onShutdown: 'when-synced', onFailure: 'always' },
  ...different,
})
