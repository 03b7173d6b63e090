import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { lint, rules } from '../../bound.ts'
import { diagnoseLog, type Log, readLog } from '../../diagnose/diagnose.ts'
import type { Diagnosis } from '../../diagnose/diagnosis.ts'
import type { Report } from '../../index.ts'
import { loadConfig } from '../config/load.ts'
import { type ExitCode, exitCode, isStop, Stop, wrongUsage } from '../exit-code.ts'
import { mostBytes } from '../files/read.ts'
import { reasonOf } from '../files/reason.ts'
import { diagnosisJson, prettyDiagnosis } from '../formats/diagnosis.ts'
import { lookOf } from '../formats/terminal.ts'
import { engineOptions, gather } from '../gather.ts'
import type { Host } from '../host.ts'
import { ruleIds } from '../rule-ids.ts'
import type { DiagnoseArguments } from './diagnose-command.ts'

/**
 * `warrener diagnose`: what a log tells is wrong, and where the manifests have it. Exit code 0 with an answer, 1 without one. Throws a
 * Stop where there is nothing to read.
 */
export async function runDiagnose(
  log: string,
  paths: readonly string[],
  args: DiagnoseArguments,
  host: Host,
): Promise<ExitCode> {
  if (log === '-' && paths.includes('-'))
    throw wrongUsage('standard input is the log: name the manifests by files')
  const text = log === '-' ? (await host.stdin()).toString('utf8') : readFile(resolve(host.cwd, log), log)
  if (text.trim() === '')
    throw new Stop(exitCode.nothing, `nothing to diagnose: ${log === '-' ? 'standard input' : log} is empty`)
  const logged = readLog(text)
  const judged = paths.length === 0 ? undefined : await judge(logged, paths, args, host)
  const diagnosis = diagnoseLog(logged, { rules, ...(judged ? { report: judged.report } : {}) })
  print(diagnosis, judged, args, host)
  return diagnosis.causes.length > 0 ? exitCode.clean : exitCode.findings
}

function readFile(path: string, name: string): string {
  try {
    if (statSync(path).isDirectory())
      throw wrongUsage(
        `${name} is a folder: the log comes first, then the manifests (warrener diagnose LOG ${name})`,
      )
    const bytes = readFileSync(path)
    if (bytes.length > mostBytes)
      throw wrongUsage(
        `${name} is larger than ${mostBytes / 1024 / 1024} MiB: cut out what was logged around the failure`,
      )
    return bytes.toString('utf8')
  } catch (error) {
    if (isStop(error)) throw error
    throw new Stop(exitCode.nothing, `nothing to diagnose: ${name} cannot be read: ${reasonOf(error)}`)
  }
}

interface Judged {
  readonly report: Report
  /** The text of a file of manifests by its name. */
  readonly text: (file: string) => string | undefined
}

/** Lints the manifests, for the release that the log tells where they do not. */
async function judge(
  { node }: Log,
  paths: readonly string[],
  args: DiagnoseArguments,
  { cwd, stdin }: Host,
): Promise<Judged> {
  const loaded = loadConfig(args.config, cwd, ruleIds)
  const gathered = await gather(
    paths,
    { ...args, allowEmpty: false, stdinFilename: '<stdin>' },
    { cwd },
    stdin,
  )
  const rabbitmqVersion = args.rabbitmqVersion ?? node.release
  const options = await engineOptions(
    {
      ...args,
      ...(rabbitmqVersion === undefined ? {} : { rabbitmqVersion }),
      ...{ rule: new Map(), only: [], inlineConfig: false },
      today: new Date().toISOString().slice(0, 10),
    },
    // What is switched off or silenced may be the cause all the same.
    { ...loaded, config: { ...loaded.config, rules: {}, overrides: [] } },
    gathered,
    cwd,
  )
  const texts = new Map([...gathered.files, ...gathered.context].map(({ name, text }) => [name, text]))
  return { report: lint(gathered.files, options), text: file => texts.get(file) }
}

function print(
  diagnosis: Diagnosis,
  judged: Judged | undefined,
  { format, color }: DiagnoseArguments,
  host: Host,
): void {
  const look = lookOf(host.out, color, host.env)
  const text = judged?.text ?? (() => undefined)
  host.out.write(
    format === 'json'
      ? diagnosisJson(diagnosis)
      : prettyDiagnosis(diagnosis, { ...look, text, clusters: judged?.report.clusters.length }),
  )
}
