import type { Topic } from './topic.ts'

const guide = 'https://www.rabbitmq.com/docs/3.13/clustering#restarting'
const table = 'deps/rabbit/src/rabbit_table.erl@v4.0.9:wait_for_replicated'
const khepri = 'deps/rabbit/src/rabbit_khepri.erl@v4.3.5'
const cli = 'deps/rabbitmq_cli/lib/rabbitmq/cli/ctl/commands'

/** How nodes come back after they stopped or were lost. */
export const recovery: Topic = {
  id: 'recovery',
  title: 'Recovery',
  about: 'What nodes wait for when they start again, and what brings a cluster back that lost some of them.',
  parts: [
    {
      heading: 'Starting again after a stop',
      statements: [
        {
          releases: '<=4.2',
          store: 'mnesia',
          says: 'A node that stopped while others ran waits for one of those. The last one to stop waits for nobody: start it first, or all of them together.',
          source: guide,
        },
        {
          releases: '3.7',
          store: 'mnesia',
          says: 'It waits ten times 30 seconds, then its boot fails, its pod is started again, and it waits again.',
          not: 'all nodes have to be started within 30 seconds',
          source: 'src/rabbit_table.erl@v3.7.28:wait_for_replicated',
        },
        {
          releases: '3.8-3.10',
          store: 'mnesia',
          says: 'It waits ten times 30 seconds, as a rule twice, then its boot fails, its pod is started again, and it waits again.',
          not: 'all nodes have to be started within 30 seconds',
          source: 'deps/rabbit/src/rabbit_table.erl@v3.10.25:wait_for_replicated; seen on 3.10.8',
        },
        {
          releases: '3.11-4.2',
          store: 'mnesia',
          says: 'It waits ten times 30 seconds, then its boot fails, its pod is started again, and it waits again.',
          not: 'all nodes have to be started within 30 seconds',
          source: table,
        },
        {
          releases: '>=3.13',
          store: 'khepri',
          says: 'The order does not matter: nodes wait five minutes for a majority of all members, then boot fails, and the pod is started again.',
          not: 'the last node to stop has to be started first, within 30 seconds',
          source: `${khepri}:wait_for_leader; seen on 4.3.6`,
        },
        {
          releases: 'all',
          says: 'A node that waits answers `rabbitmq-diagnostics ping`; probes of a port, of alarms or of a running broker fail. Where `podManagementPolicy` is `OrderedReady` (the default) and a readiness probe needs a booted node, Kubernetes does not start the pods that it waits for; a liveness probe that gives up earlier kills it while it waits.',
          source:
            'test/slow/boots.test.ts: probes; https://www.rabbitmq.com/docs/clustering#restarting-readiness-probes',
        },
      ],
    },
    {
      heading: 'Some nodes are lost for good',
      statements: [
        {
          releases: '<=4.2',
          store: 'mnesia',
          says: 'While the others run: `rabbitmqctl forget_cluster_node LOST` on one of them.',
          source: `${cli}/forget_cluster_node_command.ex@v4.3.5:run`,
        },
        {
          releases: '>=3.13',
          store: 'khepri',
          says: 'While a majority of the members runs: `rabbitmqctl forget_cluster_node LOST` on one of them.',
          source: `${cli}/forget_cluster_node_command.ex@v4.3.5:run`,
        },
        {
          releases: '<=4.2',
          store: 'mnesia',
          says: 'All are stopped, and the last one to stop is lost: `rabbitmqctl forget_cluster_node --offline LOST` on another one that is stopped, then start it.',
          source: `${cli}/forget_cluster_node_command.ex@v4.3.5:run; seen on 3.10.8`,
        },
        {
          releases: '<=3.13',
          store: 'mnesia',
          says: 'Do that before the survivor is started: a mirror that starts empties itself. `force_boot` first and `forget_cluster_node` afterwards deletes the queues that the lost node led. Of several stopped mirrors the oldest is taken, whatever `ha-promote-*` says.',
          not: 'the mirror that stopped last is taken',
          source: 'deps/rabbit/src/rabbit_amqqueue.erl@v3.13.7:forget_node_for_queue; seen on 3.10.8',
        },
        {
          releases: '<=4.2',
          store: 'mnesia',
          says: 'Nobody knows which one stopped last: `rabbitmqctl force_boot` on one that is stopped makes it start without the others, with what it has. What only they had is lost.',
          source: 'https://www.rabbitmq.com/docs/man/rabbitmqctl.8#force_boot',
        },
        {
          releases: '>=3.13',
          store: 'khepri',
          says: 'A majority is lost: neither `force_boot`, which reports success and does nothing, nor `forget_cluster_node --offline`, which is refused, helps. `rabbitmqctl force_standalone_khepri_boot` on a node that waits makes it the only member: the last resort. A cluster of two has no majority after the loss of either.',
          not: 'force_boot, or forget_cluster_node --offline, brings back the node that is left',
          source: `deps/rabbit/src/rabbit_db.erl@v4.3.5:force_load_on_next_boot; deps/rabbit/src/rabbit_db_cluster.erl@v4.2.5:forget_member_using_khepri; ${khepri}:force_shrink_member_to_current_member`,
        },
        {
          releases: '>=3.12',
          says: "Quorum queues that lost their majority: `rabbitmqctl eval 'rabbit_quorum_queue:force_all_queues_shrink_member_to_current_member().'` on the node that is left goes on with what that one has. The last resort, too.",
          source:
            'deps/rabbit/src/rabbit_quorum_queue.erl@v4.3.5:force_all_queues_shrink_member_to_current_member',
        },
        {
          releases: '<=3.13',
          says: 'Durable classic queues without a mirror go with the node that is forgotten.',
          source: 'deps/rabbit/src/rabbit_amqqueue.erl@v3.13.7:forget_all_durable',
        },
        {
          releases: '>=4.0',
          says: 'Durable classic queues go with the node that is forgotten.',
          source: 'deps/rabbit/src/rabbit_amqqueue.erl@v4.2.5:forget_all',
        },
      ],
    },
    {
      heading: 'A node without its disk, a disk without its node',
      statements: [
        {
          releases: '<=4.0',
          store: 'mnesia',
          says: 'A member that comes back with an empty disk is refused (`inconsistent_cluster`) until `rabbitmqctl forget_cluster_node` has taken it out.',
          source: 'https://www.rabbitmq.com/docs/3.13/cluster-formation#rejoining',
        },
        {
          releases: 'all',
          says: 'The data lies in a folder that is called like the node, in the official image `/var/lib/rabbitmq/mnesia/NODE`, whatever the metadata store is. A disk is of use to a node of the very same name only: keep the names of claim, StatefulSet, Service and namespace.',
          not: 'the data is in $RABBIT_HOME/var/lib',
          source: 'deps/rabbit_common/src/rabbit_env.erl@v4.3.5:data_dir',
        },
        {
          releases: '<=3.12',
          says: '`rabbitmqctl rename_cluster_node` gives a stopped node another name.',
          source: `${cli}/rename_cluster_node_command.ex@v3.12.14:run`,
        },
        {
          releases: '>=3.13',
          says: 'A node cannot be renamed: `rename_cluster_node` reports success and does nothing.',
          not: 'rename the node to take over a disk',
          source: `${cli}/rename_cluster_node_command.ex@v3.13.7:run`,
        },
        {
          releases: 'all',
          says: 'All disks are lost: messages are lost. Definitions kept elsewhere bring back users, virtual hosts, policies, queues and bindings.',
          source: 'https://www.rabbitmq.com/docs/definitions',
        },
      ],
    },
    {
      heading: 'The network breaks',
      statements: [
        {
          releases: '<=4.2',
          store: 'mnesia',
          says: '`cluster_partition_handling` decides: `pause_minority` stops the smaller side (of two nodes: both), `autoheal` restarts the losing side, `ignore`, the default, does nothing.',
          source: 'https://www.rabbitmq.com/docs/3.13/partitions',
        },
        {
          releases: '>=3.13',
          store: 'khepri',
          says: 'The side with a majority goes on; `cluster_partition_handling` is accepted and decides nothing.',
          not: 'pause_minority is needed',
          source: 'release notes of 4.3.0; deps/rabbit/src/rabbit_node_monitor.erl@v4.2.5:handle_info',
        },
      ],
    },
  ],
}
