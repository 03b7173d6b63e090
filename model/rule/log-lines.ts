import type { LogLine } from './log.ts'

/** Lines that several rules know. */

/** Source: deps/rabbit/apps/rabbitmq_prelaunch/src/rabbit_prelaunch_dist.erl and rabbit_prelaunch_errors.erl. */
export const hostUnresolved: LogLine = {
  by: 'node',
  pattern: /epmd error for host "?(?<host>[\w.-]+)"?: (?<reason>nxdomain|address|timeout)/,
  sample:
    'ERROR: epmd error for host rabbitmq-0.rabbitmq.mq.svc.cluster.local: nxdomain (non-existing domain)',
}

/** Source: rabbit_misc.erl and rabbit_nodes_common.erl, diagnostics of the command-line tools, which probes run. */
export const hostUnresolvedByTool: LogLine = {
  by: 'command',
  pattern: /unable to connect to epmd \(port \d+\) on (?<host>[\w.-]+): (?<reason>nxdomain|address|timeout)/,
  sample: '  * unable to connect to epmd (port 4369) on rabbitmq-1.rabbitmq: nxdomain (non-existing domain)',
}

/** Observed on 3.10.8; 3.8.18 to 3.12 refuse to go on without themselves in the list. */
export const notAmongPeers: LogLine = {
  by: 'node',
  pattern: /Local node (?<node>[^\s"]+) is not part of discovered nodes/,
  sample:
    'Failed to lock with peer discovery backend rabbit_peer_discovery_k8s: "Local node rabbit@rabbitmq-0 is not part of discovered nodes []"',
}

/** Observed on 4.0.5, which says it each time that it looks again. */
export const noPeers: LogLine = {
  by: 'node',
  pattern: /Peer discovery: discovered no peer nodes to cluster with/,
  sample:
    'Peer discovery: discovered no peer nodes to cluster with. Some discovery backends can filter nodes out',
}

/** Observed on 4.0.5: from 3.13 to 4.0 a node that finds no peer goes on by itself. */
export const standsAlone: LogLine = {
  by: 'node',
  pattern: /could not discover and join another node; proceeding as a standalone node/,
  sample: 'Peer discovery: could not discover and join another node; proceeding as a standalone node',
}

/** Source: rabbit_prelaunch_dist.erl@v4.3.5, duplicate_node_check/1. */
export const duplicateNode: LogLine = {
  by: 'node',
  pattern: /node with name "?(?<node>[^\s"]+)"? is already running on host "?(?<host>[^\s"]+)"?/,
  sample: 'ERROR: node with name "rabbit" is already running on host "rabbitmq-0"',
}

/** Observed on 3.8.9, 3.10.8, 4.0.5 and 4.3.6. Source: cuttlefish_generator.erl. */
export const keyUnknown: readonly [LogLine, LogLine] = [
  {
    by: 'node',
    pattern: /Conf file attempted to set unknown variable: (?<key>\S+)/,
    sample: '[error]   - Conf file attempted to set unknown variable: vm_memory_high_watermark.ratio',
  },
  {
    by: 'node',
    pattern: /You've tried to set (?<key>\S+), but there is no setting with that name/,
    sample: "You've tried to set vm_memory_high_watermark.ratio, but there is no setting with that name.",
  },
]

/** Observed with definitions on 3.8.9, 3.10.8, 4.0.5 and 4.3.6, whose logs escape `<` and quotes, and with set_policy on 3.10.8. */
export const policyKeyRefused: LogLine = {
  by: 'node',
  pattern: /\{(?:<<|&lt;&lt;)?\\*"(?<key>[^"\\]+)\\*"[^\]]*\] are not recognised policy settings/,
  sample:
    'Validation failed [{"ha-mode","all"},{"ha-sync-mode","automatic"}] are not recognised policy settings (//p)',
}

/** Observed on 1.37.2: kubectl asks the API server for what it serves. */
export const noMatches: LogLine = {
  by: 'command',
  pattern: /no matches for kind "(?<name>[^"]+)" in version "(?<value>[^"]+)"/,
  sample:
    'error: resource mapping not found for name: "rabbitmq" namespace: "mq" from "rabbitmq.yaml": no matches for kind "Role" in version "rbac.authorization.k8s.io/v1beta1"',
}

/** Observed on 3.8.9, 3.10.8, 4.0.5 and 4.3.6. Source: erlang/otp lib/kernel/src/auth.erl. */
export const cookieOpen: LogLine = {
  by: 'node',
  pattern: /Cookie file (?<file>\S+) must be accessible by owner only/,
  sample: 'Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only',
}

/** Observed on 4.3.6. Source: rabbit_peer_discovery_k8s.erl@v4.3.5, seed_node/2. */
export const noOrdinal: readonly [LogLine, LogLine] = [
  {
    by: 'node',
    pattern: /Peer discovery: Failed to parse my node \((?<node>[^)]+)\)/,
    sample:
      '[warning] Peer discovery: Failed to parse my node (rabbit@10.1.0.7). Perhaps you are trying to deploy RabbitMQ without a StatefulSet?',
  },
  {
    by: 'node',
    pattern: /my nodename \((?<node>[^)]+)\) doesn't seem to have the expected -ID suffix/,
    sample:
      '[error] {error,"my nodename (rabbit@10.1.0.7) doesn\'t seem to have the expected -ID suffix like StatefulSet pods should"}',
  },
]

/** Observed on 4.3.6: from 4.1 on a node waits for the one that founds the cluster, for ever. */
export const waitsForSeed: LogLine = {
  by: 'node',
  pattern: /Peer discovery: no nodes available for auto-clustering; waiting before retrying/,
  sample: 'Peer discovery: no nodes available for auto-clustering; waiting before retrying...',
}
