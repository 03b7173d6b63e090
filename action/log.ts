import type { LintArguments } from '../cli/arguments.ts'
import { blockOf, sourcesOf } from '../cli/formats/block.ts'
import type { FormatOptions } from '../cli/formats/format-options.ts'
import { commandData } from '../cli/formats/github.ts'
import { groupsOf } from '../cli/formats/pretty.ts'
import { reasons, skippedFiles } from '../cli/formats/reasons.ts'
import { statistics } from '../cli/formats/statistics.ts'
import type { ColorWish } from '../cli/formats/style.ts'
import { lookOf } from '../cli/formats/terminal.ts'
import { count, hang, visible } from '../cli/formats/text.ts'
import type { Host } from '../cli/host.ts'
import type { Output } from '../cli/output.ts'
import type { Report } from '../lint/report.ts'
import { type SaidThing, saidOnce, thingsOf, whose } from '../lint/things.ts'
import { randomUUID } from './token.ts'

/**
 * Prints what may hold text of a manifest, in which the runner would find commands (`::error::`, and `##[add-mask]`
 * anywhere in a line). They are switched off meanwhile.
 */
export function log(out: Output, print: () => void): void {
  const token = randomUUID()
  out.write(`::stop-commands::${token}\n`)
  try {
    print()
  } finally {
    out.write(`::${token}::\n`)
  }
}

/** Prints lines that the log folds up below a title. */
function group(out: Output, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return
  out.write(`::group::${commandData(visible(title))}\n`)
  log(out, () => out.write(`${lines.join('\n')}\n`))
  out.write('::endgroup::\n')
}

/** What a line of the log shows without being scrolled. */
const width = 120

/** The report in the log: a group for each cluster, what was found in it in full, then what could not be judged. */
export function logReport(
  report: Report,
  text: FormatOptions['text'],
  args: Pick<LintArguments, 'color' | 'quiet' | 'statistics' | 'verbose'>,
  { out, env }: Host,
): void {
  const look = lookOf(out, colours(args.color, env), env)
  const options = { ...args, ...look, width, showInfos: true, which: '', text }
  if (args.statistics) {
    group(out, 'Findings by rule', [statistics(report).trimEnd()])
    return
  }
  const sources = sourcesOf(text)
  for (const { clusters, things } of groupsOf(saidOnce(thingsOf(report.findings, whose)))) {
    const title = `${clusters.length === 0 ? 'Files' : clusters.join(', ')}: ${numbers(things)}`
    group(
      out,
      title,
      things.flatMap(thing => [...blockOf(thing, sources, options), '']),
    )
  }
  if (args.quiet) return
  const unjudged = reasons(report.notEvaluated, args.verbose)
  group(out, `Not evaluated: ${count(unjudged.length, 'reason')}`, unjudged.flatMap(folded))
  group(out, `Skipped: ${count(report.skipped.length, 'file')}`, skippedFiles(report.skipped).flatMap(folded))
}

const folded = (text: string): readonly string[] => hang(visible(text), width)

const numbers = (things: readonly SaidThing[]): string =>
  [...Map.groupBy(things, ({ worst }) => worst.severity)]
    .map(([severity, of]) => count(of.length, severity))
    .join(', ')

/** The log shows colours, though it is no terminal. */
function colours(wish: ColorWish, env: Host['env']): ColorWish {
  const isTold = wish !== 'auto' || Boolean(env.FORCE_COLOR) || Boolean(env.NO_COLOR)
  return isTold || env.GITHUB_ACTIONS !== 'true' ? wish : 'always'
}
