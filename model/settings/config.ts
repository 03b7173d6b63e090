import { isSecret } from '../../facts/conf/index.ts'
import type { Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { Broker } from '../broker/broker.ts'
import { type ConfDialect, confDialect, parseConf } from '../formats/conf/conf.ts'
import type { ConfEntry, ConfError } from '../formats/conf/conf-entry.ts'
import { mendedLine } from '../formats/conf/conf-mend.ts'
import { lineSpan } from '../formats/text/lines.ts'
import { type Address, keyOf, type Located, within } from '../kube/address.ts'
import { absent, found, type Lookup, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { onceEachWith } from '../kube/once-each.ts'
import type { File, Part, UnseenLines } from '../pods/files.ts'

/** One `key = value` line with its place. */
export interface Setting extends Located<string> {
  readonly key: string
  /** The key itself, for findings about the key and not about its value. */
  readonly keyAt: Address
  /** This very line, where a key is set more than once: `at` is the line that counts. */
  readonly lineAt: Address
  /** 1-based, in its file. */
  readonly line: number
  /** Whether a `#` directly behind the value cuts it short. */
  readonly cut: boolean
  /** Written by whoever makes the pods or by the image, not by the user. */
  readonly generated: boolean
}

/** A line that is no setting, with what it was meant to be where that is clear. */
export interface ConfProblem extends ConfError {
  readonly at: Address
  /** The line as `key = value`. */
  readonly mended: string | undefined
}

/** A configuration file in the new format, or a piece of one, in the order the broker reads them. */
export interface ConfFile {
  readonly path: string
  readonly at: Address
  readonly settings: readonly Setting[]
  readonly errors: readonly ConfProblem[]
  /** Why its text was not read. */
  readonly unread?: string
  readonly generated: boolean
  readonly sensitive: boolean
  /** Set where this piece was not seen. */
  readonly unseen?: UnseenLines
}

/** What rabbitmq.conf and conf.d say together. */
export interface Config {
  /** Main file first, then conf.d in the order of names: the last line that sets a key wins. */
  readonly files: Seen<ConfFile>
  /** The line that counts for `key`. Unknown as soon as a file that was not seen may set it. */
  effective(key: string): Lookup<Setting>
  /** The lines that count for keys that begin with `prefix`, though a file that was not seen may replace them. */
  matching(prefix: string): Seen<Setting>
}

/** The configuration of a broker as one release reads it; the same for releases that read it alike. */
export const configOf = (broker: Broker, release: Release): Config =>
  readConfig(broker, { dialect: confDialect(release), readsFolder: readsConfFolder.has(release) })

/** How a release reads its configuration. */
interface Reading {
  readonly dialect: ConfDialect
  readonly readsFolder: boolean
}
const readConfig = onceEachWith((broker: Broker, reading: Reading): Config => {
  const { items, blind } = withoutUnread(confFiles(broker, reading))
  const effective = new Map<string, { readonly setting: Setting; readonly order: number }>()
  for (const [order, file] of items.entries())
    for (const setting of file.settings) effective.set(setting.key, { setting, order })
  const gaps = items.flatMap(({ unseen }, order) => (unseen ? [{ ...unseen, order }] : []))
  const why = blind ?? gaps.find(gap => gap.proof !== undefined)?.why
  return {
    files: someOf(items, why),
    effective(key) {
      // A file that was not seen may come later and win, whatever the files that were seen say.
      if (blind !== undefined) return unknown(blind)
      const last = effective.get(key)
      const gap = gaps.findLast(candidate => candidate.maySet(key))
      if (gap && gap.order > (last?.order ?? -1)) return unknown(gap.why)
      return last ? found(last.setting) : absent(gaps.find(({ proof }) => proof !== undefined)?.proof)
    },
    matching: prefix =>
      someOf(
        [...effective.values()].flatMap(({ setting }) => (setting.key.startsWith(prefix) ? [setting] : [])),
        why,
      ),
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

function confFiles(broker: Broker, { dialect, readsFolder }: Reading): ConfFiles {
  const main = mainFile(broker)
  const extra = readsFolder ? broker.files.list(broker.paths.confFolder) : none
  const files = [
    ...(main.state === 'found' ? [main.value] : []),
    ...extra.items.filter(file => file.path.endsWith('.conf')),
  ]
  const items = files.flatMap(file => piecesOf(file, dialect))
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

/** A file as one piece, or as the pieces that its maker puts together. */
const piecesOf = (file: File, dialect: ConfDialect): readonly ConfFile[] =>
  file.parts
    ? file.parts.map(part => pieceOf(file.path, part, dialect))
    : [confFile({ ...file, path: file.path }, dialect)]

function pieceOf(path: string, part: Part, dialect: ConfDialect): ConfFile {
  if (part.is === 'text') return confFile({ ...part, path }, dialect)
  if (part.is === 'line') return lineOf(path, part)
  const nowhere = { settings: [], errors: [], generated: true, sensitive: false }
  return { path, at: part.at, ...nowhere, unseen: part }
}

/** A line around a value of the user's: the key has no place of its own. */
function lineOf(path: string, { key, value, at, sensitive = false }: Part & { is: 'line' }): ConfFile {
  const secret = sensitive || isSecret(key)
  const setting: Setting = {
    ...{ key, value, at, keyAt: at, lineAt: at, line: 1, cut: false, generated: false },
    ...(secret ? { sensitive: true } : {}),
  }
  return { path, at, settings: [setting], errors: [], generated: true, sensitive }
}

function confFile(file: File, dialect: ConfDialect): ConfFile {
  const { entries, errors, unread } = parseConf(file.value, dialect)
  const seen = new Map<string, number>()
  const nth = (key: string): number => {
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return count
  }
  return {
    path: file.path,
    at: file.at,
    settings: entries.map(entry => settingOf(file, entry, nth(entry.key))),
    errors: errors.map(error => problemOf(file, error)),
    generated: file.generated === true,
    sensitive: file.sensitive ?? false,
    ...(unread === undefined ? {} : { unread }),
  }
}

function problemOf(file: File, error: ConfError): ConfProblem {
  const span = lineSpan(file.value, error.line)
  return {
    ...error,
    at: within(file.at, { as: 'conf' }, error.line),
    mended: span && mendedLine(file.value.slice(span.start, span.end)),
  }
}

function settingOf(file: File, { key, value, valueSpan, line }: ConfEntry, nth: number): Setting {
  const generated = file.generated === true
  const place = generated ? file.at : within(file.at, { as: 'conf' }, key)
  return {
    key,
    value,
    at: place,
    keyAt: generated ? place : keyOf(place),
    lineAt: generated ? place : within(place, nth),
    line,
    cut: file.value[valueSpan.end] === '#',
    generated,
    ...(isSensitive(file, key) ? { sensitive: true } : {}),
  }
}

/** Values that must not be printed: all of a Secret, and whatever the schema calls a secret. */
const isSensitive = (file: File, key: string): boolean => file.sensitive === true || isSecret(key)
