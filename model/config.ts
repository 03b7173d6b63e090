import { isSecret } from '../facts/conf/index.ts'
import type { Release } from '../facts/release.ts'
import { type Address, at, keyOf, type Located, within } from './address.ts'
import type { Broker } from './broker.ts'
import type { File } from './container-files.ts'
import { type ConfEntry, type ConfError, confDialect, parseConf } from './formats/conf.ts'
import { isString } from './json.ts'
import { absent, found, type Lookup, type Seen, unknown } from './lookup.ts'
import { operatorDefaults } from './operator.ts'
import { dig } from './read.ts'

/** One `key = value` line with its place. */
export interface Setting extends Located<string> {
  readonly key: string
  /** The key itself, for findings about the key and not about its value. */
  readonly keyAt: Address
  /** Written by the operator, not by the user. */
  readonly generated: boolean
}

/** One configuration file in the new format, in the order the broker reads them. */
export interface ConfFile {
  readonly path: string
  readonly at: Address
  readonly settings: readonly Setting[]
  readonly errors: readonly ConfError[]
  readonly generated: boolean
  readonly sensitive: boolean
}

/** What rabbitmq.conf and conf.d say together. */
export interface Config {
  /** Main file first, then conf.d in the order of names: the last line that sets a key wins. */
  readonly files: Seen<ConfFile>
  /** The line that counts for `key`. Unknown as soon as a file that was not seen may set it. */
  effective(key: string): Lookup<Setting>
  /** The lines that count for keys that begin with `prefix`. */
  matching(prefix: string): readonly Setting[]
}

/** The configuration of a broker as one release reads it. */
export function configOf(broker: Broker, release: Release): Config {
  const files = confFiles(broker, release)
  const effective = new Map<string, Setting>()
  for (const file of files.items) for (const setting of file.settings) effective.set(setting.key, setting)
  const blind = files.complete ? undefined : (files.why ?? 'a part of the configuration was not seen')
  return {
    files,
    effective(key) {
      // A file that was not seen may come later and win, whatever the files that were seen say.
      if (blind !== undefined) return unknown(blind)
      const setting = effective.get(key)
      return setting ? found(setting) : absent()
    },
    matching: prefix => [...effective.values()].filter(setting => setting.key.startsWith(prefix)),
  }
}

function confFiles(broker: Broker, release: Release): Seen<ConfFile> {
  const read = (file: File): ConfFile => confFile(file, release)
  if (broker.workload.kind === 'RabbitmqCluster') return operatorFiles(broker, read)
  const main = mainFile(broker)
  const extra = broker.files.list(broker.paths.confFolder)
  const items = [
    ...(main.state === 'found' ? [main.value] : []),
    ...extra.items.filter(file => file.path.endsWith('.conf')),
  ]
  const why = main.state === 'unknown' ? main.why : extra.complete ? undefined : extra.why
  if (why !== undefined) return { items: items.map(read), complete: false, why }
  if (items.length === 0 && broker.image.flavour === 'custom') {
    return {
      items: [],
      complete: false,
      why: 'the image may carry a configuration of its own, and none is mounted',
    }
  }
  return { items: items.map(read), complete: true }
}

/** The first of the places where this image looks for its main file. */
function mainFile(broker: Broker): Lookup<File> {
  for (const path of broker.paths.mainConf) {
    const file = broker.files.read(path)
    if (file.state !== 'absent') return file
  }
  return absent()
}

function operatorFiles({ workload }: Broker, read: (file: File) => ConfFile): Seen<ConfFile> {
  const { object } = workload
  const text = [...operatorDefaults(object)].map(([key, value]) => `${key} = ${value}`).join('\n')
  const defaults = read({
    path: '/etc/rabbitmq/conf.d/10-operatorDefaults.conf',
    value: text,
    at: at(object),
  })
  const generated: ConfFile = {
    ...defaults,
    generated: true,
    settings: defaults.settings.map(setting => ({
      ...setting,
      at: at(object),
      keyAt: at(object),
      generated: true,
    })),
  }
  const own = dig(object.value, ['spec', 'rabbitmq', 'additionalConfig'])
  if (!isString(own)) return { items: [generated], complete: true }
  const place = at(object, 'spec', 'rabbitmq', 'additionalConfig')
  return {
    items: [
      generated,
      read({ path: '/etc/rabbitmq/conf.d/90-userDefinedConfiguration.conf', value: own, at: place }),
    ],
    complete: true,
  }
}

function confFile(file: File, release: Release): ConfFile {
  const { entries, errors } = parseConf(file.value, confDialect(release))
  return {
    path: file.path,
    at: file.at,
    settings: entries.map(entry => settingOf(file, entry)),
    errors,
    generated: false,
    sensitive: file.sensitive ?? false,
  }
}

function settingOf(file: File, { key, value }: ConfEntry): Setting {
  const place = within(file.at, { as: 'conf' }, key)
  return {
    key,
    value,
    at: place,
    keyAt: keyOf(place),
    generated: false,
    ...(isSensitive(file, key) ? { sensitive: true } : {}),
  }
}

/** Values that must not be printed: all of a Secret, and whatever the schema calls a secret. */
const isSensitive = (file: File, key: string): boolean => file.sensitive === true || isSecret(key)
