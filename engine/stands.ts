import { type Stand, storeNames } from '../facts/metadata-store.ts'
import { compareReleases, formatRelease, type Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Draft, Rule } from '../model/rule/rule.ts'
import { compareSeverity, type Severity } from '../model/rule/severity.ts'
import { placeKey } from './finding.ts'
import type { Run } from './run-rule.ts'

const first: Release = { major: 3, minor: 7, patch: 0 }
const firstWithData: Release = { major: 3, minor: 8, patch: 0 }

/** Whether a rule speaks of a release with its store: yes, no, or "not evaluated" with the reason. */
export function applies(rule: Rule, release: Stand): true | false | { readonly why: string } {
  const releases = rule.when?.rabbitmq
  if (releases !== undefined && !releaseRange(releases).has(release)) return false
  if (rule.when?.store !== undefined && rule.when.store !== release.store) return false
  if (rule.when?.releaseData && compareReleases(release, firstWithData) < 0) {
    return { why: `the release data begins with 3.8, and this is ${formatRelease(release)}` }
  }
  if (compareReleases(release, first) < 0 && rule.when?.since !== 'ever') {
    return { why: `not known for ${formatRelease(release)}: the rule begins with 3.7` }
  }
  return true
}

/** One rule's run under one of the stands that a cluster may have. */
export interface Trial {
  readonly rule: Rule
  readonly stand: Stand
  readonly run: Run
}
export interface Agreed {
  readonly rule: Rule
  readonly draft: Draft
}

/** A rule that only some of the stands make speak. */
interface Split {
  readonly rule: Rule
  /** Each release makes some rule speak of it, with one of its stores only. */
  readonly byStore: boolean
}

/**
 * Judges rules of one family under every stand that the cluster may have. A fact is reported when each stand gives some
 * finding about it, with the mildest severity and a text that names the outcomes; otherwise the rules that spoke are not
 * evaluated.
 */
export function agree(
  trials: readonly Trial[],
  stands: readonly Stand[],
): { agreed: readonly Agreed[]; split: readonly Split[] } {
  // One place may have several findings of one rule, which their subjects tell apart.
  const byPlace = Map.groupBy(said(trials), ({ draft }) =>
    JSON.stringify([draft.subject, placeKey(draft.at)]),
  )
  const releases = new Set(stands.map(formatRelease))
  const agreed: Agreed[] = []
  const split = new Map<Rule, Split>()
  for (const outcomes of byPlace.values()) {
    const covered = new Set(outcomes.map(({ stand }) => `${formatRelease(stand)} ${stand.store}`))
    const mildest = outcomes.toSorted(byMildness)[0]
    if (covered.size === stands.length && mildest)
      agreed.push({ rule: mildest.rule, draft: naming(mildest.draft, outcomes) })
    else {
      const byStore = new Set(outcomes.map(({ stand }) => formatRelease(stand))).size === releases.size
      for (const { rule } of outcomes) split.set(rule, { rule, byStore })
    }
  }
  return { agreed, split: [...split.values()] }
}

/** What a rule said under one of the stands. */
interface Said extends Agreed {
  readonly stand: Stand
}
/** All that was said in the runs that came to an end. */
export const said = (trials: readonly Trial[]): readonly Said[] =>
  trials.flatMap(({ rule, stand, run }) =>
    run.state === 'judged' ? run.drafts.map(draft => ({ rule, draft, stand })) : [],
  )

const byMildness = (a: Said, b: Said): number =>
  compareSeverity(severityOf(a), severityOf(b)) || compareReleases(b.stand, a.stand)
const severityOf = ({ rule, draft }: Said): Severity => draft.severity ?? rule.worst

/** Adds what each stand would do, where they differ. */
function naming(draft: Draft, outcomes: readonly Said[]): Draft {
  const byWhy = Map.groupBy(outcomes, outcome => outcome.draft.why)
  if (byWhy.size <= 1) return draft
  const releases = new Set(outcomes.map(({ stand }) => formatRelease(stand)))
  const parts = [...byWhy].map(([why, same]) => {
    const store = storeTold(same, outcomes)
    const span = releases.size > 1 ? spanOf(same, outcomes) : ''
    return `${[span, store].filter(text => text !== '').join(' ')}: ${why}`
  })
  return { ...draft, why: `${releases.size > 1 ? 'the release is unknown; ' : ''}${parts.join('; ')}` }
}

/** The metadata store of these outcomes, where a release has others with its other store. */
function storeTold(same: readonly Said[], all: readonly Said[]): string {
  const [store, ...others] = new Set(same.map(({ stand }) => stand.store))
  if (store === undefined || others.length > 0) return ''
  const releases = new Set(same.map(({ stand }) => formatRelease(stand)))
  const goesByStore = all.some(({ stand }) => stand.store !== store && releases.has(formatRelease(stand)))
  return goesByStore ? `with ${storeNames[store]}` : ''
}

/** The minor releases of these outcomes among all: `3.8-3.13, 4.2`. */
function spanOf(same: readonly Said[], all: readonly Said[]): string {
  const minorsOf = (outcomes: readonly Said[]): readonly string[] => [
    ...new Set(
      outcomes
        .map(({ stand }) => stand)
        .toSorted(compareReleases)
        .map(minorOf),
    ),
  ]
  const own = new Set(minorsOf(same))
  const runs: string[][] = [[]]
  for (const minor of minorsOf(all)) {
    if (own.has(minor)) runs.at(-1)?.push(minor)
    else runs.push([])
  }
  return runs
    .filter(run => run.length > 0)
    .map(run => (run.length === 1 ? run[0] : `${run[0]}-${run.at(-1)}`))
    .join(', ')
}
const minorOf = ({ major, minor }: Release): string => `${major}.${minor}`
