import { setOutput } from '@actions/core'
import { loadConfig } from '../cli/config/load.ts'
import { type ExitCode, exitCode, Stop } from '../cli/exit-code.ts'
import { count } from '../cli/formats/text.ts'
import { gather } from '../cli/gather.ts'
import type { Host } from '../cli/host.ts'
import type { Output } from '../cli/output.ts'
import { ruleIds } from '../cli/rule-ids.ts'
import { Annotations } from './annotations.ts'
import { type Event, linkedCommits, readEvent } from './base.ts'
import { type ActionInputs, placeOfRun, readInputs } from './inputs.ts'
import { inOrder, type Judgement, judge } from './judge.ts'
import { linksOf } from './links.ts'
import { log, logReport } from './log.ts'
import { setOutputs } from './outputs.ts'
import type { Beyond } from './remote.ts'
import type { Shown } from './show.ts'
import { verdictOf } from './verdict.ts'

/** Runs the Action in the environment that the runner gives, and gives the exit code. The log is what the host writes. */
export async function run(env: NodeJS.ProcessEnv, host: Host): Promise<number> {
  const annotations = new Annotations(host.out)
  try {
    return await lintCheckout(env, host, annotations)
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const stop = error instanceof Stop ? error : new Stop(exitCode.defect, `defect of ours: ${text}`)
    await sayStop(stop, env, annotations)
    return stop.code
  }
}

async function sayStop(stop: Stop, env: NodeJS.ProcessEnv, annotations: Annotations): Promise<void> {
  const links = linksOf(placeOfRun(env), env, linkedCommits(readEvent(env), env))
  for (const { file, line, column: col, message } of stop.problems)
    annotations.say('error', message, {
      title: 'configuration',
      file: links.path(file),
      line,
      endLine: line,
      col,
    })
  if (stop.problems.length === 0) annotations.say('error', stop.message)
  if (env.GITHUB_STEP_SUMMARY) {
    const { failedSummary, writeSummary } = await import('./summary/written.ts')
    await writeSummary(failedSummary(stop.message, stop.problems, links))
  }
  setOutput('outcome', 'failure')
}

async function lintCheckout(env: NodeJS.ProcessEnv, host: Host, annotations: Annotations): Promise<ExitCode> {
  const { out } = host
  const inputs = readInputs(env, ruleIds)
  const { args, cwd } = inputs
  const config = loadConfig(args.config, cwd, ruleIds)
  const gathered = await gather(inputs.paths, args, { cwd }, noStdin)
  const event = readEvent(env)
  const judgement = await withBaseline(await judge(inputs, gathered, config, event, env), inputs, out)
  const failOn = args.failOn ?? config.config.failOn ?? 'error'
  const isFileLost = gathered.unread.some(({ named }) => named)
  const verdict = verdictOf(judgement, failOn, args, isFileLost)
  const texts = new Map([...gathered.files, ...gathered.context].map(({ name, text }) => [name, text]))
  const links = linksOf(inputs, env, judgement.commits)
  const shown: Shown = { judgement, verdict, gathered, links, text: file => texts.get(file) }
  logReport(judgement.report, shown.text, args, host)
  if (args.format.length > 0) {
    const { printReport } = await import('../cli/lint.ts')
    printReport(judgement.report, gathered, { ...args, failOn }, { ...host, cwd })
  }
  await showPages(shown, env, annotations)
  const { notices, sarifFile } = await beyond(shown, inputs, event, env)
  for (const notice of notices) annotations.say('notice', notice)
  annotate(shown, annotations, host)
  setOutputs(judgement, verdict.code, sarifFile, env)
  const compared = judgement.review ? `The change ${verdict.headline}. ` : ''
  log(out, () => out.write(`${compared}${verdict.text}\n`))
  return verdict.code
}

/** Leaves out what a baseline knows: it is not reported, and fails nothing. */
async function withBaseline(
  judgement: Judgement,
  { wishes: { baseline }, args, cwd }: ActionInputs,
  out: Output,
): Promise<Judgement> {
  if (baseline === '') return judgement
  const { withoutKnown } = await import('../cli/history/picked.ts')
  const { report, failing } = judgement
  const picked = await withoutKnown({ report, failing, which: '', notes: [] }, { ...args, baseline }, cwd)
  log(out, () => out.write(picked.notes.map(note => `${note}\n`).join('')))
  return { ...judgement, report: picked.report, failing: picked.failing }
}

async function noStdin(): Promise<never> {
  throw new Stop(exitCode.usage, 'paths: standard input is not there in an Action')
}

/** What is loaded by its functions takes as long as to judge a small tree, and is often not asked for. */
async function beyond(
  shown: Shown,
  inputs: ActionInputs,
  event: Event,
  env: NodeJS.ProcessEnv,
): Promise<Beyond> {
  const { sarifFile, sarifUpload, comment, suggestions } = inputs.wishes
  if (sarifFile === '' && !sarifUpload && !comment && !suggestions) return { notices: [] }
  const { goBeyond } = await import('./remote.ts')
  return await goBeyond(shown, inputs, event, env)
}

async function showPages(shown: Shown, env: NodeJS.ProcessEnv, annotations: Annotations): Promise<void> {
  if (!env.GITHUB_STEP_SUMMARY) return
  const { pageOf } = await import('./show.ts')
  const { mostSummaryBytes, writeSummary } = await import('./summary/written.ts')
  const failure = await writeSummary(await pageOf(shown, mostSummaryBytes))
  if (failure !== undefined) annotations.say('notice', `The summary was not written: ${failure}`)
}

function annotate({ judgement, links }: Shown, annotations: Annotations, { out }: Host): void {
  const { fallback, report } = judgement
  if (fallback !== undefined) annotations.say('notice', `Everything is reported: ${fallback}.`)
  for (const { rule, subject, error } of report.defects) {
    annotations.say('error', `defect of ours: rule ${rule} failed on ${subject}: ${error}`)
  }
  const left = annotations.mark(inOrder(judgement), links.path)
  if (left.length === 0) return
  const text = `${count(left.length, 'finding')} more than GitHub shows as annotations: see the summary.\n`
  log(out, () => out.write(text))
}
