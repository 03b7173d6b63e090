import { storesOf } from '../../facts/metadata-store.ts'
import { formatRelease, knownReleases, parseRelease, type Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { topicPage } from '../../facts/topics/page.ts'
import { topics } from '../../facts/topics/topics.ts'
import { describe, expect, test } from '../jest.ts'

/** A sentence of texts about an older RabbitMQ, or about one that never was, and what a topic says in its place, by release. */
interface Row {
  readonly old: string
  readonly topic: string
  readonly right: Readonly<Record<string, RegExp>>
  /** It is about clusters with their metadata there. */
  readonly store?: 'mnesia' | 'khepri'
}
const rows: readonly Row[] = [
  {
    old: 'the leader stores a message, confirms it and sends it to its mirrors',
    topic: 'failover',
    right: {
      '<=3.13':
        /to the leader of a mirrored queue and to each mirror itself.*when all mirrors that are there/,
      '>=4.0': /is on the disk of its one node/,
    },
  },
  {
    old: 'a queue is neither read nor written while it is replicated',
    topic: 'failover',
    right: {
      '<=3.13': /takes and delivers nothing\. Replication as such does not stop it/,
      '>=4.0': /mirroring is gone/,
    },
  },
  {
    old: 'what the old leader has on its disk is not lost',
    topic: 'failover',
    right: {
      '<=3.13': /the old leader comes back as a mirror, and throws away/,
      '>=4.0': /one copy, on one node/,
    },
  },
  {
    old: 'a publisher is told when its messages are cancelled',
    topic: 'failover',
    right: { all: /by a confirm or a nack.*`basic.cancel` is for consumers/ },
  },
  {
    old: 'confirms outlive the leader',
    topic: 'failover',
    right: { '<=3.13': /a nack comes where no copy is left/, '>=4.0': /mirroring is gone/ },
  },
  {
    old: 'a mirror that joins again has what it had',
    topic: 'failover',
    right: { '<=3.13': /new, or comes back, begins empty/, '>=4.0': /mirroring is gone/ },
  },
  {
    old: 'when-synced on shutdown is for crashes, too',
    topic: 'failover',
    right: {
      '<=3.7.4': /No key of a policy prevents it/,
      '3.7.5-3.13': /by default \(`ha-promote-on-failure: always`\) a mirror takes over/,
      '>=4.0': /mirroring is gone/,
    },
  },
  {
    old: 'the unsynchronised part is lost in any case',
    topic: 'failover',
    right: {
      '<=3.7.4': /synchronised: a mirror takes over, and what it lacks is lost/,
      '3.7.5-3.13': /With `when-synced` the queue is down/,
      '>=4.0': /is gone/,
    },
  },
  {
    old: 'without x-cancel-on-ha-failover a consumer waits for ever',
    topic: 'failover',
    right: { '<=3.13': /to the new leader by itself/, '>=4.0': /`x-cancel-on-ha-failover` went/ },
  },
  {
    old: 'x-ha-policy mirrors a queue',
    topic: 'failover',
    right: { '<=3.13': /only where a policy with `ha-mode` applies/, '>=4.0': /mirroring is gone/ },
  },
  {
    old: 'ha-* policies have no effect from 4.0 on',
    topic: 'failover',
    right: {
      '<=3.13': /with `ha-mode` applies/,
      '>=4.0': /a new one is refused.*loaded at boot it stops the node/,
    },
  },
  {
    old: 'exactly makes a mirror on every other node',
    topic: 'failover',
    right: { '<=3.13': /`ha-params` copies with the leader among them/, '>=4.0': /mirroring is gone/ },
  },
  {
    old: 'publishers wait for the credit of all mirrors',
    topic: 'flow-control',
    right: { '<=3.13': /credit of the leader and of each mirror/, '>=4.0': /no mirrors to wait for/ },
  },
  {
    old: 'a hung mirror is noticed at once',
    topic: 'flow-control',
    right: { '<=3.13': /45 to 75 seconds/, '>=4.0': /no mirrors to wait for/ },
  },
  {
    old: 'credit is {200, 50}, set in rabbitmq.conf',
    topic: 'flow-control',
    right: { all: /\{400, 200\}\}\]\}` in advanced\.config.*rabbitmq\.conf has no key for it/s },
  },
  {
    old: 'the memory watermark is 0.4',
    topic: 'flow-control',
    right: { '<=3.13': /more than 0\.4/, '>=4.0': /more than 0\.6/ },
  },
  {
    old: 'the last node to stop has to be started first, and the others within 30 seconds',
    topic: 'recovery',
    store: 'mnesia',
    right: {
      '<=3.7': /The last one to stop waits for nobody.*ten times 30 seconds, then/s,
      '3.8-3.10': /The last one to stop waits for nobody.*ten times 30 seconds, as a rule twice/s,
      '3.11-4.2': /The last one to stop waits for nobody.*ten times 30 seconds, then/s,
    },
  },
  {
    old: 'the last node to stop has to be started first, and the others within 30 seconds',
    topic: 'recovery',
    store: 'khepri',
    right: { '>=4.2': /The order does not matter: nodes wait five minutes for a majority/ },
  },
  {
    old: 'forget_cluster_node --offline is for 3.4',
    topic: 'recovery',
    store: 'mnesia',
    right: { '<=4.2': /`rabbitmqctl forget_cluster_node --offline LOST` on another one that is stopped/ },
  },
  {
    old: 'forget_cluster_node --offline and force_boot bring back who is left',
    topic: 'recovery',
    store: 'khepri',
    right: {
      '>=4.2':
        /neither `force_boot`, which reports success and does nothing, nor .*--offline`, which is refused/,
    },
  },
  {
    old: 'the mirror that stopped last is promoted when a node is forgotten',
    topic: 'recovery',
    right: {
      '<=3.13': /Of several stopped mirrors the oldest is taken/,
      '>=4.0': /classic queues go with the node/,
    },
  },
  {
    old: 'the data is in $RABBIT_HOME/var/lib, and a node is renamed to take it over',
    topic: 'recovery',
    right: {
      '<=3.12':
        /`\/var\/lib\/rabbitmq\/mnesia\/NODE`.*rename_cluster_node` gives a stopped node another name/s,
      '>=3.13':
        /`\/var\/lib\/rabbitmq\/mnesia\/NODE`.*`rename_cluster_node` reports success and does nothing/s,
    },
  },
  {
    old: 'pause_minority is needed',
    topic: 'recovery',
    store: 'khepri',
    right: { '>=4.2': /`cluster_partition_handling` is accepted and decides nothing/ },
  },
  {
    old: 'peer discovery reads Endpoints, and the account needs the right to',
    topic: 'peer-discovery',
    right: { '<=4.0': /needs `get` on `endpoints`/, '>=4.1': /asks nobody.*No rights and no account/ },
  },
  {
    old: 'a node that is refused by the API server does not start',
    topic: 'peer-discovery',
    right: {
      '<=3.8.17': /tries ten times, then boot fails/,
      '3.8.18-3.12': /boot fails after five minutes/,
      '3.13-4.0': /each node starts alone, all Ready/,
      '>=4.1': /waits for it, for ever/,
    },
  },
  {
    old: 'the plugin has to be enabled',
    topic: 'peer-discovery',
    right: { '<=3.8.3': /has to be enabled/, '>=3.8.4': /works without the plugin being enabled/ },
  },
  {
    old: 'a random start-up delay keeps nodes apart',
    topic: 'peer-discovery',
    right: {
      '<=3.8.17': /a random delay is all/,
      '3.8.18-4.0': /lock each other out/,
      '>=4.1': /Only the seed forms/,
    },
  },
]

const all: readonly Release[] = [
  ...['3.7.0', '3.7.4', '3.7.5', '3.7', '3.8.2', '3.8.3', '3.8.17', '3.8.18'].flatMap(
    text => parseRelease(text) ?? [],
  ),
  ...knownReleases,
]

describe('what older texts say and is wrong', () => {
  test.each(rows)('$topic: $old', ({ topic: id, right, store }) => {
    const topic = topics.find(known => known.id === id)
    if (!topic) throw new Error(`there is no topic ${id}`)
    const told = all.filter(release => store === undefined || storesOf(release).includes(store))
    expect(told.length).toBeGreaterThan(0)
    for (const release of told) {
      const page = topicPage(topic, { asked: { release, store } })
      const fitting = Object.entries(right).filter(([range]) => releaseRange(range).has(release))
      expect([formatRelease(release), fitting.length]).toEqual([formatRelease(release), 1])
      for (const [, words] of fitting) expect(page).toMatch(words)
      const others = Object.entries(right).filter(
        ([range, words]) => !releaseRange(range).has(release) && String(words) !== String(fitting[0]?.[1]),
      )
      for (const [, words] of others) expect(page).not.toMatch(words)
    }
  })

  test('each that a topic corrects is corrected by a statement with a source and releases', () => {
    for (const { parts } of topics)
      for (const { statements } of parts)
        for (const { source, releases, says, not } of statements) {
          expect(source).toMatch(/@v\d|https:|release notes|seen on|test\/slow/)
          expect(all.filter(release => releaseRange(releases).has(release)).length).toBeGreaterThan(0)
          expect(says).toMatch(/[.]$/)
          expect(not ?? '').not.toMatch(/[."]$/)
        }
  })
})
