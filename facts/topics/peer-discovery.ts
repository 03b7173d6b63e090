import type { Topic } from './topic.ts'

const plugin = 'deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl'
const boots = 'test/slow/boots.test.ts: discovery'

/** How nodes on Kubernetes find each other. */
export const peerDiscovery: Topic = {
  id: 'peer-discovery',
  title: 'Peer discovery',
  about:
    'How nodes on Kubernetes (`cluster_formation.peer_discovery_backend = k8s`) find each other, and what becomes of mistakes.',
  parts: [
    {
      heading: 'When it runs',
      statements: [
        {
          releases: 'all',
          says: 'Only a node whose data folder is empty looks for peers. A wrong setting shows at the first start, at a scale-out and after the loss of a disk; to mend it later does not join clusters that have formed.',
          not: 'nodes look for their peers at each start',
          source: 'https://www.rabbitmq.com/docs/cluster-formation#rejoining',
        },
        {
          releases: 'all',
          says: 'Node names have to stay the same and to resolve: a StatefulSet, and a headless Service that governs it, with `publishNotReadyAddresses: true` as nodes have to find each other before they are Ready.',
          source: 'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
        },
      ],
    },
    {
      heading: 'How it works',
      statements: [
        {
          releases: '<=4.0',
          says: 'The node asks the API server for the Endpoints of one Service (`cluster_formation.k8s.service_name`, by default `rabbitmq`). Its account needs `get` on `endpoints`. With `address_type = hostname` that has to be the Service that governs the StatefulSet.',
          source: `${plugin}@v4.0.9:list_nodes`,
        },
        {
          releases: '>=4.1',
          says: 'The node asks nobody: it takes its own name, puts 0 (`cluster_formation.k8s.ordinal_start`) in the place of the number behind the last hyphen of the pod, and joins that node, the seed. No rights and no account are needed for it.',
          not: 'the account needs the right to get endpoints',
          source: `${plugin}@v4.3.5:seed_node`,
        },
        {
          releases: '<=3.8.3',
          says: 'The plugin has to be enabled: without it its keys in rabbitmq.conf are unknown, and the node does not boot.',
          source: 'src/rabbit_plugins.erl@v3.8.3:extract_schemas',
        },
        {
          releases: '>=3.8.4',
          says: 'It works without the plugin being enabled, too; what is missing then is node cleanup.',
          not: 'a node does not boot where the plugin is not enabled',
          source: 'seen on 3.10.8, 4.0.5 and 4.3.6',
        },
      ],
    },
    {
      heading: 'Starting together',
      statements: [
        {
          releases: '<=3.8.17',
          says: 'Nodes that start at the same time may form several clusters: a random delay is all that keeps them apart. Pods count as peers once they are Ready or their Service publishes addresses that are not.',
          source: 'https://www.rabbitmq.com/docs/3.8/cluster-formation#initial-formation-race-condition',
        },
        {
          releases: '3.8.18-4.0',
          says: 'Nodes lock each other out, so they may start together (`podManagementPolicy: Parallel`).',
          not: 'a random start-up delay has to keep them apart (`cluster_formation.randomized_startup_delay_range.*` does nothing here, and keeps 4.0 from booting)',
          source: 'release notes of 3.8.18 and 4.0.1',
        },
        {
          releases: '>=4.1',
          says: 'Only the seed forms a cluster, so pods may start together (`podManagementPolicy: Parallel`).',
          not: 'a random start-up delay has to keep them apart (`cluster_formation.randomized_startup_delay_range.*` keeps the node from booting)',
          source: `${plugin}@v4.3.5:list_nodes; test/slow/boots.test.ts: configuration`,
        },
      ],
    },
    {
      heading: 'What becomes of mistakes',
      statements: [
        {
          releases: '<=3.8.17',
          says: 'The API server refuses: the node tries ten times, then boot fails.',
          not: 'a node that finds no peers starts alone',
          source: 'src/rabbit_mnesia.erl@v3.8.9:discover_cluster',
        },
        {
          releases: '3.8.18-3.12',
          says: 'The API server refuses, or does not list this node: boot fails after five minutes.',
          not: 'a node that finds no peers starts alone',
          source: boots,
        },
        {
          releases: '3.13-4.0',
          says: 'The API server refuses, or lists nobody: after half a minute each node starts alone, all Ready, one cluster per pod.',
          not: 'a node that finds no peers does not start',
          source: boots,
        },
        {
          releases: '>=4.1',
          says: 'Every node but the seed waits for it, for ever: the seed has to be up to scale out. A seed that lost its disk forms a new cluster, Ready and empty, even while all others run.',
          not: 'a node that finds no peers starts alone after a while',
          source: `${plugin}@v4.3.5:retry_strategy; ${boots}`,
        },
        {
          releases: '>=4.1',
          says: 'A node whose host does not end in a hyphen and a number (a Deployment, addresses as names) never boots.',
          source: `${plugin}@v4.3.5:seed_node; ${boots}`,
        },
        {
          releases: '>=4.1',
          says: 'The keys of before (`cluster_formation.k8s.host`, `address_type` and so on) are ignored, but their values are still checked: a `token_path` that is not there keeps the node from booting.',
          not: 'all older keys are safely ignored',
          source:
            'deps/rabbitmq_peer_discovery_k8s/priv/schema/rabbitmq_peer_discovery_k8s.schema@v4.3.5:token_path',
        },
        {
          releases: '>=4.0.8',
          says: '`cluster_formation.discovery_retry_limit` takes a number or `unlimited`; `infinity` keeps the node from booting.',
          not: 'the word is infinity',
          source: 'deps/rabbit/priv/schema/rabbit.schema@v4.0.8:unlimited',
        },
      ],
    },
    {
      heading: 'Members that are gone',
      statements: [
        {
          releases: '<=4.0',
          says: 'Stay members until `rabbitmqctl forget_cluster_node`, also after a scale-down. With `node_cleanup.only_log_warning = false` those that are down and have no endpoint are removed, a pod that moves among them.',
          source:
            'deps/rabbitmq_peer_discovery_common/src/rabbit_peer_discovery_cleanup.erl@v4.0.9:maybe_cleanup',
        },
        {
          releases: '4.1-4.3.6',
          says: 'Stay members until `rabbitmqctl forget_cluster_node`, also after a scale-down. With `node_cleanup.only_log_warning = false` every one that is down for a moment is removed, but for the seed: discovery lists no other.',
          not: 'node cleanup removes only nodes that Kubernetes does not know any more',
          source:
            'deps/rabbitmq_peer_discovery_common/src/rabbit_peer_discovery_cleanup.erl@v4.3.5:maybe_cleanup',
        },
        {
          releases: '>=4.3.7',
          says: 'Stay members until `rabbitmqctl forget_cluster_node`, also after a scale-down.',
          source: 'https://github.com/rabbitmq/rabbitmq-server/pull/17402',
        },
      ],
    },
  ],
}
