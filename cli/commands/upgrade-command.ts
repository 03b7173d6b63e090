import { type Command, Option } from 'commander'
import { type Store, stores } from '../../facts/metadata-store.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
import { releaseOption } from '../arguments.ts'
import { type ManifestArguments, withManifestOptions } from './manifest-options.ts'

export const upgradeFormats = ['pretty', 'json', 'diff'] as const

/** What the command line of `upgrade` says. */
export interface UpgradeArguments extends ManifestArguments {
  readonly to: Release
  readonly format: (typeof upgradeFormats)[number]
  readonly rabbitmqVersion?: string
  readonly metadataStore?: Store
  readonly kubernetesVersion?: string
}

/** Adds the options of `upgrade` to a command; what it does is in `upgrade.ts`. */
export const withUpgradeOptions = (command: Command): Command =>
  withManifestOptions(
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
      ),
  )
