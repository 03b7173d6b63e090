import type { Message } from '../message.ts'

/** Names of nodes, and who finds whom by them. */
export const names: readonly Message[] = [
  {
    id: 'host-unresolved',
    pattern:
      /(?:epmd error for host "?(?<host>[\w.-]+)"?: |unable to connect to epmd \(port \d+\) on (?<name>[\w.-]+): )(?:nxdomain|address|timeout)/,
    says: 'the name of a node has no address: {host}',
    why: 'the node does not boot where it is its own name, and finds no peer where it is theirs',
    help: 'a pod has that name in DNS only where a headless Service selects it, is the serviceName of its StatefulSet, and publishes addresses that are not ready; node name, K8S_HOSTNAME_SUFFIX and namespace have to be the same',
    rules: [
      'governing-service-missing',
      'service-name-mismatch',
      'not-ready-addresses-unpublished',
      'service-not-headless',
      'node-name-mismatch',
      'service-name-missing',
      'service-selector-mismatch',
      'env-reference-undefined',
      'objects-in-other-namespace',
      'headless-service-deleted',
    ],
  },
  {
    id: 'long-names-off',
    pattern: /Can't set short node name!|\{erl_distribution,start_link,\[\['(?<node>[^']+)',shortnames\]/,
    says: 'the host part of the node name has a dot, and long names are off',
    why: 'the node does not start',
    help: 'set RABBITMQ_USE_LONGNAME to true',
    proves: true,
  },
  {
    id: 'node-name-twice',
    pattern: /node with name "?(?<node>[^\s"]+)"? is already running on host "?(?<host>[^\s"]+)"?/,
    says: 'there is another node {node} on {host}',
    why: 'the node does not start: it may be the one before it, which has not ended yet, or another pod of the same name',
    help: 'give each pod a node name of its own, from its host name (rabbit@$(POD_NAME)...); two nodes never share a host network',
  },
  {
    id: 'node-name-without-ordinal',
    pattern:
      /Peer discovery: Failed to parse my node \((?<node>[^)]+)\)|my nodename \([^)]+\) doesn't seem to have the expected -ID suffix/,
    says: 'the node name does not end in the number of a pod, by which peer discovery goes',
    why: 'from 4.1 on the node never boots: it looks again each second, for ever',
    help: 'run the nodes as a StatefulSet, and name them by their pods, not by their addresses',
    proves: true,
    rules: ['node-name-from-pod-ip', 'node-name-without-ordinal', 'workload-not-statefulset'],
  },
  {
    id: 'distribution-port-taken',
    pattern: /could not bind to distribution port (?<value>\d+), it is in use by another node: (?<node>\S+)/,
    says: 'port {value} of the host is taken by {node}',
    why: 'the node does not start',
    help: 'two nodes on one host network need ports of their own; without hostNetwork each pod has all of them',
    proves: true,
    rules: [],
    sample: 'could not bind to distribution port 25672, it is in use by another node: rabbit@worker-1',
    source:
      'deps/rabbit/apps/rabbitmq_prelaunch/src/rabbit_prelaunch_dist.erl@v4.0.9:dist_port_use_check_fail',
  },
]
