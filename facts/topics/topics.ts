import { failover } from './failover.ts'
import { flowControl } from './flow-control.ts'
import { peerDiscovery } from './peer-discovery.ts'
import { recovery } from './recovery.ts'
import type { Topic } from './topic.ts'

/** What `explain` tells of a RabbitMQ beside rules. */
export const topics: readonly Topic[] = [failover, flowControl, recovery, peerDiscovery]
