import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { type Apt, aptOf } from './apt.ts'
import { mustRun } from './run.ts'

/** The Debian suites whose RabbitMQ the tests run: 3.8.9, 3.10.8, 4.0.5 and what sid has at the time (4.3.x in 2026). */
export const suites = ['bullseye', 'bookworm', 'trixie', 'sid'] as const
export type Suite = (typeof suites)[number]

/** A folder that holds a RabbitMQ with its Erlang and libraries, to be entered with chroot; never written to by tests. */
export interface BrokerRoot {
  readonly suite: Suite
  /** The RabbitMQ release, such as `3.8.9`. */
  readonly version: string
  /** The Erlang/OTP package's version, such as `1:23.2.6+dfsg-1`. */
  readonly erlang: string
  readonly folder: string
  /** Path inside the root of RabbitMQ's own folder, with `sbin` and `plugins`. */
  readonly home: string
}

/** What a broker and its scripts need beside each other; `gawk-` says which awk apt is to choose. */
const packages = [
  ...['rabbitmq-server', 'base-files', 'base-passwd', 'libc-bin', 'bash', 'dash', 'coreutils', 'sed', 'grep'],
  ...['mawk', 'gawk-', 'procps', 'hostname', 'util-linux'],
]

/** The host name inside a root; node names end with it. */
export const hostName = 'broker'

/** What else resolves there, to the loopback address: names as StatefulSet pods have them. */
const otherNames = ['srv-0', 'srv-1', 'srv-0.hl.ns.svc.cluster.local']

const installed = new Map<Suite, Promise<BrokerRoot>>()

/**
 * The root of a suite: the newest one in the cache, else downloaded and unpacked (some 12 s, 150 MB). It lies in
 * `warrener/brokers/<suite>-<version>` under `$WARRENER_CACHE`, `$XDG_CACHE_HOME` or `~/.cache`.
 * To follow a suite that moves, run this file: `node test/brokers/install.ts sid`.
 * @throws with one sentence if the network, a tool or a Debian mirror is missing
 */
export function brokerRoot(suite: Suite): Promise<BrokerRoot> {
  const found = installed.get(suite) ?? findOrInstall(suite)
  installed.set(suite, found)
  return found
}

async function findOrInstall(suite: Suite): Promise<BrokerRoot> {
  await oneAtATime(
    join(brokersFolder(), `.${suite}.lock`),
    async () => (await cached(suite)) !== undefined,
    () => install(suite),
  )
  const root = await cached(suite)
  if (root === undefined) throw new Error(`${suite} was installed and is not there`)
  return root
}

/** Installs what the mirror has now of a suite, if the cache does not have that version. */
async function install(suite: Suite): Promise<BrokerRoot> {
  await mkdir(brokersFolder(), { recursive: true })
  const work = await mkdtemp(join(brokersFolder(), `.${suite}-`))
  try {
    const apt = await aptOf(suite, join(work, 'apt'))
    const version = upstream(await apt.versionOf('rabbitmq-server'))
    const target = join(brokersFolder(), `${suite}-${version}`)
    if (!existsSync(target)) await fill(join(work, 'root'), apt, target)
    return await readRoot(suite, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function fill(root: string, apt: Apt, target: string): Promise<void> {
  await apt.download(packages)
  await layOut(root)
  for (const deb of await apt.debs()) await unpack(deb, root)
  await addHostFiles(root)
  await writeFile(join(root, 'erlang-version'), await apt.versionOf('erlang-base'))
  try {
    await rename(root, target)
  } catch (error) {
    // Another process installed the same version meanwhile: its root is as good.
    if (!existsSync(target)) throw error
  }
}

/** Debian's merged /usr: old packages ship files in /bin and /lib, which must not become folders of their own. */
export async function layOut(root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64', 'lib32', 'libx32']) {
    await mkdir(join(root, 'usr', name), { recursive: true })
    await symlink(`usr/${name}`, join(root, name))
  }
}

/**
 * Plain extraction: maintainer scripts do not run, so nothing is started or configured. (`dpkg-deb -x` would put
 * folders in the place of the links.)
 */
export async function unpack(deb: string, root: string): Promise<void> {
  const script =
    'set -o pipefail; deb=$1 root=$2; shift 2; ' +
    'dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink --no-same-owner "$@"'
  const skipped = ['doc', 'man', 'locale'].map(name => `--exclude=./usr/share/${name}`)
  await mustRun(`Unpacking ${basename(deb)}`, 'bash', ['-c', script, 'bash', deb, root, ...skipped])
}

async function addHostFiles(root: string): Promise<void> {
  // The links that update-alternatives and debconf would have made.
  if (!existsSync(join(root, 'bin/sh'))) await symlink('dash', join(root, 'bin/sh'))
  if (!existsSync(join(root, 'usr/bin/awk'))) await symlink('mawk', join(root, 'usr/bin/awk'))
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/node:/bin/sh\n')
  await writeFile(join(root, 'etc/group'), 'root:x:0:\n')
  await writeFile(join(root, 'etc/hosts'), `127.0.0.1 ${['localhost', hostName, ...otherNames].join(' ')}\n`)
  await writeFile(join(root, 'etc/hostname'), `${hostName}\n`)
  for (const name of ['proc', 'dev', 'sys', 'tmp', 'node']) await mkdir(join(root, name), { recursive: true })
}

async function cached(suite: Suite): Promise<BrokerRoot | undefined> {
  const folder = brokersFolder()
  const names = existsSync(folder) ? await readdir(folder) : []
  const newest = names
    .filter(name => name.startsWith(`${suite}-`))
    .sort(byNumbers)
    .at(-1)
  return newest === undefined ? undefined : readRoot(suite, join(folder, newest))
}

async function readRoot(suite: Suite, folder: string): Promise<BrokerRoot> {
  const lib = '/usr/lib/rabbitmq/lib'
  const name = (await readdir(join(folder, lib))).find(entry => entry.startsWith('rabbitmq_server-'))
  if (name === undefined) throw new Error(`${folder} holds no RabbitMQ; remove it and try again.`)
  const erlang = await readFile(join(folder, 'erlang-version'), 'utf8')
  return { suite, version: name.slice('rabbitmq_server-'.length), erlang, folder, home: `${lib}/${name}` }
}

const brokersFolder = (): string => join(cacheFolder(), 'brokers')

/** `1:4.3.6-1` and `3.8.9-3+deb11u1` without epoch and Debian revision. */
const upstream = (version: string): string => version.replace(/^\d+:/, '').replace(/[-+~].*$/, '')

const byNumbers = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

if (import.meta.main) {
  try {
    const wanted = process.argv.slice(2)
    for (const suite of suites.filter(name => wanted.length === 0 || wanted.includes(name)))
      console.log(JSON.stringify(await install(suite)))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
