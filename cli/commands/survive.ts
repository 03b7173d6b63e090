import type { Store } from '../../facts/metadata-store.ts'
import type { ScenarioId } from '../../recovery/scenarios.ts'
import { surviveFiles } from '../../recovery/survive.ts'
import { loadConfig } from '../config/load.ts'
import { type ExitCode, exitCode, Stop } from '../exit-code.ts'
import type { ColorWish } from '../formats/style.ts'
import { formatSurvival, type SurvivalFormat } from '../formats/survival/format.ts'
import { lookOf } from '../formats/terminal.ts'
import { engineOptions, gather, type JudgingArguments } from '../gather.ts'
import type { Host } from '../host.ts'
import { ruleIds } from '../rule-ids.ts'

export interface SurviveArguments {
  readonly format: SurvivalFormat
  readonly all: boolean
  readonly scenario?: ScenarioId
  readonly trace: boolean
  readonly rabbitmqVersion?: string
  readonly asOf?: string
  readonly metadataStore?: Store
  readonly context: readonly string[]
  readonly stdinFilename: string
  readonly config?: string | boolean
  readonly color: ColorWish
}

/** `warrener survive`. Throws a Stop where there is nothing to look at. */
export async function runSurvive(
  paths: readonly string[],
  args: SurviveArguments,
  host: Host,
): Promise<ExitCode> {
  const loaded = loadConfig(args.config ?? true, host.cwd, ruleIds)
  const gathered = await gather(paths, { ...args, allowEmpty: false }, { cwd: host.cwd }, host.stdin)
  const { files, unread } = gathered
  if (files.length === 0 && unread.length === 0)
    throw new Stop(
      exitCode.nothing,
      'nothing to look at: no file ends in .yaml, .yml or .json, or all are empty',
    )
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
