import { rules } from '../../bound.ts'
import { planUpgrade } from '../../recovery/upgrade/plan.ts'
import { loadConfig } from '../config/load.ts'
import { type ExitCode, exitCode, isStop, Stop } from '../exit-code.ts'
import { lookOf } from '../formats/terminal.ts'
import { diffUpgrade, failedUpgrade, jsonUpgrade, prettyUpgrade } from '../formats/upgrade.ts'
import { engineOptions, gather } from '../gather.ts'
import type { Host } from '../host.ts'
import { ruleIds } from '../rule-ids.ts'
import type { UpgradeArguments } from './upgrade-command.ts'

/**
 * `warrener upgrade`: what blocks the way to a release, what to type, and the edits. Exit code 1 where something blocks it, or there is no way.
 * Throws a Stop where there is nothing to look at.
 */
export async function runUpgrade(
  paths: readonly string[],
  args: UpgradeArguments,
  host: Host,
): Promise<ExitCode> {
  try {
    return await plan(paths, args, host)
  } catch (error) {
    if (isStop(error) && args.format === 'json')
      host.out.write(failedUpgrade({ code: error.code, message: error.message }))
    throw error
  }
}

async function plan(paths: readonly string[], args: UpgradeArguments, host: Host): Promise<ExitCode> {
  const loaded = loadConfig(args.config ?? true, host.cwd, ruleIds)
  const gathered = await gather(paths, { ...args, allowEmpty: false }, { cwd: host.cwd }, host.stdin)
  const { files, unread } = gathered
  if (files.length === 0 && unread.length === 0)
    throw new Stop(
      exitCode.nothing,
      'nothing to look at: no file ends in .yaml, .yml or .json, or all are empty',
    )
  const asked = {
    ...args,
    rule: new Map(),
    only: [],
    inlineConfig: false,
    today: new Date().toISOString().slice(0, 10),
  }
  const options = await engineOptions(asked, loaded, gathered, host.cwd)
  const report = planUpgrade(files, rules, { ...options, to: args.to })
  const formats = {
    pretty: () => prettyUpgrade(report, { ...lookOf(host.out, args.color, host.env), files: files.length }),
    json: () => jsonUpgrade(report),
    diff: () => diffUpgrade(report),
  }
  host.out.write(formats[args.format]())
  const isBlocked = report.clusters.some(
    ({ hops, refused }) => refused !== undefined || hops.some(({ blockers }) => blockers.length > 0),
  )
  return isBlocked ? exitCode.findings : exitCode.clean
}
