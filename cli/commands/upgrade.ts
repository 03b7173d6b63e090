import { rules } from '../../bound.ts'
import { planUpgrade } from '../../recovery/upgrade/plan.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { lookOf } from '../formats/terminal.ts'
import { diffUpgrade, jsonUpgrade, prettyUpgrade } from '../formats/upgrade.ts'
import { engineOptions } from '../gather.ts'
import type { Host } from '../host.ts'
import { readManifests } from './manifest-options.ts'
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
  const { loaded, gathered } = await readManifests(paths, args, host)
  const { files } = gathered
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
