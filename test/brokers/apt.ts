import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun } from './run.ts'

/** apt with sources, lists and state of its own in one folder, so that nothing of the machine's apt is touched. */
export interface Apt {
  /** The downloaded packages (`*.deb`), after `download`. */
  debs(): Promise<string[]>
  /** The version of a package that the mirror offers now. */
  versionOf(packageName: string): Promise<string>
  /** Downloads packages and all they depend on; nothing is installed and no script of a package runs. */
  download(packageNames: readonly string[]): Promise<void>
}

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Makes an apt in `folder` that knows one Debian suite, and asks the mirror what is in it. */
export async function aptOf(suite: string, folder: string): Promise<Apt> {
  const archives = join(folder, 'cache', 'archives')
  for (const part of ['lists/partial', 'cache/archives/partial', 'state'])
    await mkdir(join(folder, part), { recursive: true })
  await writeFile(join(folder, 'status'), '')
  await writeFile(
    join(folder, 'sources.list'),
    `deb [signed-by=${keyring}] ${await debianMirror()} ${suite} main\n`,
  )
  const config = join(folder, 'apt.conf')
  await writeFile(config, await aptConfig(folder))
  const env = { ...process.env, APT_CONFIG: config, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (what: string, command: string, ...args: string[]): Promise<string> =>
    mustRun(what, command, args, { env, seconds: 600 })
  await apt(`Asking the Debian mirror for ${suite}`, 'apt-get', '-q', '--error-on=any', 'update')
  return {
    debs: async () =>
      (await readdir(archives)).filter(name => name.endsWith('.deb')).map(name => join(archives, name)),
    versionOf: async name => {
      const shown = await apt(
        `Looking up ${name} in ${suite}`,
        'apt-cache',
        'show',
        '--no-all-versions',
        name,
      )
      return /^Version: (\S+)$/m.exec(shown)?.[1] ?? ''
    },
    download: async names => {
      await apt(
        `Downloading ${names[0]} of ${suite}`,
        'apt-get',
        '-q',
        '-y',
        '--download-only',
        'install',
        ...names,
      )
    },
  }
}

/**
 * The Debian mirror of this machine's own apt sources, or `$DEBIAN_MIRROR` where the machine is no Debian.
 * @throws if neither is there
 */
async function debianMirror(): Promise<string> {
  const named = process.env.DEBIAN_MIRROR
  if (named) return named
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)'
  const targets = await mustRun('Reading the apt sources', 'apt-get', [
    'indextargets',
    '--format',
    format,
    'Created-By: Packages',
  ])
  // Security and update archives have a suffix and no RabbitMQ; Ubuntu's releases have other names.
  const debian =
    /^(\S+) (?:buster|bullseye|bookworm|trixie|forky|duke|sid|oldstable|stable|testing|unstable) main$/m.exec(
      targets,
    )
  if (debian?.[1]) return debian[1]
  throw new Error(
    "Tests on real brokers need Debian's packages, and no Debian mirror is among this machine's apt sources: " +
      'set DEBIAN_MIRROR to the address of one (and install debian-archive-keyring).',
  )
}

/**
 * The configuration of the private apt: where its files are, and how the machine reaches mirrors (proxy, date checks).
 * Of the machine's own configuration only `Acquire` counts: it also holds hooks that run programs after an update,
 * and index targets (icons, translations) that are of no use here.
 */
async function aptConfig(folder: string): Promise<string> {
  const acquire = await mustRun('Reading the apt configuration', 'apt-config', ['dump', 'Acquire'])
  const own = {
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': join(folder, 'state'),
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Log': folder,
    'APT::Sandbox::User': 'root',
    'APT::Install-Recommends': 'false',
    // Its files are used by one process, and the locks of the machine's apt are not its business.
    'Debug::NoLocking': 'true',
  }
  return [
    ...acquire.split('\n').filter(line => !line.startsWith('Acquire::IndexTargets')),
    ...Object.entries(own).map(([key, value]) => `${key} "${value}";`),
    '',
  ].join('\n')
}
