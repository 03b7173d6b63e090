import { compareReleases, formatRelease, type Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Draft, Group, Rule } from '../model/rule/rule.ts'
import { compareSeverity, type Severity } from '../model/rule/severity.ts'
import { placeKey } from './finding.ts'
import type { Run } from './run-rule.ts'

const first: Release = { major: 3, minor: 7, patch: 0 }
const firstWithData: Release = { major: 3, minor: 8, patch: 0 }
/** Groups whose claims hold for every release there ever was: they are about Kubernetes, disks and secrets. */
const ageless: ReadonlySet<Group> = new Set([
  'pairing',
  'storage',
  'security',
  'image',
  'kubernetes',
  'suppression',
])
const ranges = new Map<string, ReturnType<typeof releaseRange>>()

/** Whether a rule speaks of a release: yes, no, or "not evaluated" with the reason. */
export function applies(rule: Rule, release: Release): true | false | { readonly why: string } {
  const text = rule.when?.rabbitmq ?? 'all'
  const range = ranges.get(text) ?? releaseRange(text)
  ranges.set(text, range)
  if (!range.has(release)) return false
  if (rule.when?.releaseData && compareReleases(release, firstWithData) < 0) {
    return { why: `the release data begins with 3.8, and this is ${formatRelease(release)}` }
  }
  if (compareReleases(release, first) < 0 && !ageless.has(rule.group) && !range.reachesBefore(first)) {
    return { why: `not known for ${formatRelease(release)}: the rule begins with 3.7` }
  }
  return true
}

/** One rule's run under one of the releases that a cluster may be. */
export interface Trial {
  readonly rule: Rule
  readonly release: Release
  readonly run: Run
}
export interface Agreed {
  readonly rule: Rule
  readonly draft: Draft
}

/**
 * Judges rules of one family under every release that the cluster may be. A fact is reported when each release gives
 * some finding about it, with the mildest severity and a message that names the outcomes; otherwise the rules that
 * spoke are not evaluated.
 */
export function agree(
  trials: readonly Trial[],
  releases: readonly Release[],
): { agreed: readonly Agreed[]; split: readonly Rule[] } {
  const byPlace = Map.groupBy(said(trials), ({ draft }) => placeKey(draft.at))
  const agreed: Agreed[] = []
  const split = new Set<Rule>()
  for (const outcomes of byPlace.values()) {
    const covered = new Set(outcomes.map(({ release }) => formatRelease(release)))
    const mildest = outcomes.toSorted(byMildness)[0]
    if (covered.size === releases.length && mildest)
      agreed.push({ rule: mildest.rule, draft: naming(mildest.draft, outcomes) })
    else for (const { rule } of outcomes) split.add(rule)
  }
  return { agreed, split: [...split] }
}

/** What a rule said under one of the releases. */
interface Said extends Agreed {
  readonly release: Release
}
/** All that was said in the runs that came to an end. */
export const said = (trials: readonly Trial[]): readonly Said[] =>
  trials.flatMap(({ rule, release, run }) =>
    run.state === 'judged' ? run.drafts.map(draft => ({ rule, draft, release })) : [],
  )

const byMildness = (a: Said, b: Said): number =>
  compareSeverity(severityOf(a), severityOf(b)) || compareReleases(b.release, a.release)
const severityOf = ({ rule, draft }: Said): Severity => draft.severity ?? rule.worst

/** Adds what each release would do, where they differ. */
function naming(draft: Draft, outcomes: readonly Said[]): Draft {
  const byWhy = Map.groupBy(outcomes, outcome => outcome.draft.why)
  if (byWhy.size <= 1) return draft
  const parts = [...byWhy].map(([why, same]) => `${spanOf(same.map(outcome => outcome.release))}: ${why}`)
  return { ...draft, why: `the release is unknown; ${parts.join('; ')}` }
}

function spanOf(releases: readonly Release[]): string {
  const sorted = releases.toSorted(compareReleases)
  const minor = ({ major, minor: number }: Release): string => `${major}.${number}`
  const [low, high] = [sorted[0], sorted[sorted.length - 1]]
  if (!low || !high) return ''
  return minor(low) === minor(high) ? minor(low) : `${minor(low)}-${minor(high)}`
}
