import { compareReleases, formatRelease, type Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Draft, Group, Rule } from '../model/rule.ts'
import { compareSeverity } from '../model/severity.ts'
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
  const byPlace = new Map<string, { rule: Rule; draft: Draft; release: Release }[]>()
  for (const { rule, release, run } of trials) {
    if (run.state !== 'judged') continue
    for (const draft of run.drafts) {
      const key = placeKey(draft.at)
      byPlace.set(key, [...(byPlace.get(key) ?? []), { rule, draft, release }])
    }
  }
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

type Outcome = { readonly rule: Rule; readonly draft: Draft; readonly release: Release }
const byMildness = (a: Outcome, b: Outcome): number =>
  compareSeverity(severityOf(a), severityOf(b)) || compareReleases(b.release, a.release)
const severityOf = ({ rule, draft }: Outcome): 'error' | 'warning' | 'info' => draft.severity ?? rule.worst

/** Adds what each release would do, where they differ. */
function naming(draft: Draft, outcomes: readonly Outcome[]): Draft {
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
