import type { Topic } from './topic.ts'

const guide = 'https://www.rabbitmq.com/docs/flow-control'

/** What slows publishers down, or stops them. */
export const flowControl: Topic = {
  id: 'flow-control',
  title: 'Flow control',
  about: 'What slows publishers down or stops them, and what of it can be set.',
  parts: [
    {
      heading: 'Credit',
      statements: [
        {
          releases: 'all',
          says: 'Each process gives credit to the one that sends to it. A publisher that is faster than what takes its messages runs out of it and waits: the state `flow` of connections, channels and queues. Nothing is lost by that.',
          not: 'flow is the AMQP method channel.flow (with which a client cannot stop deliveries: active=false is refused)',
          source: `deps/rabbit/src/rabbit_channel.erl@v3.13.7:handle_method; ${guide}`,
        },
        {
          releases: 'all',
          says: 'It is set by `{rabbit, [{credit_flow_default_credit, {400, 200}}]}` in advanced.config; these are the defaults. `{0, 0}` switches it off, and buffers grow without bound.',
          not: 'the default is {200, 50}, or {200, 100}',
          source: 'deps/rabbit/Makefile@v3.13.7:credit_flow_default_credit',
        },
        {
          releases: 'all',
          says: 'rabbitmq.conf has no key for it: a line for it there keeps the node from booting.',
          not: 'credit flow is set in rabbitmq.conf',
          source: 'test/slow/boots.test.ts: configuration: credit flow',
        },
      ],
    },
    {
      heading: 'Whom a publisher waits for',
      statements: [
        {
          releases: '<=3.13',
          says: 'For a mirrored queue a channel needs credit of the leader and of each mirror. One that hangs stops all publishers of that queue, and whatever else goes over their connections, until it goes on or the cluster takes its node for down: 45 to 75 seconds with the default `net_ticktime` of 60.',
          not: 'a slow or hung mirror does not hold publishers back',
          source: 'https://www.rabbitmq.com/docs/3.13/ha#flow-control',
        },
        {
          releases: '<=3.13',
          says: '`mirroring_flow_control = false` (advanced.config) takes that away: a slow mirror then grows until memory runs out, and every publisher is blocked.',
          source: 'deps/rabbit/src/rabbit_mirror_queue_slave.erl@v3.13.7:maybe_flow_ack',
        },
        {
          releases: '>=4.0',
          says: 'There are no mirrors to wait for: a channel needs credit of the one process of a classic queue.',
          not: 'publishers need the credit of all mirrors',
          source: 'release notes of 4.0.1',
        },
        {
          releases: '>=3.8',
          says: 'A quorum queue goes on when a majority of its members does: a slow minority holds nobody back.',
          source: 'https://www.rabbitmq.com/docs/quorum-queues',
        },
      ],
    },
    {
      heading: 'Alarms',
      statements: [
        {
          releases: '<=3.13',
          says: 'A node that uses more than 0.4 of the memory (`vm_memory_high_watermark.relative`) blocks every connection that publishes, on all nodes.',
          source: 'deps/rabbit/Makefile@v3.13.7:vm_memory_high_watermark',
        },
        {
          releases: '>=4.0',
          says: 'A node that uses more than 0.6 of the memory (`vm_memory_high_watermark.relative`) blocks every connection that publishes, on all nodes.',
          not: 'the watermark is 0.4 by default',
          source: 'deps/rabbit/Makefile@v4.0.9:vm_memory_high_watermark',
        },
        {
          releases: '>=3.8',
          says: 'The memory is that of the machine, whatever limit the container has. `total_memory_available_override_value` or `vm_memory_high_watermark.absolute` tells the limit.',
          not: 'RabbitMQ knows the memory limit of its container',
          source: 'deps/rabbit/src/vm_memory_monitor.erl@v4.3.5:read_proc_file',
        },
        {
          releases: 'all',
          says: 'A node with less free disk than `disk_free_limit`, 50 MB by default, blocks them, too.',
          source: 'https://www.rabbitmq.com/docs/disk-alarms',
        },
      ],
    },
  ],
}
