import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Wanted } from '../engine/settings.ts'
import { formatKubernetes, newestKubernetes, parseKubernetes } from '../facts/kubernetes-apis.ts'
import { type Store, stores } from '../facts/metadata-store.ts'
import { parseRelease } from '../facts/release.ts'
import type { Severity } from '../model/rule/severity.ts'
import { unknownRule } from './config/explain.ts'
import { type FailOn, failOnValues } from './exit-code.ts'
import { type FormatName, formatNames } from './formats/format.ts'
import type { ColorWish } from './formats/style.ts'

/** A format, and the file it is written to; standard output where none is named. */
export interface FormatTarget {
  readonly format: FormatName
  readonly file?: string
}

/** What the command line says of how things are judged and reported. Absent means: the config file or the default decides. */
export interface ReportArguments {
  readonly format: readonly FormatTarget[]
  readonly failOn?: FailOn
  readonly rabbitmqVersion?: string
  readonly asOf?: string
  readonly metadataStore?: Store
  readonly kubernetesVersion?: string
  readonly rule: ReadonlyMap<string, Wanted>
  /** Ids of the rules that are run; all where it is empty. */
  readonly only: readonly string[]
  /** What is milder is not reported. */
  readonly minSeverity?: Severity
  readonly maxWarnings?: number
  readonly statistics: boolean
  /** A file; false for `--no-config`; true means: look for one. */
  readonly config: string | boolean
  readonly inlineConfig: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  /** Given: what is only advice is shown in full. */
  readonly show?: 'info'
  readonly allowEmpty: boolean
  readonly requireCluster: boolean
  readonly color: ColorWish
  /** UTC date, `YYYY-MM-DD`: the day on which suppressions expire. */
  readonly today: string
}

/** What the command line of `lint` says. */
export interface LintArguments extends ReportArguments {
  readonly context: readonly string[]
  readonly fix: boolean
  readonly fixUnsafe: boolean
  readonly diff: boolean
  readonly stdinFilename: string
  /** A commit: only what the files cause against it is reported. */
  readonly since?: string
  /** A file of findings that are known, and not reported. */
  readonly baseline?: string
  readonly writeBaseline?: string
}

/**
 * Adds what `lint` and `fix` understand to a command. Options of the contract that do not work yet are not declared,
 * so that they are refused and never silently ignored.
 * @param ruleIds what `--rule` accepts
 * @param fixes whether `--fix` goes without saying
 */
export const withLintOptions = (command: Command, ruleIds: readonly string[], fixes = false): Command =>
  withReportOptions(
    command.argument('[path...]', 'files, folders, globs or - for standard input (default: .)'),
    ruleIds,
    formatKubernetes(newestKubernetes),
  )
    .option('--context <dir>', 'read a tree without reporting on it; may be given several times', append, [])
    .addOption(new Option('--fix', 'write the fixes that are safe').default(fixes).hideHelp(fixes))
    .option('--fix-unsafe', 'write also the fixes that may change behaviour', false)
    .option('--diff', 'print the fixes as a unified diff and write nothing', false)
    .option('--stdin-filename <name>', 'name of standard input in the report', '<stdin>')

/** Adds what `lint` alone understands: which of the findings are news. */
export const withHistoryOptions = (command: Command): Command =>
  command
    .option('--since <revision>', 'report only what the files cause against a commit, a tag or a branch')
    .addOption(new Option('--baseline <file>', 'leave out what this file knows').conflicts('writeBaseline'))
    .option('--write-baseline <file>', 'write all findings to this file, as known')

/**
 * Adds what says how things are judged and reported.
 * @param kubernetesDefault which release of Kubernetes is meant where none is named
 */
export function withReportOptions(
  command: Command,
  ruleIds: readonly string[],
  kubernetesDefault: string,
): Command {
  return command
    .addOption(
      new Option(
        '--format <format[=file]>',
        `how to report: ${formatNames.join(', ')}; may be given several times`,
      )
        .argParser(addFormat)
        .default([], 'pretty'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'mildest severity that fails (default: error)').choices(
        failOnValues,
      ),
    )
    .option('--rabbitmq-version <x.y[.z]>', 'the release, where the image does not tell', releaseOption)
    .option('--as-of <x.y[.z]>', 'judge as if every image were this release', releaseOption)
    .addOption(
      new Option(
        '--metadata-store <store>',
        'where 4.2 has its metadata, which the image does not tell',
      ).choices(stores),
    )
    .option(
      '--kubernetes-version <x.y>',
      `the release of Kubernetes (default: ${kubernetesDefault})`,
      kubernetes,
    )
    .addOption(
      new Option(
        '--rule <id=severity>',
        'set a rule to off, info, warning or error; may be given several times',
      )
        .argParser((text: string, set: ReadonlyMap<string, Wanted>) => addRule(text, set, ruleIds))
        .default(new Map<string, Wanted>(), 'the rule decides'),
    )
    .addOption(
      new Option('--only <id>', 'run this rule alone; may be given several times')
        .argParser((text: string, list: readonly string[]) => [...list, knownRule(text, ruleIds)])
        .default([], 'all rules'),
    )
    .addOption(
      new Option('--min-severity <severity>', 'leave out what is milder').choices([
        'error',
        'warning',
        'info',
      ] satisfies Severity[]),
    )
    .option('--max-warnings <n>', 'fail also where there are more warnings', wholeNumber)
    .option('--statistics', 'count the findings of each rule, and show none', false)
    .option(
      '--config <file>',
      'config file (default: .warrener.yaml, .yml or .json, upwards to the repository root)',
    )
    .option('--no-config', 'read no config file')
    .option('--no-inline-config', 'judge as if no annotation or comment silenced a rule')
    .option('--quiet', 'print findings only', false)
    .option('--verbose', 'name also the rules that could not be judged, and say all of each finding', false)
    .addOption(
      new Option('--show <severity>', 'show infos in full, which are counted in one line').choices(['info']),
    )
    .option('--allow-empty', 'succeed where there is nothing to lint', false)
    .option('--require-cluster', 'fail where there is no RabbitMQ', false)
    .addOption(
      new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    )
    .addOption(
      new Option('--today <day>').argParser(day).default(new Date().toISOString().slice(0, 10)).hideHelp(),
    )
}

/** Reads the options of `lint` and `fix` off the command they were given to. */
export const lintArguments = (command: Command): LintArguments => argumentsOf<LintArguments>(command)

/** Reads the options off a command that has at least those of a report. */
export function argumentsOf<T extends ReportArguments>(command: Command): T {
  const options = command.opts<T>()
  return { ...options, config: options.config ?? true }
}

/** Another value of an option that may be given several times. */
export const append = (text: string, list: readonly string[]): readonly string[] => [...list, text]

function addFormat(text: string, list: readonly FormatTarget[]): readonly FormatTarget[] {
  const cut = text.indexOf('=')
  const name = cut < 0 ? text : text.slice(0, cut)
  const format = formatNames.find(known => known === name)
  if (!format) throw new InvalidArgumentError(`Known formats: ${formatNames.join(', ')}.`)
  if (cut < 0 && list.some(target => target.file === undefined)) {
    throw new InvalidArgumentError('Only one format can go to standard output; write --format FORMAT=FILE.')
  }
  if (cut === text.length - 1) throw new InvalidArgumentError('A file name must follow the =.')
  return [...list, cut < 0 ? { format } : { format, file: text.slice(cut + 1) }]
}

/** Reads the value of an option that names a release. */
export function releaseOption(text: string): string {
  if (!parseRelease(text)) throw new InvalidArgumentError('Write a release as X.Y or X.Y.Z.')
  return text
}

function kubernetes(text: string): string {
  if (!parseKubernetes(text)) throw new InvalidArgumentError('Write a release of Kubernetes as X.Y.')
  return text
}

const ruleSettings: readonly Wanted[] = ['off', 'info', 'warning', 'error']

function addRule(
  text: string,
  set: ReadonlyMap<string, Wanted>,
  ruleIds: readonly string[],
): ReadonlyMap<string, Wanted> {
  const cut = text.indexOf('=')
  const id = cut < 0 ? text : text.slice(0, cut)
  knownRule(id, ruleIds)
  const setting = ruleSettings.find(known => known === text.slice(cut + 1))
  if (cut < 0 || !setting) throw new InvalidArgumentError(`Write ${id}=off, info, warning or error.`)
  return new Map([...set, [id, setting]])
}

function knownRule(id: string, ruleIds: readonly string[]): string {
  if (!ruleIds.includes(id)) throw new InvalidArgumentError(unknownRule(id, ruleIds))
  return id
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('Write a day as YYYY-MM-DD.')
  }
  return text
}
