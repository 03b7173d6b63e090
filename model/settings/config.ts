import { isSecret } from '../../facts/conf/index.ts'
import type { Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { Broker } from '../broker/broker.ts'
import { confDialect, parseConf } from '../formats/conf/conf.ts'
import type { ConfEntry, ConfError } from '../formats/conf/conf-entry.ts'
import { mendedLine } from '../formats/conf/conf-mend.ts'
import { lineSpan } from '../formats/text/lines.ts'
import { type Address, keyOf, type Located, within } from '../kube/address.ts'
import { absent, found, type Lookup, type Seen, someOf, unknown } from '../kube/lookup.ts'
import type { File } from '../pods/files.ts'
import { chartConf, chartSettings } from '../pods/makers/chart-files.ts'
import { atValue, type ChartValues, renderChart } from '../pods/makers/chart-values.ts'

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
  /** Written by the operator, not by the user. */
  readonly generated: boolean
}

/** A line that is no setting, with what it was meant to be where that is clear. */
export interface ConfProblem extends ConfError {
  readonly at: Address
  /** The line as `key = value`. */
  readonly mended: string | undefined
}

/** One configuration file in the new format, in the order the broker reads them. */
export interface ConfFile {
  readonly path: string
  readonly at: Address
  readonly settings: readonly Setting[]
  readonly errors: readonly ConfProblem[]
  /** Why its text was not read. */
  readonly unread?: string
  readonly generated: boolean
  readonly sensitive: boolean
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
  broker.shared(JSON.stringify(['config', confDialect(release), readsConfFolder.has(release)]), () =>
    readConfig(broker, release),
  )

function readConfig(broker: Broker, release: Release): Config {
  const files = withoutUnread(confFiles(broker, release))
  const effective = new Map<string, Setting>()
  for (const file of files.items) for (const setting of file.settings) effective.set(setting.key, setting)
  const blind = files.complete ? undefined : files.why
  return {
    files,
    effective(key) {
      // A file that was not seen may come later and win, whatever the files that were seen say.
      if (blind !== undefined) return unknown(blind)
      const setting = effective.get(key)
      return setting ? found(setting) : absent()
    },
    matching: prefix =>
      someOf(
        [...effective.values()].filter(setting => setting.key.startsWith(prefix)),
        blind,
      ),
  }
}

/** A file that was not read counts as one that was not seen. */
function withoutUnread(files: Seen<ConfFile>): Seen<ConfFile> {
  const unread = files.items.find(file => file.unread !== undefined)
  if (unread === undefined) return files
  const items = files.items.filter(file => file.unread === undefined)
  return { items, complete: false, why: `${unread.path} is ${unread.unread}` }
}

function confFiles(broker: Broker, release: Release): Seen<ConfFile> {
  const read = (file: File): ConfFile => confFile(file, release)
  if (broker.workload.chart) return chartFiles(broker.workload.chart, read)
  const main = mainFile(broker)
  const extra = readsConfFolder.has(release) ? broker.files.list(broker.paths.confFolder) : none
  const items = [
    ...(main.state === 'found' ? [main.value] : []),
    ...extra.items.filter(file => file.path.endsWith('.conf')),
  ]
  const why = main.state === 'unknown' ? main.why : extra.complete ? undefined : extra.why
  const isOwn = items.length === 0 && broker.image.flavour === 'custom'
  return someOf(
    items.map(read),
    why ?? (isOwn ? 'the image may carry a configuration of its own, and none is mounted' : undefined),
  )
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

/** What values say of rabbitmq.conf: the chart adds to it, and other values may replace it. */
function chartFiles(chart: ChartValues, read: (file: File) => ConfFile): Seen<ConfFile> {
  const settings = chartSettings(chart).map(({ key, value, at: place }) => ({
    ...{ key, value, at: place, keyAt: place, lineAt: place },
    ...{ line: 1, cut: false, generated: false },
  }))
  const made = { path: 'values', at: atValue(chart), errors: [], generated: false, sensitive: false }
  const items = [...(settings.length > 0 ? [{ ...made, settings }] : []), ...chartConf(chart).map(read)]
  return someOf(items, renderChart)
}

function confFile(file: File, release: Release): ConfFile {
  const { entries, errors, unread } = parseConf(file.value, confDialect(release))
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
