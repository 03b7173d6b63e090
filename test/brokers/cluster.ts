import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrokerRoot, hostName } from './install.ts'
import { type Jail, openJail } from './jail.ts'
import type { Ran } from './run.ts'

/** Several nodes of one root in one jail: they share a host and its loopback interface, and have ports and folders of their own. */
export interface NodeCluster {
  /** Starts a node; its end is what it came to within the time that it is given. */
  start(node: number, seconds?: number): Promise<'booted' | 'ended' | 'waits'>
  /** Asks a node to stop, as a pod is, and waits until it has. */
  stop(node: number): Promise<void>
  /** Ends a node at once. */
  kill(nodes: readonly number[]): Promise<void>
  /** Takes its data away, of a node that does not run. */
  wipe(node: number): Promise<void>
  /** Runs a tool of the broker as it would run beside a node. */
  tool(node: number, name: string, args: readonly string[], seconds?: number): Promise<Ran>
  /** Puts a file where the nodes see it, and gives its path there. */
  put(name: string, text: string): Promise<string>
  log(node: number): string
  nameOf(node: number): string
  close(): Promise<void>
}

interface Running {
  readonly server: ChildProcess
  text: string
  readonly ended: Promise<unknown>
}

/** The waits are short: what is seen is who waits for whom, not for how long. */
const waitSeconds = { tables: 6, majority: 30 }

export async function openCluster(root: BrokerRoot, size: number): Promise<NodeCluster> {
  const jail = await openJail(root)
  const nodes = Array.from({ length: size }, (_, node) => node)
  for (const node of nodes) await writeNode(jail, node, nodes)
  const running = new Map<number, Running>()
  const logs = new Map<number, string>()
  const tool: NodeCluster['tool'] = (node, name, args, seconds = 120) =>
    jail.run([`${root.home}/sbin/${name}`, ...args], seconds, envOf(node))

  const start: NodeCluster['start'] = async (node, seconds = 240) => {
    const server = jail.start([`${root.home}/sbin/rabbitmq-server`], envOf(node))
    const own: Running = { server, text: '', ended: once(server, 'close') }
    running.set(node, own)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve('waits'), seconds * 1000)
      const done = (end: 'booted' | 'ended'): void => {
        clearTimeout(timer)
        resolve(end)
      }
      for (const stream of [server.stdout, server.stderr])
        stream?.setEncoding('utf8').on('data', (chunk: string) => {
          own.text += chunk
          logs.set(node, own.text)
          if (own.text.includes('Server startup complete')) done('booted')
        })
      server.once('error', reject)
      server.once('close', () => {
        running.delete(node)
        done('ended')
      })
    })
  }
  const signal = async (ended: readonly number[], name: 'TERM' | 'KILL'): Promise<void> => {
    const own = ended.filter(node => running.has(node))
    if (own.length === 0) return
    const waits = own.map(node => running.get(node)?.ended)
    await jail.run(
      ['sh', '-c', `kill -${name} ${own.map(node => `$(cat /node/n${node}/pid)`).join(' ')}`],
      60,
    )
    await Promise.all(waits)
  }
  return {
    start,
    stop: node => signal([node], 'TERM'),
    kill: ended => signal(ended, 'KILL'),
    wipe: node => rm(join(jail.folder, `n${node}`, 'data'), { recursive: true, force: true }),
    tool,
    put: async (name, text) => {
      await writeFile(join(jail.folder, name), text)
      return `/node/${name}`
    },
    log: node => logs.get(node) ?? '',
    nameOf,
    close: () => jail.close(),
  }
}

const nameOf = (node: number): string => `n${node}@${hostName}`

const envOf = (node: number): Readonly<Record<string, string>> => ({
  RABBITMQ_NODENAME: nameOf(node),
  RABBITMQ_NODE_PORT: String(5672 + node),
  RABBITMQ_DIST_PORT: String(25672 + node),
  RABBITMQ_CONFIG_FILE: '/node/rabbitmq.conf',
  RABBITMQ_ADVANCED_CONFIG_FILE: '/node/advanced.config',
  RABBITMQ_ENABLED_PLUGINS_FILE: '/node/enabled_plugins',
  RABBITMQ_MNESIA_BASE: `/node/n${node}/data`,
  RABBITMQ_LOG_BASE: `/node/n${node}/log`,
  RABBITMQ_LOGS: '-',
  RABBITMQ_GENERATED_CONFIG_DIR: `/node/n${node}/generated`,
  RABBITMQ_PLUGINS_EXPAND_DIR: `/node/n${node}/plugins`,
  RABBITMQ_PID_FILE: `/node/n${node}/pid`,
  ERL_CRASH_DUMP: '/dev/null',
})

/** What the nodes load each time they start. */
export const definitionsFile = 'definitions.json'
/** They make no virtual host by themselves where they load something. */
export const definitions = { vhosts: [{ name: '/' }] }

async function writeNode({ folder }: Jail, node: number, nodes: readonly number[]): Promise<void> {
  await mkdir(join(folder, `n${node}`), { recursive: true })
  const files = {
    [definitionsFile]: JSON.stringify(definitions),
    'rabbitmq.conf': [
      'cluster_formation.peer_discovery_backend = classic_config',
      ...nodes.map(other => `cluster_formation.classic_config.nodes.${other + 1} = ${nameOf(other)}`),
      `mnesia_table_loading_retry_timeout = ${(waitSeconds.tables * 1000) / 3}`,
      'mnesia_table_loading_retry_limit = 3',
      `load_definitions = /node/${definitionsFile}`,
      '',
    ].join('\n'),
    'advanced.config': `[{rabbit, [{khepri_leader_wait_retry_timeout, ${waitSeconds.majority * 1000}}]}].\n`,
    // It brings a client, by which messages are sent and confirmed.
    enabled_plugins: '[rabbitmq_federation].\n',
    '.erlang.cookie': 'ONLYFORTESTS',
  }
  for (const [name, text] of Object.entries(files)) {
    await rm(join(folder, name), { force: true })
    await writeFile(join(folder, name), text, name === '.erlang.cookie' ? { mode: 0o400 } : {})
  }
}
