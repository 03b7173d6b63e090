import { rules } from '../bound.ts'
import type { FormatOptions } from '../cli/formats/format-options.ts'
import type { Gathered } from '../cli/gather.ts'
import type { InputFile } from '../index.ts'
import { placeOf } from '../lint/make-report.ts'
import { proposals } from '../lint/proposals.ts'
import type { ReportedFinding } from '../lint/report.ts'
import { onceEach } from '../model/kube/once-each.ts'
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

/** What the fixes of the findings that are shown in full make of the files. */
export const proposed = onceEach(
  ({ judgement, gathered }: Shown): ReadonlyMap<ReportedFinding, readonly InputFile[]> =>
    proposals(
      gathered.files,
      rules,
      judgement.options,
      shownThings(judgement)
        .slice(0, mostInFull)
        .map(({ worst }) => worst),
    ),
)

/**
 * The report as Markdown, with what fixes change.
 * @param most bytes that it may take
 */
export async function pageOf(shown: Shown, most: number): Promise<string> {
  const { judgement, verdict, links, text } = shown
  const byPlace = new Map([...proposed(shown)].map(([finding, files]) => [placeOf(finding), files]))
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
