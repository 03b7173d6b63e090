/** The types of queues that every release since 3.9 has, as clients and policies write them. */
export const queueTypes = ['classic', 'quorum', 'stream'] as const
export type QueueType = (typeof queueTypes)[number]
