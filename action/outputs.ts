import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ExitCode, exitCode } from '../cli/exit-code.ts'
import { json } from '../cli/formats/json.ts'
import type { Judgement } from './judge.ts'
import { setOutputs } from './runner.ts'

/** Writes the JSON report and sets the outputs of action.yml. */
export function giveReport({ report, review }: Judgement, code: ExitCode, env: NodeJS.ProcessEnv): void {
  const { errors, warnings, infos, fixable, suppressed } = report.summary
  const file = join(env.RUNNER_TEMP || tmpdir(), 'warrener-report.json')
  writeFileSync(file, json(report))
  setOutputs(env, {
    outcome: code === exitCode.clean ? 'success' : 'failure',
    findings: report.findings.length,
    errors,
    warnings,
    infos,
    fixable,
    suppressed,
    'new-findings': review?.introduced.length ?? '',
    'fixed-findings': review?.fixed.length ?? '',
    'json-file': file,
  })
}
