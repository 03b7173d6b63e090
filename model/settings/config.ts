import type { Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { Broker } from '../broker/broker.ts'
import { type CarriedFile, imageConf } from '../broker/image-conf.ts'
import { type ConfDialect, confDialect } from '../formats/conf/conf.ts'
import { type Address, within } from '../kube/address.ts'
import { compareText } from '../kube/compare-text.ts'
import { absent, found, type Lookup, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { onceEachWith } from '../kube/once-each.ts'
import { inContainer } from '../pods/container.ts'
import type { File } from '../pods/files.ts'
import { type ConfFile, piecesOf, type Setting } from './conf-pieces.ts'

export type { ConfFile, ConfProblem, Setting } from './conf-pieces.ts'

/** What rabbitmq.conf and conf.d say together. */
export interface Config {
  /** Main file first, then conf.d in the order of names: the last line that sets a key wins. */
  readonly files: Seen<ConfFile>
  /** The line that counts for `key`. Unknown as soon as a file that was not seen may set it. */
  effective(key: string): Lookup<Setting>
  /** The lines that count for keys that begin with `prefix`, though a file that was not seen may replace them. */
  matching(prefix: string): Seen<Setting>
}

/** Where a line for a key would go: the last file that the user wrote and that can be read; undefined where there is none. */
export function placeFor({ files }: Config, key: string): Address | undefined {
  const file = files.items.findLast(
    ({ generated, sensitive, errors }) => !generated && !sensitive && errors.length === 0,
  )
  return file && within(file.at, { as: 'conf' }, key)
}

/** Where a reader looks for a setting that nobody made: the last file that the user wrote, or else the node itself. */
export function placeOfUnset({ files }: Config, { workload, container }: Broker): Address {
  const file = files.items.findLast(({ generated }) => !generated)
  return file?.at ?? workload.template.locate(container.steps)
}

/** The configuration of a broker as one release reads it; the same for releases that read it alike. */
export const configOf = (broker: Broker, release: Release): Config =>
  readConfig(broker, {
    dialect: confDialect(release),
    readsFolder: readsConfFolder.has(release),
    carried: imageConf(broker, release),
  })

/** How a release reads its configuration. */
interface Reading {
  readonly dialect: ConfDialect
  readonly readsFolder: boolean
  /** What the image has in conf.d. */
  readonly carried: readonly CarriedFile[]
}
const readConfig = onceEachWith((broker: Broker, reading: Reading): Config => {
  const { items, blind } = withoutUnread(confFiles(broker, reading))
  const effective = new Map<string, { readonly setting: Setting; readonly order: number }>()
  for (const [order, file] of items.entries())
    for (const setting of file.settings) effective.set(setting.key, { setting, order })
  const gaps = items.flatMap(({ unseen }, order) => (unseen ? [{ ...unseen, order }] : []))
  const why = blind ?? gaps.find(gap => gap.proof !== undefined || gap.isUsers)?.why
  return {
    files: someOf(items, why),
    effective(key) {
      // A file that was not seen may come later and win, whatever the files that were seen say.
      if (blind !== undefined) return unknown(blind)
      const last = effective.get(key)
      const gap = gaps.findLast(candidate => candidate.maySet(key))
      if (gap && gap.order > (last?.order ?? -1)) return unknown(gap.why)
      if (last?.setting.open !== undefined) return unknown(last.setting.open)
      return last ? found(last.setting) : absent(gaps.find(({ proof }) => proof !== undefined)?.proof)
    },
    matching(prefix) {
      const settings = [...effective.values()].flatMap(({ setting }) =>
        setting.key.startsWith(prefix) ? [setting] : [],
      )
      const open = settings.find(setting => setting.open !== undefined)
      return someOf(
        settings.filter(setting => setting.open === undefined),
        why ?? open?.open,
      )
    },
  }
})

interface ConfFiles {
  readonly items: readonly ConfFile[]
  /** Why a whole file was not seen. */
  readonly blind: string | undefined
}

/** A file that was not read counts as one that was not seen. */
function withoutUnread({ items, blind }: ConfFiles): ConfFiles {
  const unread = items.find(file => file.unread !== undefined)
  if (unread === undefined) return { items, blind }
  return {
    items: items.filter(file => file.unread === undefined),
    blind: `${unread.path} is ${unread.unread}`,
  }
}

function confFiles(broker: Broker, { dialect, readsFolder, carried }: Reading): ConfFiles {
  const main = mainFile(broker)
  const { confFolder } = broker.paths
  const extra = readsFolder ? broker.files.list(confFolder) : none
  const image = inContainer(broker.workload.template, broker.container, 'image')
  const inFolder = [
    ...carried
      .filter(({ path }) => path.startsWith(`${confFolder}/`))
      .map((file): File => ({ ...file, at: image, generated: true })),
    ...extra.items.filter(file => file.path.endsWith('.conf')),
  ].sort((a, b) => compareText(a.path, b.path))
  const files = [...(main.state === 'found' ? [main.value] : []), ...inFolder]
  const unmounted = broker.image.flavour === 'custom' ? 'the image may carry what a file includes' : undefined
  const items = piecesOf(files, { files: broker.files, dialect, unmounted })
  const why = main.state === 'unknown' ? main.why : extra.complete ? undefined : extra.why
  const isOwn = files.length === 0 && broker.image.flavour === 'custom'
  const own = isOwn ? 'the image may carry a configuration of its own, and none is mounted' : undefined
  return { items, blind: why ?? own }
}

/** Source: rabbit_prelaunch_conf.erl and the release notes of 3.8.4: before, there is no conf.d. */
const readsConfFolder = releaseRange('>=3.8.4')
const none: Seen<File> = { items: [], complete: true }

/**
 * The first of the places where this image looks for its main file. Beside a file in the classic format it is not read.
 * Source: rabbit_prelaunch_conf.erl@v4.3.5, find_actual_main_config_file/1.
 */
function mainFile(broker: Broker): Lookup<File> {
  const classic = broker.paths.classic.map(path => broker.files.read(path))
  if (classic.some(({ state }) => state === 'found')) return absent()
  for (const path of broker.paths.mainConf) {
    const file = broker.files.read(path)
    if (file.state !== 'absent') return file
  }
  return absent()
}
