import { type Command, Option } from 'commander'
import { type Store, stores } from '../../facts/metadata-store.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
import { releaseOption } from '../arguments.ts'
import type { ColorWish } from '../formats/style.ts'

export const upgradeFormats = ['pretty', 'json', 'diff'] as const

/** What the command line of `upgrade` says. */
export interface UpgradeArguments {
  readonly to: Release
  readonly format: (typeof upgradeFormats)[number]
  readonly rabbitmqVersion?: string
  readonly metadataStore?: Store
  readonly kubernetesVersion?: string
  readonly context: readonly string[]
  readonly stdinFilename: string
  readonly config?: string | boolean
  readonly color: ColorWish
}

const append = (text: string, list: readonly string[]): readonly string[] => [...list, text]

/** Adds the options of `upgrade` to a command; what it does is in `upgrade.ts`. */
export const withUpgradeOptions = (command: Command): Command =>
  command
    .argument('[path...]', 'files, folders, globs or - for standard input (default: .)')
    .addOption(
      new Option('--to <x.y>', 'the release to go to')
        .argParser(text => parseRelease(releaseOption(text)))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--format <format>', 'how to report; diff: all edits, as git apply takes them')
        .choices(upgradeFormats)
        .default('pretty'),
    )
    .option(
      '--rabbitmq-version <x.y[.z]>',
      'the release that runs, where the image does not tell',
      releaseOption,
    )
    .addOption(
      new Option(
        '--metadata-store <store>',
        'where 4.2 has its metadata (default: an upgrade keeps Mnesia)',
      ).choices(stores),
    )
    .option('--context <dir>', 'read a tree without reporting on it; may be given several times', append, [])
    .option('--stdin-filename <name>', 'name of standard input in the report', '<stdin>')
    .option('--config <file>', 'config file (default: as for lint)')
    .option('--no-config', 'read no config file')
    .addOption(
      new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    )
