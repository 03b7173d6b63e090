import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrokerRoot, hostName } from './install.ts'
import { type Jail, openJail, podUser } from './jail.ts'
import { mountVolume, type VolumeGroup } from './kubelet.ts'
import type { Ran } from './run.ts'

/** What a node boots with. Inside the node these files are in `/node`, under the names given here. */
export interface NodeFiles {
  /** `/node/rabbitmq.conf`; it names the definitions file as `/node/definitions.json` if it is to be loaded. */
  readonly conf?: string
  /** `/node/advanced.config` */
  readonly advanced?: string
  /** `/node/enabled_plugins`; without it no plugin is enabled. */
  readonly enabledPlugins?: string
  /** `/node/definitions.json` */
  readonly definitions?: string
  /** More files by name, such as `conf.d/10-a.conf`. */
  readonly files?: Readonly<Record<string, string>>
  /** `/node/.erlang.cookie`; a good one by default, and none on a volume: the node makes it. */
  readonly cookie?: { readonly text: string; readonly mode: number }
}

export interface BootOptions extends NodeFiles {
  /** Environment of the server, besides the paths it is given. */
  readonly env?: Readonly<Record<string, string>>
  /**
   * The node's folder is a new volume, which a kubelet mounts before each of these starts for a pod that is not root. All but the last
   * have to boot, and are ended as the pod would be.
   */
  readonly volume?: Omit<VolumeGroup, 'fsGroup'> & { readonly starts: number }
  /** What an API server on port 8080 of the node's host answers to each request, without TLS. */
  readonly api?: { readonly status: string; readonly body: string }
  /** How long to wait for a verdict; ten minutes by default: a busy machine is slow, and a node that hangs is rare. */
  readonly seconds?: number
}

/** A node after the attempt to boot it. Close it in every case: it may hold a running process and a scratch folder. */
export interface BootedNode {
  /** `booted`: the broker said that start-up is complete; `failed`: it ended or said that boot failed; else `timeout`. */
  readonly outcome: 'booted' | 'failed' | 'timeout'
  /** The exit code of the server, if it has ended. */
  exitCode(): number | undefined
  /** All that the server wrote so far, standard output and error in one. */
  log(): string
  /** The lines of the log that tell why: errors, warnings and the boot failure. */
  tellingLines(): string[]
  /** Runs a tool of the broker, such as `rabbitmqctl`, against the node. */
  tool(name: string, args: readonly string[], seconds?: number): Promise<Ran>
  /** `rabbitmqctl ARGS` */
  ctl(args: readonly string[], seconds?: number): Promise<Ran>
  /** Puts a file into the node's folder and gives its path as the node sees it. */
  put(name: string, text: string): Promise<string>
  /** Reads a file of the node's folder. */
  read(name: string): Promise<string>
  /** Stops the broker as an operator would, then closes. */
  stop(): Promise<void>
  /** Ends the node at once, as a power cut would, then closes: all its processes are gone and its folder too. */
  kill(): Promise<void>
}

/** Boots one node of a broker root with the files given, and waits until it has booted, failed or run out of time. */
export async function bootNode(root: BrokerRoot, options: BootOptions = {}): Promise<BootedNode> {
  const jail = await openJail(root)
  try {
    await writeFiles(jail.folder, options)
    if (options.api) await startApi(jail, options.api)
    const starts = options.volume?.starts ?? 1
    for (let earlier = 1; earlier < starts; earlier++)
      await endPod(jail, await startNode(root, jail, options))
    return nodeOf(root, jail, await startNode(root, jail, options))
  } catch (error) {
    await jail.close()
    throw error
  }
}

async function startNode(root: BrokerRoot, jail: Jail, options: BootOptions): Promise<Attempt> {
  const { volume, env, seconds = 600 } = options
  if (volume) await mountVolume(jail.folder, { ...volume, fsGroup: podUser.group })
  const command = [...(volume ? podUser.become : []), `${root.home}/sbin/rabbitmq-server`]
  const server = jail.start(command, { ...serverEnv, ...env })
  const log = collectLog(server)
  return { outcome: await verdict(server, log, seconds), log, server }
}

/** It ends with the jail. */
async function startApi(jail: Jail, { status, body }: NonNullable<BootOptions['api']>): Promise<void> {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close`
  await putFile(jail.folder, 'api-answer', `${head}\r\n\r\n${body}`)
  const server = jail.start(['erl', '-noinput', '-boot', 'start_clean', '-eval', apiServer])
  const listens = new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('close', () => reject(new Error('the API server of the test ended')))
    server.stdout?.once('data', resolve)
  })
  await listens
}
const apiServer = `
  {ok, Answer} = file:read_file("/node/api-answer"),
  {ok, Listens} = gen_tcp:listen(8080, [binary, {active, false}, {reuseaddr, true}]),
  io:format("listens~n"),
  Serve = fun Again() ->
    {ok, Socket} = gen_tcp:accept(Listens),
    gen_tcp:recv(Socket, 0),
    gen_tcp:send(Socket, Answer),
    gen_tcp:close(Socket),
    Again()
  end,
  Serve().`

/** Ends the server as a kubelet does: SIGTERM, and time to stop. */
async function endPod(jail: Jail, { outcome, log, server }: Attempt): Promise<void> {
  if (outcome !== 'booted') throw new Error(`the node did not boot the first time: ${log.text.slice(-2000)}`)
  const ended = once(server, 'close')
  await jail.run(['sh', '-c', 'kill "$(cat /node/pid)"'], 60)
  await ended
}

const nodeName = `rabbit@${hostName}`

/** Everything a node reads or writes is in its folder. The ports are the usual ones: each node has a network of its own. */
const serverEnv = {
  RABBITMQ_NODENAME: nodeName,
  RABBITMQ_CONFIG_FILE: '/node/rabbitmq.conf',
  RABBITMQ_CONFIG_FILES: '/node/conf.d',
  RABBITMQ_ADVANCED_CONFIG_FILE: '/node/advanced.config',
  RABBITMQ_CONF_ENV_FILE: '/node/rabbitmq-env.conf',
  RABBITMQ_ENABLED_PLUGINS_FILE: '/node/enabled_plugins',
  RABBITMQ_MNESIA_BASE: '/node/data',
  RABBITMQ_LOG_BASE: '/node/log',
  RABBITMQ_LOGS: '-',
  RABBITMQ_GENERATED_CONFIG_DIR: '/node/generated',
  RABBITMQ_PLUGINS_EXPAND_DIR: '/node/plugins',
  RABBITMQ_PID_FILE: '/node/pid',
  // 3.8 starts a second Erlang only to work this number out.
  RABBITMQ_IO_THREAD_POOL_SIZE: '16',
  ERL_CRASH_DUMP: '/dev/null',
}

const goodCookie = { text: 'ONLYFORTESTS', mode: 0o400 }

async function writeFiles(folder: string, given: BootOptions): Promise<void> {
  const { conf, advanced, enabledPlugins, definitions, files, volume } = given
  const cookie = given.cookie ?? (volume ? undefined : goodCookie)
  const named = {
    'rabbitmq.conf': conf ?? '',
    'advanced.config': advanced,
    enabled_plugins: enabledPlugins ?? '[].\n',
    'definitions.json': definitions,
    '.erlang.cookie': cookie?.text,
    // As on each new file system.
    'lost+found/.keep': volume ? '' : undefined,
    ...files,
  }
  for (const [name, text] of Object.entries(named)) if (text !== undefined) await putFile(folder, name, text)
  if (cookie) await chmod(join(folder, '.erlang.cookie'), cookie.mode)
  if (volume) await chmod(folder, 0o755)
}

async function putFile(folder: string, name: string, text: string): Promise<string> {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await writeFile(join(folder, name), text)
  return `/node/${name}`
}

/** Keeps what the server writes; `text` grows. */
interface Log {
  text: string
}

function collectLog(server: ChildProcess): Log {
  const log = { text: '' }
  for (const stream of [server.stdout, server.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log.text += chunk
    })
  return log
}

/** The sentence has stayed the same from 3.8 on; 3.7 says `completed with N plugins`. */
const booted = /Server startup complete/

function verdict(server: ChildProcess, log: Log, seconds: number): Promise<BootedNode['outcome']> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('timeout'), seconds * 1000)
    const done = (outcome: BootedNode['outcome']): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    server.once('error', reject)
    server.once('close', () => done('failed'))
    server.stdout?.on('data', () => {
      if (booted.test(log.text)) done('booted')
    })
  })
}

interface Attempt {
  readonly outcome: BootedNode['outcome']
  readonly log: Log
  readonly server: ChildProcess
}

function nodeOf(root: BrokerRoot, jail: Jail, { outcome, log, server }: Attempt): BootedNode {
  const tool: BootedNode['tool'] = (name, args, seconds = 600) =>
    jail.run([`${root.home}/sbin/${name}`, ...args], seconds, serverEnv)
  return {
    outcome,
    exitCode: () => server.exitCode ?? undefined,
    log: () => log.text,
    tellingLines: () => tellingLines(log.text),
    tool,
    ctl: (args, seconds) => tool('rabbitmqctl', args, seconds),
    put: (name, text) => putFile(jail.folder, name, text),
    read: name => readFile(join(jail.folder, name), 'utf8'),
    stop: async () => {
      if (outcome === 'booted') await tool('rabbitmqctl', ['-q', 'stop'])
      await jail.close()
    },
    kill: () => jail.close(),
  }
}

/** The lines of a log that tell why: errors, warnings and the boot failure. */
export const tellingLines = (log: string): string[] => log.split('\n').filter(line => telling.test(line))
const telling =
  /\[(?:error|warning|critical)\]|BOOT FAILED|Error during startup|^\s*\{error,|init terminating/
