import { type Command, Option } from 'commander'
import { type Store, stores } from '../../facts/metadata-store.ts'
import { append, releaseOption } from '../arguments.ts'
import type { ColorWish } from '../formats/style.ts'

export const diagnosisFormats = ['pretty', 'json'] as const

/** What the command line of `diagnose` says. */
export interface DiagnoseArguments {
  readonly format: (typeof diagnosisFormats)[number]
  readonly rabbitmqVersion?: string
  readonly metadataStore?: Store
  readonly context: readonly string[]
  /** A file; false for `--no-config`; true means: look for one. */
  readonly config: string | boolean
  readonly color: ColorWish
}

/** Adds what `diagnose` understands to a command. */
export const withDiagnoseOptions = (command: Command): Command =>
  command
    .argument('[log]', 'a log, events or what a command answered; - for standard input', '-')
    .argument('[path...]', 'manifests in which the cause is looked for (default: none)')
    .addOption(
      new Option('--format <format>', 'how to report').choices(diagnosisFormats).default('pretty' as const),
    )
    .option('--rabbitmq-version <x.y[.z]>', 'the release, where neither image nor log tells', releaseOption)
    .addOption(new Option('--metadata-store <store>', 'where 4.2 has its metadata').choices(stores))
    .option('--context <dir>', 'read a tree without reporting on it; may be given several times', append, [])
    .option('--config <file>', 'config file (default: as lint finds it)')
    .option('--no-config', 'read no config file')
    .addOption(
      new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    )

/** Reads them off the command they were given to. */
export function diagnoseArguments(command: Command): DiagnoseArguments {
  const options = command.opts<DiagnoseArguments>()
  return { ...options, config: options.config ?? true }
}
