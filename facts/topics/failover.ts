import type { Topic } from './topic.ts'

const misc = 'deps/rabbit/src/rabbit_mirror_queue_misc.erl@v3.13.7'
const mirror = 'deps/rabbit/src/rabbit_mirror_queue_slave.erl@v3.13.7'
const leader = 'deps/rabbit/src/rabbit_mirror_queue_master.erl@v3.13.7'
const mirroringGuide = 'https://www.rabbitmq.com/docs/3.13/ha'
const quorumGuide = 'https://www.rabbitmq.com/docs/quorum-queues'

/** What becomes of queues, messages and clients when a node goes. */
export const failover: Topic = {
  id: 'failover',
  title: 'Failover',
  about: 'What becomes of a queue, its messages and its clients when a node stops or is lost.',
  parts: [
    {
      heading: 'Which queues have copies',
      statements: [
        {
          releases: '<=3.13',
          says: 'A classic queue has mirrors only where a policy with `ha-mode` applies to it.',
          not: 'the queue argument x-ha-policy mirrors a queue (it has done nothing since 3.0)',
          source: 'release notes of 3.0.0',
        },
        {
          releases: '<=3.13',
          says: '`ha-mode: exactly` makes `ha-params` copies with the leader among them, so one mirror fewer, and never more than there are nodes.',
          not: 'exactly makes a mirror on every other node',
          source: 'deps/rabbit/src/rabbit_mirror_queue_mode_exactly.erl@v3.13.7:suggested_queue_nodes',
        },
        {
          releases: '3.13',
          store: 'khepri',
          says: 'There are no mirrors: `ha-*` policies are refused.',
          source: `${misc}:are_cmqs_permitted`,
        },
        {
          releases: '>=4.0',
          says: 'Classic queues have one copy, on one node: mirroring is gone. An `ha-*` policy from before the upgrade stays, hides policies of lower priority and mirrors nothing; a new one is refused, and in definitions that are loaded at boot it stops the node.',
          not: 'ha-* policies are ignored from 4.0 on',
          source: 'release notes of 4.0.1; test/slow/boots.test.ts: definitions: a mirroring policy',
        },
        {
          releases: '>=3.8',
          says: 'A quorum queue has three members unless told otherwise, as far as there are nodes. No `ha-*` policy changes that.',
          source: quorumGuide,
        },
      ],
    },
    {
      heading: 'What a confirm means',
      statements: [
        {
          releases: '<=3.13',
          says: 'The channel sends a message to the leader of a mirrored queue and to each mirror itself. The confirm comes when all mirrors that are there have it, a persistent one in a durable queue on their disks. Without a mirror, the leader alone confirms.',
          not: 'the leader stores and confirms a message, and its mirrors get it afterwards',
          source: `${mirroringGuide}#confirms-transactions`,
        },
        {
          releases: '>=4.0',
          says: 'A classic queue confirms a persistent message when it is on the disk of its one node.',
          not: 'a confirm from a classic queue means that other nodes have the message, too',
          source: 'https://www.rabbitmq.com/docs/confirms#when-publishes-are-confirmed',
        },
        {
          releases: '>=3.8',
          says: 'A quorum queue confirms when a majority of its members has the message on disk.',
          source: 'https://www.rabbitmq.com/docs/confirms#when-publishes-are-confirmed',
        },
        {
          releases: 'all',
          says: 'Publishers learn what became of a message by a confirm or a nack, and without confirms not at all. `basic.cancel` is for consumers.',
          not: 'a publisher is told when its messages are cancelled by a failover',
          source: 'https://www.rabbitmq.com/docs/confirms',
        },
        {
          releases: '<=3.13',
          says: 'After the leader of a mirrored queue went, what any copy has is still confirmed; a nack comes where no copy is left, or the process of a copy crashed.',
          not: 'confirms always outlive the leader',
          source: 'deps/rabbit/src/rabbit_classic_queue.erl@v3.13.7:settle_seq_nos',
        },
      ],
    },
    {
      heading: 'Who takes over',
      statements: [
        {
          releases: '<=3.13',
          says: 'Of a mirrored queue the oldest living mirror. If it is synchronised, nothing confirmed is lost.',
          source: `${misc}:remove_from_queue`,
        },
        {
          releases: '<=3.13',
          says: 'Planned stop, no mirror synchronised: by default (`ha-promote-on-shutdown: when-synced`) the queue is down until its leader is back, and nothing is lost. With `always` a mirror takes over, and what it lacks is lost.',
          source: `${leader}:terminate`,
        },
        {
          releases: '3.7.0-3.7.4',
          says: 'Crash, no mirror synchronised: a mirror takes over, and what it lacks is lost. No key of a policy prevents it.',
          not: 'ha-promote-on-shutdown: when-synced guards against a crash, too',
          source: 'release notes of 3.7.5',
        },
        {
          releases: '3.7.5-3.13',
          says: 'Crash, no mirror synchronised: by default (`ha-promote-on-failure: always`) a mirror takes over, and what it lacks is lost. With `when-synced` the queue is down until the lost node is back with its disk. That beats `ha-promote-on-shutdown: always`.',
          not: 'ha-promote-on-shutdown: when-synced guards against a crash, too',
          source: `${misc}:remove_from_queue`,
        },
        {
          releases: '<=3.13',
          says: 'When another took over, the old leader comes back as a mirror, and throws away what it had.',
          not: 'what was on the disk of the old leader is not lost',
          source: `${mirror}:handle_go`,
        },
        {
          releases: '>=3.8',
          says: 'A quorum queue elects a leader among the members that are left, and loses nothing confirmed while a majority of them lives. Without one it is down until a majority is back.',
          source: `${quorumGuide}#leader-election`,
        },
        {
          releases: 'all',
          says: 'A classic queue without mirrors is down while its node is, and back with the node and its disk: persistent messages of durable queues are kept.',
          not: 'any queue of a cluster outlives the loss of a node',
          source: 'https://www.rabbitmq.com/docs/classic-queues',
        },
        {
          releases: '<=3.10',
          says: 'What is published to such a queue meanwhile is confirmed and lost, unless it is `mandatory` or an alternate exchange takes it.',
          source: 'seen on 3.10.8',
        },
      ],
    },
    {
      heading: 'What clients see',
      statements: [
        {
          releases: 'all',
          says: 'Clients of the node that went lose their connections; those of other nodes keep them. What was not acknowledged is delivered again, so consumers have to bear duplicates; with automatic acknowledgement, what was on its way is lost.',
          source: 'https://www.rabbitmq.com/docs/reliability',
        },
        {
          releases: '<=3.13',
          says: 'The channel attaches the consumer of a mirrored queue to the new leader by itself; where that fails, or it asked for it by `x-cancel-on-ha-failover`, the consumer gets `basic.cancel`.',
          not: 'a consumer without x-cancel-on-ha-failover waits for ever',
          source: 'deps/rabbit/src/rabbit_channel.erl@v3.13.7:handle_consuming_queue_down_or_eol',
        },
        {
          releases: '>=4.0',
          says: '`x-cancel-on-ha-failover` went with mirroring.',
          not: 'a consumer without x-cancel-on-ha-failover waits for ever',
          source: 'release notes of 4.0.1',
        },
      ],
    },
    {
      heading: 'How mirrors come to be synchronised',
      statements: [
        {
          releases: '<=3.13',
          says: 'A mirror that is new, or comes back, begins empty. It has everything when the consumers have drained what it lacks, or when it was synchronised: `ha-sync-mode: automatic`, or `rabbitmqctl sync_queue`.',
          not: 'a mirror that comes back goes on with what it had',
          source: `${mirror}:handle_go`,
        },
        {
          releases: '<=3.13',
          says: 'While that goes on the queue takes and delivers nothing. Replication as such does not stop it.',
          not: 'replication to other nodes blocks the queue',
          source: `${mirroringGuide}#unsynchronised-mirrors`,
        },
        {
          releases: '3.8.4-3.13',
          says: 'A roll-out goes on when a pod is Ready, not when its mirrors are synchronised. `rabbitmq-upgrade await_online_synchronized_mirror` in preStop waits for that.',
          source: 'https://www.rabbitmq.com/docs/3.13/upgrade',
        },
      ],
    },
  ],
}
