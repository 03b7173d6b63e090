import type { BootRow } from '../../brokers/rows.ts'

/** What a node makes of its name, and of who is to found the cluster. */

const k8s = 'cluster_formation.peer_discovery_backend = k8s\n'
const named = (name: string): Readonly<Record<string, string>> => ({ RABBITMQ_NODENAME: name })
/** A node that waits for ever has to be given up some time; what it says until then tells that it waits. */
const seconds = 60

export const boots: readonly BootRow[] = [
  {
    name: 'no number of a pod in the node name',
    node: { conf: k8s, env: named('rabbit@broker'), seconds },
    triedOn: '>=4.1',
    boots: 'none',
    waits: 'all',
    says: /my nodename \(rabbit@broker\) doesn't seem to have the expected -ID suffix/,
    found: 'node-name-without-ordinal',
  },
  {
    name: 'the node that is to found the cluster is not there',
    node: { conf: k8s, env: named('rabbit@srv-1'), seconds },
    triedOn: '>=4.1',
    boots: 'none',
    waits: 'all',
    says: /no nodes available for auto-clustering; waiting before retrying/,
    found: 'ordinal-start-mismatch',
  },
  {
    name: 'the node that is to found the cluster',
    node: { conf: `${k8s}cluster_formation.k8s.ordinal_start = 1\n`, env: named('rabbit@srv-1') },
    triedOn: '>=4.1',
    boots: 'all',
  },
]
