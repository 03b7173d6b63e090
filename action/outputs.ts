import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setOutput } from '@actions/core'
import { type ExitCode, exitCode } from '../cli/exit-code.ts'
import { json } from '../cli/formats/json.ts'
import type { Judgement } from './judge.ts'

/** Writes the JSON report and sets the outputs of action.yml. */
export function setOutputs(
  { report, review }: Judgement,
  code: ExitCode,
  sarifFile: string | undefined,
  env: NodeJS.ProcessEnv,
): void {
  const { errors, warnings, infos, fixable, suppressed } = report.summary
  const file = join(env.RUNNER_TEMP || tmpdir(), 'warrener-report.json')
  writeFileSync(file, json(report))
  const outputs = {
    outcome: code === exitCode.clean ? 'success' : 'failure',
    findings: report.findings.length,
    errors,
    warnings,
    infos,
    fixable,
    suppressed,
    'new-findings': review?.introduced.length ?? '',
    'fixed-findings': review?.fixed.length ?? '',
    'sarif-file': sarifFile ?? '',
    'json-file': file,
  }
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
}
