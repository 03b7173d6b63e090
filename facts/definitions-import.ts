import type { Release } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'

/** What the import of definitions at boot does on each release. Source: rabbit_definitions.erl, every tag named here. */

/** How a definitions file comes to be imported at boot. */
export interface ImportedBy {
  /** The key of rabbitmq.conf that names the file. */
  readonly key: string
  /** Whether `definitions.skip_if_unchanged` is on. */
  readonly skipsUnchanged: boolean
}

const dropsErrors = releaseRange('3.9.4-3.9,3.10.0-3.10.11,3.11.0-3.11.3')
const knowsHashes = releaseRange('>=3.10')
/**
 * Whether a failed import stops the boot. Some releases drop the result of the import that `load_definitions` asks for:
 * it ends at the item in question, and the node boots without the rest (seen on Debian's 3.10.8). With
 * `definitions.skip_if_unchanged` all do. Source for that: rabbit_definitions_import_local_filesystem.erl@v3.13.7,
 * load_with_hashing/4.
 */
export const importStopsBoot = ({ key, skipsUnchanged }: ImportedBy, release: Release): boolean =>
  !(key === 'load_definitions' && dropsErrors.has(release)) &&
  !(skipsUnchanged && key !== 'management.load_definitions' && knowsHashes.has(release))

const strictBindings = releaseRange('>=3.13.6')
const skipsServerNamed = releaseRange('>=4.4.1')
/** Queues that the server named, for as long as a connection. Their import is passed over. Source: rabbit_definitions.erl, add_queue_int/3. */
export const isServerNamed = (queue: string): boolean => queue.startsWith('amq.')
/**
 * What becomes of a binding of something that is not there: it ends the import (`refused`), it alone is left out, or it is
 * passed over with a warning in the log. Source for the last: release notes of 4.4.1.
 *
 * @param queue the name of the queue that is missing; undefined for an exchange
 */
export function unboundEffect(
  queue: string | undefined,
  release: Release,
): 'refused' | 'left-out' | 'skipped' {
  if (queue !== undefined && isServerNamed(queue) && skipsServerNamed.has(release)) return 'skipped'
  return strictBindings.has(release) ? 'refused' : 'left-out'
}

const loads = releaseRange('>=3.8.2')
/** Whether `load_definitions` is a key; before, only the management plugin has one. Source: the release notes of 3.8.2. */
export const knowsLoadDefinitions = (release: Release): boolean => loads.has(release)

const seeds = releaseRange('<=3.8.5')
/** Whether a new node makes its default user and virtual host although it has definitions to load. Source: rabbit.erl. */
export const seedsDefaults = (release: Release): boolean => seeds.has(release)

const emptyIsNone = releaseRange('>=3.9')
/** Whether a file without a single byte counts as one without any definition. */
export const takesEmptyFile = (release: Release): boolean => emptyIsNone.has(release)

/** The lists of a definitions file whose items belong to a virtual host. */
export const listsInVirtualHosts = [
  'permissions',
  'topic_permissions',
  'parameters',
  'policies',
  'queues',
  'exchanges',
  'bindings',
] as const

/** The members of a definitions file that are read, or that exports of some release or other write. */
export const definitionMembers: readonly string[] = [
  ...listsInVirtualHosts,
  'users',
  'vhosts',
  'global_parameters',
  'rabbit_version',
  'rabbitmq_version',
  'product_name',
  'product_version',
  'rabbitmq_definition_format',
  'original_cluster_name',
  'original_vhost_name',
  'explanation',
  'description',
  'metadata',
  'default_queue_type',
  'limits',
  'name',
]

/** Older releases are not made for Erlang 28. */
const hangsOnErlang28 = releaseRange('4.1-4.4.0')
/**
 * Whether the import that `management.load_definitions` asks for never ends: its boot step names no step that has to come
 * before, and from Erlang 28 on it runs before there are workers for it. `load_definitions` imports later, and is not
 * touched. Source: rabbit_mgmt_app.erl and rabbit.erl@v4.3.5, release notes of 4.4.1; seen on Debian's build of 4.3.6,
 * which has Erlang 29.
 *
 * @param erlang the major release of Erlang/OTP; undefined when it is not known
 */
export function oldKeyHangs(release: Release, erlang: number | undefined): boolean | 'unknown' {
  if (!hangsOnErlang28.has(release)) return false
  return erlang === undefined ? 'unknown' : erlang >= 28
}

/** A module that this release has not yet makes hashes that nobody can check. Source: rabbitmq-server pull request 17316. */
const laterHashes: ReadonlyMap<string, ReleaseRange> = new Map([
  ['rabbit_password_hashing_pbkdf2_sha256', releaseRange('>=4.4')],
])
/** Whether a bundled module that hashes passwords came only after a release. */
export const isLaterHash = (module: string, release: Release): boolean =>
  laterHashes.get(module)?.has(release) === false

/** The length in bytes of a salted hash, by the module that makes it. Source: rabbit_password_hashing_*.erl. */
export const hashLengths: ReadonlyMap<string, number> = new Map([
  ['rabbit_password_hashing_md5', 20],
  ['rabbit_password_hashing_sha256', 36],
  ['rabbit_password_hashing_sha512', 68],
])
