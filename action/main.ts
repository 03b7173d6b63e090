import { setOutput, summary as stepSummary } from '@actions/core'
import { loadConfig } from '../cli/config/load.ts'
import { type ExitCode, exitCode, Stop } from '../cli/exit-code.ts'
import { ranked } from '../cli/formats/ranked.ts'
import { count } from '../cli/formats/text.ts'
import { gather } from '../cli/gather.ts'
import type { Host } from '../cli/host.ts'
import { printReport } from '../cli/lint.ts'
import type { Output } from '../cli/output.ts'
import { ruleIds } from '../cli/rule-ids.ts'
import { Annotations } from './annotations.ts'
import { readEvent } from './base.ts'
import { readInputs } from './inputs.ts'
import { type Judgement, judge } from './judge.ts'
import { type Links, linksOf } from './links.ts'
import { log } from './log.ts'
import { setOutputs } from './outputs.ts'
import { summary } from './summary.ts'
import { verdictOf } from './verdict.ts'

/** Runs the Action in the environment that the runner gives, and gives the exit code. The log is what the host writes. */
export async function run(env: NodeJS.ProcessEnv, host: Host): Promise<number> {
  const annotations = new Annotations(host.out)
  try {
    return await lintCheckout(env, host, annotations)
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    annotations.say('error', error instanceof Stop ? error.message : `defect of ours: ${text}`)
    setOutput('outcome', 'failure')
    return error instanceof Stop ? error.code : exitCode.defect
  }
}

async function lintCheckout(env: NodeJS.ProcessEnv, host: Host, annotations: Annotations): Promise<ExitCode> {
  const { out } = host
  const inputs = readInputs(env, ruleIds)
  const config = loadConfig(inputs.args.config, inputs.cwd, ruleIds)
  const gathered = await gather(inputs.paths, inputs.args, { cwd: inputs.cwd }, noStdin)
  const judgement = await judge(inputs, gathered, config, readEvent(env))
  const failOn = inputs.args.failOn ?? config.config.failOn ?? 'error'
  const isFileLost = gathered.unread.some(({ named }) => named)
  const { code, text } = verdictOf(judgement, failOn, inputs.args, isFileLost)
  const args = { ...inputs.args, failOn, format: [{ format: 'pretty' as const }, ...inputs.args.format] }
  log(out, () => printReport(judgement.report, gathered, args, { ...host, cwd: inputs.cwd }))
  const links = linksOf(inputs, env)
  annotate(judgement, annotations, links, out)
  if (env.GITHUB_STEP_SUMMARY) await stepSummary.addRaw(summary(judgement, text, links)).write()
  setOutputs(judgement, code, env)
  log(out, () => out.write(`${text}\n`))
  return code
}

async function noStdin(): Promise<never> {
  throw new Stop(exitCode.usage, 'paths: standard input is not there in an Action')
}

function annotate(
  { fallback, report }: Judgement,
  annotations: Annotations,
  links: Links,
  out: Output,
): void {
  if (fallback !== undefined) annotations.say('warning', `Everything is reported: ${fallback}.`)
  for (const { rule, subject, error } of report.defects) {
    annotations.say('error', `defect of ours: rule ${rule} failed on ${subject}: ${error}`)
  }
  const left = annotations.mark(ranked(report.findings), links.path)
  if (left.length === 0) return
  const text = `${count(left.length, 'finding')} more than GitHub shows as annotations: see the summary.\n`
  log(out, () => out.write(text))
}
