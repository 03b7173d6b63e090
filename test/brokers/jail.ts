import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrokerRoot, hostName } from './install.ts'
import { cannotStart, type Ran, run } from './run.ts'

/**
 * Namespaces of their own (processes, mounts, network with nothing but a loopback interface) in which commands of a
 * broker root run. Whatever is started inside ends with the jail, and nothing inside can be reached from, or reach,
 * another address.
 */
export interface Jail {
  /** Scratch folder outside; it is `/node` inside, and the only place there that outlives a command. */
  readonly folder: string
  /** Starts a command inside; the caller looks after its streams. */
  start(command: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess
  /** Runs a command inside to its end, or for at most `seconds` (then code 137). */
  run(command: readonly string[], seconds: number, env?: Readonly<Record<string, string>>): Promise<Ran>
  /** Kills all that is inside (SIGKILL) and removes the scratch folder. */
  close(): Promise<void>
}

/**
 * The first process of the jail. Mounts are private to it. As it reads standard input to the end, it ends, and all
 * others of its process namespace with it, when this program ends in whatever way.
 */
const init = `set -e
hostname ${hostName}
ip link set lo up
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc"
mount -t tmpfs tmpfs "$1/tmp"
mount --bind "$2" "$1/node"
echo ready
exec chroot "$1" cat`

const isRoot = process.getuid?.() === 0

/**
 * Who a node in a pod that is not root runs as: user and group 999, as in the official image. Without the right to be another, the
 * user of the tests, and its group is that of the volume.
 */
export const podUser = {
  group: isRoot ? 999 : (process.getgid?.() ?? 0),
  become: isRoot ? ['setpriv', '--reuid=999', '--regid=999', '--groups=999'] : [],
} as const

/**
 * Opens a jail on a broker root.
 * @throws if the kernel or the machine's policy does not allow namespaces
 */
export async function openJail(root: BrokerRoot): Promise<Jail> {
  const folder = await mkdtemp(join(tmpdir(), 'warrener-broker-'))
  const user = isRoot ? [] : ['--map-root-user']
  const namespaces = [...user, '--mount', '--net', '--pid', '--uts', '--ipc', '--fork', '--kill-child']
  const first = spawn('unshare', [...namespaces, 'sh', '-c', init, 'sh', root.folder, folder])
  await ready(first)
  const enter = (command: readonly string[], env: Readonly<Record<string, string>> = {}): string[] => [
    ...entering(first.pid ?? 0),
    ...['chroot', root.folder, '/usr/bin/env', '-i', ...assignments({ ...baseEnv, ...env }), ...command],
  ]
  return {
    folder,
    start: (command, env) => spawn('nsenter', enter(command, env), { stdio: ['ignore', 'pipe', 'pipe'] }),
    run: (command, seconds, env) => run('nsenter', enter(command, env), { seconds }),
    close: async () => {
      if (first.exitCode === null && first.signalCode === null) {
        const ended = once(first, 'exit')
        first.kill('SIGKILL')
        await ended
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const baseEnv = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/node', LANG: 'C.UTF-8' }

/** Arguments of nsenter. The process namespace is that of the children: `unshare` itself stays outside of it. */
function entering(pid: number): string[] {
  const user = isRoot ? [] : ['--user', '--preserve-credentials']
  const others = ['--mount', '--net', '--uts', '--ipc', `--pid=/proc/${pid}/ns/pid_for_children`]
  return ['--target', String(pid), ...user, ...others, '--']
}

const assignments = (env: Readonly<Record<string, string>>): string[] =>
  Object.entries(env).map(([name, value]) => `${name}=${value}`)

function ready(first: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    first.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    first.once('error', error => reject(cannotStart('unshare', error)))
    first.once('exit', () =>
      reject(
        new Error(
          'Tests on real brokers need Linux namespaces: root, or unprivileged user namespaces (Ubuntu 24.04 and later: ' +
            `sysctl kernel.apparmor_restrict_unprivileged_userns=0). unshare says: ${said.trim()}`,
        ),
      ),
    )
    first.stdout?.once('data', () => resolve())
  })
}
