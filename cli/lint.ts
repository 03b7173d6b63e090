import { fix, lint } from '../bound.ts'
import type { InputFile, LintOptions, Report } from '../index.ts'
import { withFindings } from '../lint/make-report.ts'
import type { LintArguments, ReportArguments } from './arguments.ts'
import { loadConfig } from './config/load.ts'
import { type ExitCode, exitCode, exitCodeOf, type FailOn, Stop, wrongUsage } from './exit-code.ts'
import { writeWhole } from './files/write.ts'
import { fixingOf, printDiff, writeFixes } from './fixes.ts'
import { type Fixing, fixingWords } from './formats/fixing.ts'
import { formatReport } from './formats/format.ts'
import { lookOf, lookOfFile } from './formats/terminal.ts'
import { withoutCluster } from './formats/text.ts'
import { engineOptions, type Gathered, gather } from './gather.ts'
import type { Wanted } from './history/files-of-commit.ts'
import { type Picked, withoutKnown } from './history/picked.ts'
import type { Host } from './host.ts'
import { nothingRead } from './nothing-read.ts'
import { progressOn } from './progress.ts'
import { ruleIds } from './rule-ids.ts'
import { beginShortRun } from './short-run.ts'

/** `warrener lint` and `warrener fix`. Throws a Stop where there is no report to give. */
export async function runLint(paths: readonly string[], args: LintArguments, host: Host): Promise<ExitCode> {
  let end = (): void => undefined
  const begin = (files: number): void => {
    end = beginShortRun(files)
  }
  try {
    return await lintPaths(paths, args, host, begin)
  } finally {
    end()
  }
}

async function lintPaths(
  paths: readonly string[],
  args: LintArguments,
  host: Host,
  begin: (files: number) => void,
): Promise<ExitCode> {
  const loaded = loadConfig(args.config, host.cwd, ruleIds)
  const gathered = await gather(paths, args, { cwd: host.cwd, begin }, host.stdin)
  const nothing = nothingRead(paths, gathered)
  if (nothing !== undefined && !args.allowEmpty) throw new Stop(exitCode.nothing, nothing)
  const progress = progressOn(host, args.quiet)
  const options = {
    ...(await engineOptions(args, loaded, gathered, host.cwd)),
    ...(progress ? { onProgress: progress.tell } : {}),
  }
  const { wouldChange, isRefused, fixing, texts, ...all } = await judge(
    paths,
    gathered,
    options,
    args,
    progress?.host ?? host,
  ).finally(progress?.end)
  const picked = await withoutKnown(all, args, host.cwd)
  const failOn = args.failOn ?? loaded.config.failOn ?? 'error'
  const shown = texts === undefined ? gathered : { ...gathered, files: texts }
  printReport(picked.report, shown, { ...args, failOn }, host, {
    which: picked.which,
    ...(fixing ? { fixing } : {}),
  })
  if (fixing && isSomething(fixing) && !args.quiet && !isPrettyShown(args))
    for (const words of fixingWords(fixing, picked.report)) host.err.write(`warrener: ${words}\n`)
  const code = verdict(picked.report, gathered, args, failOn, host, picked.failing)
  if (!args.quiet) for (const note of picked.notes) host.err.write(`warrener: ${note}\n`)
  if (isRefused) return exitCode.defect
  return code === exitCode.clean && wouldChange && failOn !== 'never' ? exitCode.findings : code
}

const isSomething = ({ files, refused }: Fixing): boolean => files.length > 0 || refused.length > 0

/** Whether people read the report on standard output. */
const isPrettyShown = ({
  diff,
  format,
}: Pick<LintArguments, 'format'> & { readonly diff?: boolean }): boolean =>
  diff !== true &&
  (format.length === 0 || format.some(({ format, file }) => format === 'pretty' && file === undefined))

interface Judged extends Picked {
  /** With `--diff`: whether there is one. */
  readonly wouldChange: boolean
  /** Whether the system did not let a fix be written. */
  readonly isRefused?: boolean
  readonly fixing?: Fixing
  /** The files as they are after fixes, where any were written. */
  readonly texts?: readonly InputFile[]
}

/** Lints, or fixes and lints what came of it. With `--diff` nothing is written, so the report is about what is there. */
async function judge(
  paths: readonly string[],
  gathered: Gathered,
  options: LintOptions,
  args: LintArguments,
  host: Host,
): Promise<Judged> {
  const { files } = gathered
  const mends = args.fix || args.fixUnsafe || args.diff
  if (args.since !== undefined) {
    if (mends)
      throw wrongUsage('--since reports what a change causes: leave out --fix, --fix-unsafe and --diff')
    return judgeSince(args.since, { paths, args, cwd: host.cwd }, gathered, options)
  }
  if (!mends) return all(lint(files, options))
  const isStdin = gathered.named.includes(args.stdinFilename) && !gathered.paths.has(args.stdinFilename)
  if (isStdin && !args.diff) throw wrongUsage('standard input cannot be changed: use --diff')
  const unsafe = args.fixUnsafe
  const result = fix(files, { ...options, unsafe })
  if (args.diff) {
    await printDiff(result, gathered, host)
    const fixing = await fixingOf(result, gathered, { left: result.before.findings, unsafe })
    return { ...all(result.before), wouldChange: result.files.length > 0, fixing }
  }
  const { written, isRefused } = writeFixes(result, gathered, host)
  const changed = new Map(written.map(({ name, text }) => [name, text]))
  const texts = files.map(({ name, text }) => ({ name, text: changed.get(name) ?? text }))
  const report = written.length < result.files.length ? lint(texts, options) : result.report
  const fixing = await fixingOf(result, gathered, { written, left: report.findings, unsafe })
  return { ...all(report), fixing, texts, isRefused }
}

const all = (report: Report): Judged => ({
  report,
  failing: report.findings,
  which: '',
  notes: [],
  wouldChange: false,
})

/** What the working tree causes against a commit; who only sees more than before causes nothing. */
async function judgeSince(
  revision: string,
  wanted: Wanted,
  gathered: Gathered,
  options: LintOptions,
): Promise<Judged> {
  // Loaded here: it starts git, and no other run needs it.
  const { reviewSince } = await import('./history/since.ts')
  const { introduced, newlyVisible, fixed, left, report } = await reviewSince(
    revision,
    wanted,
    gathered,
    options,
  )
  return {
    report: withFindings(report, [...introduced, ...newlyVisible]),
    failing: introduced,
    which: `since ${revision}`,
    notes: [
      `since ${revision}: introduces ${introduced.length}, fixes ${fixed.length}, leaves ${left.length}`,
    ],
    wouldChange: false,
  }
}

/** What was read, as far as a report shows it; nothing of it where the objects of a cluster were. */
type Shown = Pick<Gathered, 'files' | 'context' | 'unread'>

/**
 * Writes the report in each format that was asked for. `--diff` takes the place of the one on standard output.
 * @param about which findings these are, where they are not all, and what fixes did
 */
export function printReport(
  report: Report,
  gathered: Shown,
  args: ReportArguments & Partial<Pick<LintArguments, 'diff'>>,
  host: Host,
  about: { readonly which?: string; readonly fixing?: Fixing } = {},
): void {
  const texts = new Map([...gathered.files, ...gathered.context].map(({ name, text }) => [name, text]))
  const showInfos = args.show === 'info' || args.failOn === 'info'
  const options = {
    quiet: args.quiet,
    showInfos,
    verbose: args.verbose,
    statistics: args.statistics,
    which: '',
    ...about,
    text: (file: string) => texts.get(file),
  }
  const look = lookOf(host.out, args.color, host.env)
  for (const { format, file } of args.format.length > 0
    ? args.format
    : [{ format: 'pretty' as const, file: undefined }]) {
    if (file !== undefined)
      writeWhole(file, host.cwd, formatReport(format, report, { ...options, ...lookOfFile }))
    else if (!args.diff) host.out.write(formatReport(format, report, { ...options, ...look }))
  }
}

/**
 * The exit code, with what standard error has to say about it.
 * @param failing the findings that may fail the run
 */
export function verdict(
  report: Report,
  gathered: Shown,
  args: ReportArguments & Partial<Pick<LintArguments, 'diff'>>,
  failOn: FailOn,
  host: Host,
  failing = report.findings,
): ExitCode {
  for (const { rule, subject, error } of report.defects) {
    host.err.write(`warrener: defect of ours: rule ${rule} failed on ${subject}: ${error}\n`)
  }
  const lost = gathered.unread.filter(({ named }) => named)
  for (const { name, why } of lost) host.err.write(`warrener: ${name} ${why}\n`)
  const code = exitCodeOf({ defects: report.defects, findings: failing }, failOn, args.maxWarnings)
  if (code !== exitCode.clean) return code
  if (lost.length > 0 && failOn !== 'never') return exitCode.findings
  if (report.summary.clusters > 0) return exitCode.clean
  const isSaid = !args.quiet && isPrettyShown(args)
  if (!isSaid || args.requireCluster)
    host.err.write(`warrener: ${withoutCluster(report).join('. ').replace('No', 'no')}\n`)
  return args.requireCluster && !args.allowEmpty ? exitCode.nothing : exitCode.clean
}
