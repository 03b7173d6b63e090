import { type Command, Option } from 'commander'
import { stores } from '../../facts/metadata-store.ts'
import { scenarios } from '../../recovery/scenarios.ts'
import { releaseOption } from '../arguments.ts'
import { survivalFormats } from '../formats/survival/names.ts'
import { withManifestOptions } from './manifest-options.ts'

/** Adds the options of `survive` to a command; what it does is in `survive.ts`. */
export const withSurviveOptions = (command: Command): Command =>
  withManifestOptions(
    command
      .argument('[path...]', 'files, folders, globs or - for standard input (default: .)')
      .addOption(new Option('--format <format>', 'how to report').choices(survivalFormats).default('pretty'))
      .option('--all', 'every queue in every scenario: why, what decides, what to type', false)
      .addOption(
        new Option('--scenario <id>', 'this one alone, in full').choices(scenarios.map(({ id }) => id)),
      )
      .option('--trace', 'with --format json: each step of what happens', false)
      .option('--rabbitmq-version <x.y[.z]>', 'the release, where the image does not tell', releaseOption)
      .option('--as-of <x.y[.z]>', 'as if every image were this release', releaseOption)
      .addOption(
        new Option(
          '--metadata-store <store>',
          'where 4.2 has its metadata, which the image does not tell',
        ).choices(stores),
      ),
  )
