import type { QueueType } from '../../facts/queue-types.ts'

/** A queue as far as policies care. */
export interface Queue {
  readonly vhost: string
  readonly name: string
  readonly type: QueueType
}
