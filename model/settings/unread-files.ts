import type { Broker } from '../broker/broker.ts'
import { mentionsWord } from '../broker/word-uses.ts'
import { ifFound, ifSeen, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import { cleanPath, isBelow } from '../pods/container.ts'
import type { File } from '../pods/files.ts'
import { plainText } from '../pods/symbolic-text.ts'
import { isReadOnlyMount } from '../pods/volumes.ts'
import type { Config } from './config.ts'

/** A file of configuration that is mounted where this broker does not look. */
export interface UnreadFile {
  readonly file: File
  /** `place`: nobody reads that path. `classic`: rabbitmq.config is there, and wins. `unnamed`: no setting names it. */
  readonly cause: 'place' | 'classic' | 'unnamed'
}

/** Names that only a file of the broker's configuration has. */
const configuration =
  /^(?:rabbitmq\.conf|rabbitmq\.config|advanced\.config|enabled_plugins|rabbitmq-env\.conf)$/
const definitions = /^(?:rabbitmq[_-])?(?:load_)?definitions?\.json$/

/**
 * Configuration in the mounts of a broker of the official image that it never reads, as far as that is certain: nothing
 * names the file or its folder, and no other mount shows it where it is read.
 */
export function unreadFiles(broker: Broker, config: Config): Seen<UnreadFile> {
  const { files, paths } = broker
  if (files.open !== undefined) return someOf([], files.open)
  const written = files.mounts.filter(({ generated }) => !generated)
  const found = written.map(mount => ({ mount, files: files.shownBy(mount) }))
  const shown = found.flatMap(({ files }) => ifFound(files) ?? [])
  // What lies on a disk nobody wrote into a manifest; what a ConfigMap or Secret holds somebody did.
  const unseen = found.flatMap(({ mount, files }) =>
    files.state === 'unknown' && isReadOnlyMount(broker.workload, mount) ? [files.why] : [],
  )
  const isRead = readPaths(broker, config)
  const isNamed = namedPaths(broker, config)
  const read = new Set(shown.filter(file => isRead.has(file.path)))
  const readPlaces = placesOf([...read])
  const open = whyOpen(config.files)
  const classic = paths.classic.some(path => files.read(path).state === 'found')
  const items = shown.flatMap((file): readonly UnreadFile[] => {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1)
    if (classic && paths.mainConf.includes(file.path)) return [{ file, cause: 'classic' }]
    const isDefinitions = definitions.test(name)
    const isConfiguration =
      configuration.test(name) || hasWrongEnding(broker, file.path) || isBeside(broker, file.path)
    if (!(isConfiguration || isDefinitions) || read.has(file) || readPlaces(file)) return []
    if (isNamed(file.path)) return []
    return [{ file, cause: isDefinitions ? 'unnamed' : 'place' }]
  })
  // A line that was not seen may name them.
  const certain = open === undefined ? items : items.filter(({ cause }) => cause !== 'unnamed')
  return someOf(certain, unseen[0] ?? (certain.length < items.length ? open : undefined))
}

/** Tells whether a file lies in the same text as one of these. */
function placesOf(files: readonly File[]): (file: File) => boolean {
  const byObject = Map.groupBy(files, ({ at }) => at.object)
  const steps = new Map(
    [...byObject].map(([object, own]) => [object, new Set(own.map(({ at }) => JSON.stringify(at.path)))]),
  )
  return ({ at }) => steps.get(at.object)?.has(JSON.stringify(at.path)) === true
}

/** Of conf.d only *.conf is read; of a folder that a variable names, everything. */
const hasWrongEnding = ({ paths, environment }: Broker, path: string): boolean =>
  environment.get('RABBITMQ_CONFIG_FILES').state === 'absent' &&
  path.slice(0, path.lastIndexOf('/')) === paths.confFolder &&
  !path.endsWith('.conf')

/** Whether a file has the ending of rabbitmq.conf and lies in its folder, where only that one is read. */
const isBeside = ({ paths }: Broker, path: string): boolean =>
  path.endsWith('.conf') &&
  [...paths.mainConf, '/etc/rabbitmq/rabbitmq.conf'].some(main => folderOf(main) === folderOf(path))

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** The paths that the broker reads. */
function readPaths({ paths, environment }: Broker, config: Config): ReadonlySet<string> {
  const env = ifFound(environment.get('RABBITMQ_CONF_ENV_FILE'))
  const envFile = (env && plainText(env.text)) ?? '/etc/rabbitmq/rabbitmq-env.conf'
  const single = [...paths.mainConf, ...paths.classic, ...paths.advanced, paths.plugins, envFile]
  return new Set([...single.map(cleanPath), ...ifSeen(config.files).map(({ path }) => path)])
}

/** Tells whether a setting, a variable or a script names a file, or a folder that it lies in. */
function namedPaths(broker: Broker, config: Config): (path: string) => boolean {
  const texts = [
    // Quotes that the release takes for a part of the name are another rule's business.
    ...ifSeen(config.matching('')).map(({ value }) => value.replace(/^(["'])(.*)\1$/, '$2')),
    ...[...broker.environment.seen.values()].map(({ text }) => plainText(text) ?? ''),
  ]
  const names = new Set(
    texts.filter(text => text.startsWith('/')).map(text => cleanPath(text).replace(/\/\*.*$/, '')),
  )
  return path => {
    const folder = folderOf(path)
    return (
      (path.length > longest
        ? [...names].some(name => isBelow(path, name))
        : [...foldersAround(path)].some(around => names.has(around))) ||
      mentionsWord(broker, path) ||
      (folder !== '/etc/rabbitmq' && mentionsWord(broker, folder))
    )
  }
}

/** No system has a longer path: with what is written like one, its folders would be too much to look up. */
const longest = 4096

/** A path and the folders that it lies in, the root by both of its names. */
function* foldersAround(path: string): Generator<string> {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) yield path.slice(0, end)
  yield '/'
  yield ''
}
