import type { Store } from '../../facts/metadata-store.ts'
import type { ScenarioId } from '../../recovery/scenarios.ts'
import { surviveFiles } from '../../recovery/survive.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { formatSurvival } from '../formats/survival/format.ts'
import type { SurvivalFormat } from '../formats/survival/names.ts'
import { lookOf } from '../formats/terminal.ts'
import { engineOptions, type JudgingArguments } from '../gather.ts'
import type { Host } from '../host.ts'
import { type ManifestArguments, readManifests } from './manifest-options.ts'

export interface SurviveArguments extends ManifestArguments {
  readonly format: SurvivalFormat
  readonly all: boolean
  readonly scenario?: ScenarioId
  readonly trace: boolean
  readonly rabbitmqVersion?: string
  readonly asOf?: string
  readonly metadataStore?: Store
}

/** `warrener survive`. Throws a Stop where there is nothing to look at. */
export async function runSurvive(
  paths: readonly string[],
  args: SurviveArguments,
  host: Host,
): Promise<ExitCode> {
  const { loaded, gathered } = await readManifests(paths, args, host)
  const { files } = gathered
  const options = await engineOptions({ ...noRules, ...told(args) }, loaded, gathered, host.cwd)
  const { trace, scenario } = args
  const report = surviveFiles(files, { ...options, trace, ...(scenario === undefined ? {} : { scenario }) })
  const { style, width } = lookOf(host.out, args.color, host.env)
  host.out.write(formatSurvival(args.format, report, { style, width, all: args.all, files: files.length }))
  return exitCode.clean
}

/** No rule is run. */
const noRules = { rule: new Map(), only: [], inlineConfig: true, today: '' } as const
const told = ({ rabbitmqVersion, asOf, metadataStore }: SurviveArguments): Partial<JudgingArguments> => ({
  ...(rabbitmqVersion === undefined ? {} : { rabbitmqVersion }),
  ...(asOf === undefined ? {} : { asOf }),
  ...(metadataStore === undefined ? {} : { metadataStore }),
})
