import { summary as stepSummary } from '@actions/core'
import type { FormatOptions } from '../cli/formats/format-options.ts'
import type { Gathered } from '../cli/gather.ts'
import { rules } from '../index.ts'
import { placeOf } from '../lint/make-report.ts'
import { proposals } from '../lint/proposals.ts'
import type { ReportedFinding } from '../lint/report.ts'
import type { Judgement } from './judge.ts'
import type { Links } from './links.ts'
import { mostInFull, shownThings, summary } from './summary/summary.ts'
import type { Verdict } from './verdict.ts'

/** What is shown of a run outside of its log. */
export interface Shown {
  readonly judgement: Judgement
  readonly verdict: Verdict
  readonly gathered: Gathered
  readonly links: Links
  readonly text: FormatOptions['text']
}

/**
 * The report as Markdown, with what fixes change.
 * @param most bytes that it may take
 */
export async function pageOf(
  { judgement, verdict, gathered, links, text }: Shown,
  most: number,
): Promise<string> {
  const fixable = shownThings(judgement)
    .slice(0, mostInFull)
    .flatMap(({ worst }) => (worst.fix === 'none' ? [] : [worst]))
  const made = proposals(gathered.files, rules, judgement.options, fixable)
  const byPlace = new Map([...made].map(([finding, files]) => [placeOf(finding), files]))
  // Loaded here: no other part of a run needs it.
  const { fixBlock } = await import('./summary/fix-block.ts')
  return summary(judgement, verdict, {
    links,
    text,
    most,
    fixBlock: (finding: ReportedFinding) =>
      fixBlock(byPlace.get(placeOf(finding)) ?? [], text, finding.object.kind === 'Secret', links.path),
  })
}

/** Adds to the summary of the step where the runner has one. Gives why it could not; undefined where it could. */
export async function writeSummary(markdown: string): Promise<string | undefined> {
  try {
    await stepSummary.addRaw(markdown).write()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
