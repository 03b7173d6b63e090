import { type Command, Option } from 'commander'
import { append } from '../arguments.ts'
import { type LoadedConfig, loadConfig } from '../config/load.ts'
import { exitCode, Stop } from '../exit-code.ts'
import type { ColorWish } from '../formats/style.ts'
import { type Gathered, gather } from '../gather.ts'
import type { Host } from '../host.ts'
import { ruleIds } from '../rule-ids.ts'

/** What the command line of a command says that looks at manifests and reports no findings. */
export interface ManifestArguments {
  readonly context: readonly string[]
  readonly stdinFilename: string
  /** A file; false for `--no-config`; absent and true mean: look for one. */
  readonly config?: string | boolean
  readonly color: ColorWish
}

/** Adds what says where manifests and config lie, and how the answer looks. */
export const withManifestOptions = (command: Command): Command =>
  command
    .option('--context <dir>', 'read a tree without reporting on it; may be given several times', append, [])
    .option('--stdin-filename <name>', 'name of standard input in the report', '<stdin>')
    .option('--config <file>', 'config file (default: as for lint)')
    .option('--no-config', 'read no config file')
    .addOption(
      new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    )

/** Reads the manifests and the config file. Throws a Stop where there is nothing to look at. */
export async function readManifests(
  paths: readonly string[],
  args: ManifestArguments,
  { cwd, stdin }: Host,
): Promise<{ readonly loaded: LoadedConfig; readonly gathered: Gathered }> {
  const loaded = loadConfig(args.config ?? true, cwd, ruleIds)
  const gathered = await gather(paths, { ...args, allowEmpty: false }, { cwd }, stdin)
  if (gathered.files.length === 0 && gathered.unread.length === 0)
    throw new Stop(
      exitCode.nothing,
      'nothing to look at: no file ends in .yaml, .yml or .json, or all are empty',
    )
  return { loaded, gathered }
}
