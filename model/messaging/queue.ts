/** The types of queues that policies tell apart. */
export const queueTypes = ['classic', 'quorum', 'stream'] as const
export type QueueType = (typeof queueTypes)[number]

/** A queue as far as policies care. */
export interface Queue {
  readonly vhost: string
  readonly name: string
  readonly type: QueueType
}
