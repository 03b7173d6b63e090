import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Event } from '../../recovery/simulator/events.ts'
import type { QueueKind, Setup } from '../../recovery/simulator/setup.ts'
import { begin } from '../../recovery/simulator/state.ts'
import { definitions, definitionsFile, type NodeCluster, openCluster } from './cluster.ts'
import type { BrokerRoot } from './install.ts'

/*
 * Plays the events of the simulator on real nodes, and what a person does with the very commands. Kubernetes is played by this file: it
 * starts the nodes that there should be, all together.
 */

/** What became of a queue. */
export interface Seen {
  readonly name: string
  readonly isThere: boolean
  readonly isKept: boolean
}

export interface RealRun {
  /** Lets an event happen; nodes have booted then, or have given up. */
  play(event: Event): Promise<void>
  /**
   * Looks at all queues. Leaders are elected and mirrors filled a while after nodes have booted: it is looked again until it is as it
   * should be, and once more then, but not for ever.
   */
  look(isRight: (seen: readonly Seen[]) => boolean): Promise<readonly Seen[]>
  logs(): string
  close(): Promise<void>
}

interface RealQueue {
  readonly name: string
  readonly kind: QueueKind
  readonly keys: Readonly<Record<string, string | number>>
  readonly leader: number
  confirmed: number
}

const clients = readFileSync(join(import.meta.dirname, 'clients.eval'), 'utf8')
const backlog = 300
const mostLooks = 8
/** What 4.0 and later refuse. */
const mirroringPolicy = { vhost: '/', name: 'ha', pattern: '.*', definition: { 'ha-mode': 'all' } }

/** @param keys of the policy of each kind of queue; none for those without one */
export async function openRealRun(
  root: BrokerRoot,
  setup: Setup,
  keys: readonly Readonly<Record<string, string | number>>[],
): Promise<RealRun> {
  const cluster = await openCluster(root, setup.size)
  const queues = begin(setup).queues.map(({ kind, kindIndex }, index): RealQueue => {
    const leader = begin(setup).records[index]?.leader ?? 0
    return { name: `k${kindIndex}-${leader}`, kind, keys: keys[kindIndex] ?? {}, leader, confirmed: 0 }
  })
  const run = new Run(cluster, setup, queues)
  try {
    await run.begin()
  } catch (error) {
    await cluster.close()
    throw new Error(`${error} ${run.logs()}`)
  }
  return run
}

class Run implements RealRun {
  readonly #cluster: NodeCluster
  readonly #setup: Setup
  readonly #queues: readonly RealQueue[]
  readonly #up = new Set<number>()
  readonly #lost = new Set<number>()
  #wanted: number

  constructor(cluster: NodeCluster, setup: Setup, queues: readonly RealQueue[]) {
    this.#cluster = cluster
    this.#setup = setup
    this.#queues = queues
    this.#wanted = setup.size
  }

  async begin(): Promise<void> {
    await this.#settle()
    if (this.#up.size < this.#setup.size) throw new Error('the cluster did not form')
    // Mirrors that are begun on an empty queue are filled; on one that has messages they wait for somebody.
    await this.#setPolicies(({ kind }) => kind.type === 'mirrored' && kind.syncs)
    for (let node = 0; node < this.#setup.size; node++) await this.#declareOn(node)
    await this.#publish(this.#queues, backlog)
    await this.#setPolicies(({ kind }) => kind.type === 'mirrored' && !kind.syncs)
    await this.#filled()
    if (this.#setup.refuses)
      await this.#cluster.put(
        definitionsFile,
        JSON.stringify({ ...definitions, policies: [mirroringPolicy] }),
      )
  }

  async play(event: Event): Promise<void> {
    const act = this.#acts[event.do] as ((event: Event) => Promise<void>) | undefined
    if (!act) throw new Error(`${event.do} is not played on real nodes`)
    await act(event)
    await this.#settle()
    await this.#filled()
  }

  async look(isRight: (seen: readonly Seen[]) => boolean): Promise<readonly Seen[]> {
    for (let tries = 0; tries < mostLooks && !isRight(await this.#lookOnce()); tries++) await sleep(3000)
    return this.#lookOnce()
  }

  async #lookOnce(): Promise<readonly Seen[]> {
    const names = this.#queues.map(({ name }) => name)
    const [node] = this.#up
    if (node === undefined) return names.map(name => ({ name, isThere: false, isKept: false }))
    // Of the message by which it is tried, a member that counts may not know yet.
    const before = new Map(this.#queues.map(({ name, confirmed }) => [name, confirmed]))
    const confirms = await this.#eval(node, 'fun(Name) -> Publish(Name, 1) end', names)
    for (const queue of this.#queues) queue.confirmed += Number(confirms.get(queue.name)) || 0
    const least = names.map(name => `<<"${name}">> => ${before.get(name)}`).join(', ')
    const counts = await this.#eval(node, `fun(Name) -> Ask(Name, maps:get(Name, #{${least}})) end`, names)
    return names.map(name => {
      const isThere = confirms.get(name) === '1' && /^\d+$/.test(counts.get(name) ?? '')
      return { name, isThere, isKept: isThere && Number(counts.get(name)) >= (before.get(name) ?? 0) }
    })
  }

  logs(): string {
    return [...Array(this.#setup.size).keys()]
      .map(node => this.#cluster.log(node).slice(-1500))
      .join('\n--\n')
  }
  close(): Promise<void> {
    return this.#cluster.close()
  }

  readonly #acts: { readonly [K in Event['do']]?: (event: Extract<Event, { do: K }>) => Promise<void> } = {
    scale: async ({ to }) => {
      for (let node = this.#wanted - 1; node >= to; node--) await this.#stop(node)
      this.#wanted = to
    },
    kill: ({ pods }) => this.#kill(pods),
    replace: async ({ pod }) => this.#stop(pod),
    lose: async ({ pods }) => {
      await this.#kill(pods)
      for (const pod of pods) {
        await this.#cluster.wipe(pod)
        this.#lost.add(pod)
      }
    },
    delete: async () => {
      for (let node = this.#wanted - 1; node >= 0; node--) await this.#stop(node)
      this.#wanted = 0
    },
    apply: async () => {
      this.#wanted = this.#setup.size
    },
    'restore-size': async () => {
      this.#wanted = this.#setup.size
    },
    mend: async () => {
      await this.#cluster.put(definitionsFile, JSON.stringify(definitions))
    },
    publish: () => this.#publish(this.#queues, 10),
    forget: ({ pod, on }) => this.#ctl(on, 'forget_cluster_node', this.#cluster.nameOf(pod)),
    'forget-offline': async ({ pods, on }) => {
      for (const node of [...this.#up]) await this.#stop(node)
      for (const pod of pods)
        await this.#ctl(on, 'forget_cluster_node', '--offline', this.#cluster.nameOf(pod))
    },
    'force-boot': ({ on }) => this.#ctl(on, 'force_boot'),
    'stand-alone': async ({ on }) => {
      const boots = this.#up.has(on) ? 'booted' : this.#cluster.start(on)
      // It fails as long as the store has not begun to wait.
      await this.#untilDone(on, 'force_standalone_khepri_boot')
      if ((await boots) === 'booted') this.#up.add(on)
    },
    shrink: ({ on }) =>
      this.#ctl(on, 'eval', 'rabbit_quorum_queue:force_all_queues_shrink_member_to_current_member().'),
    renew: async ({ pod }) => {
      await this.#kill([pod])
      await this.#cluster.wipe(pod)
      this.#lost.delete(pod)
    },
    grow: ({ pod, on }) => this.#tool(on, 'rabbitmq-queues', 'grow', this.#cluster.nameOf(pod), 'all'),
    fill: async ({ on }) => {
      for (const { name, kind } of this.#queues)
        if (kind.type === 'mirrored') await this.#ctl(on, '-q', 'sync_queue', name).catch(() => undefined)
    },
  }

  async #untilDone(node: number, command: string): Promise<void> {
    let said = ''
    for (let tries = 0; tries < 30; tries++) {
      const { code, stdout, stderr } = await this.#cluster.tool(node, 'rabbitmqctl', [command])
      if (code === 0) return
      said = `${stdout} ${stderr}`
    }
    throw new Error(`${command}: ${said}`)
  }

  async #stop(node: number): Promise<void> {
    this.#up.delete(node)
    await this.#cluster.stop(node)
  }
  async #kill(nodes: readonly number[]): Promise<void> {
    for (const node of nodes) this.#up.delete(node)
    await this.#cluster.kill(nodes)
  }

  /** Starts what should run, all together. */
  async #settle(): Promise<void> {
    const missing = [...Array(this.#wanted).keys()].filter(
      node => !this.#up.has(node) && !this.#lost.has(node),
    )
    await Promise.all(
      missing.map(async node => {
        if ((await this.#cluster.start(node)) === 'booted') this.#up.add(node)
      }),
    )
  }

  /** Waits as a preStop hook does, for the mirrors that are filled by themselves. */
  async #filled(): Promise<void> {
    const [node] = this.#up
    const waiting = this.#queues.filter(({ kind }) => kind.type === 'mirrored' && kind.syncs)
    if (node === undefined || waiting.length === 0) return
    for (let tries = 0; tries < 60; tries++) {
      const args = [
        '-q',
        'list_queues',
        '--no-table-headers',
        'name',
        'slave_pids',
        'synchronised_slave_pids',
      ]
      const { stdout } = await this.#cluster.tool(node, 'rabbitmqctl', args)
      const rows = stdout.split('\n').map(line => line.split('\t'))
      const length = (pids = ''): number => pids.split('<').length
      const isFilled = rows
        .filter(([name]) => waiting.some(queue => queue.name === name))
        .every(([, mirrors, filled]) => length(mirrors) === length(filled))
      if (isFilled) return
    }
    throw new Error('mirrors are not filled')
  }

  async #setPolicies(which: (queue: RealQueue) => boolean): Promise<void> {
    const kinds = new Map(
      this.#queues.filter(which).map(({ name, keys }) => [name.replace(/-\d+$/, ''), keys]),
    )
    if (kinds.size === 0) return
    const policies = [...kinds].map(([name, definition]) => ({
      ...{ vhost: '/', name, pattern: `^${name}-`, 'apply-to': 'queues', priority: 0, definition },
    }))
    const file = await this.#cluster.put(`policies-${policies[0]?.name}.json`, JSON.stringify({ policies }))
    await this.#ctl(0, 'import_definitions', file)
  }

  async #declareOn(node: number): Promise<void> {
    for (const { name, kind, leader } of this.#queues) {
      if (leader !== node) continue
      const type = kind.type === 'mirrored' ? 'classic' : kind.type
      const size = kind.type === 'quorum' ? `, {<<"x-quorum-initial-group-size">>, long, ${kind.copies}}` : ''
      await this.#eval(
        node,
        `fun(Name) -> Declare(Open(), Name, false, [{<<"x-queue-type">>, longstr, <<"${type}">>}${size}]), 0 end`,
        [name],
      )
    }
  }

  async #publish(queues: readonly RealQueue[], count: number): Promise<void> {
    const [node] = this.#up
    if (node === undefined) return
    const names = queues.map(({ name }) => name)
    const confirmed = await this.#eval(node, `fun(Name) -> Publish(Name, ${count}) end`, names)
    for (const queue of queues) queue.confirmed += Number(confirmed.get(queue.name)) || 0
  }

  async #eval(node: number, what: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const list = names.map(name => `<<"${name}">>`).join(', ')
    const said = await this.#cluster.tool(node, 'rabbitmqctl', [
      'eval',
      `${clients} Each([${list}], ${what}).`,
    ])
    if (said.code !== 0) throw new Error(`eval: ${said.stdout} ${said.stderr}`)
    return new Map(
      [...said.stdout.matchAll(/\{<<"([^"]+)">>,\s*(\w+)\}/g)].map(([, name = '', end = '']) => [name, end]),
    )
  }

  #ctl(node: number, ...args: readonly string[]): Promise<void> {
    return this.#tool(node, 'rabbitmqctl', ...args)
  }
  async #tool(node: number, name: string, ...args: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await this.#cluster.tool(node, name, args)
    if (code !== 0) throw new Error(`${name} ${args.join(' ')}: ${code} ${stdout} ${stderr}`)
  }
}
