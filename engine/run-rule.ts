import type { Stand } from '../facts/metadata-store.ts'
import type { Cluster, Fact } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import type { Lookup, Seen } from '../model/kube/lookup.ts'
import { changedAt, unsettledAt } from '../model/kube/object.ts'
import type { ClusterSubject, Draft, Rule, Tell } from '../model/rule/rule.ts'
import { milder } from '../model/rule/severity.ts'
import { whyFilledInAt } from './filled-in.ts'

/** Why a rule could not judge all there is. */
export interface OpenQuestion {
  readonly why: string
  /** What was seen is judged, and only what was not is open; else the rule came to an end there. */
  readonly partial: boolean
}

/** What became of one rule on one subject. */
export type Run =
  /** What it said, and what it could not judge. */
  | { readonly state: 'judged'; readonly drafts: readonly Draft[]; readonly gaps: readonly OpenQuestion[] }
  | { readonly state: 'defect'; readonly error: Error }

/**
 * Ends a rule whose answer is unknown. Thrown by `know`, and where a rule speaks of a place that is not settled, caught by
 * `runRule`: no rule can forget it. No Error: the stack of one costs more than most rules.
 */
class NotKnown {
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}

/** Ends a rule that has found as much as is wanted of it. */
const enough = Symbol('enough')

/** Takes down what one rule says of one subject. */
class Told implements Tell {
  readonly #most: number
  readonly drafts: Draft[] = []
  readonly gaps: OpenQuestion[] = []
  /** Whether an absence was asked about that is only presumed. */
  presumed = false

  constructor(most: number) {
    this.#most = most
  }

  report(draft: Draft): void {
    const why = whyUnsettled(draft.at)
    if (why !== undefined) throw new NotKnown(why)
    if (this.drafts.length >= this.#most) throw enough
    const open = whyFilledInAt(draft.at)
    if (open === undefined) this.drafts.push(draft)
    else this.gap(open)
  }

  know<T>(answer: Lookup<T>): T | undefined {
    if (answer.state === 'unknown') throw new NotKnown(answer.why)
    if (answer.state === 'found') return answer.value
    this.presumed ||= answer.proof === 'presumed'
    return undefined
  }

  all<T>(set: Seen<T>): readonly T[] {
    if (!set.complete) this.gap(set.why)
    return set.items
  }

  gap(why: string): void {
    this.gaps.push({ why, partial: true })
  }
}

/** Why a rule has not judged all: it is not known of what comes after whether it was there before. */
export const moreThan = (most: number): string => `more than ${most} findings of this rule`

/** What most rules have to say of most subjects. */
export const quiet: Run = { state: 'judged', drafts: [], gaps: [] }

/**
 * Runs one rule on the subject of its scope. Never throws.
 * @param most so many findings are enough
 */
export function runRule(
  rule: Rule,
  subject: (tell: Tell) => unknown,
  most: number = Number.POSITIVE_INFINITY,
): Run {
  const told = new Told(most)
  try {
    const given = subject(told)
    if (given !== undefined) rule.check(given, told)
  } catch (error) {
    if (error !== enough && !(error instanceof NotKnown))
      return { state: 'defect', error: error instanceof Error ? error : new Error(String(error)) }
    told.gaps.push({ why: error instanceof NotKnown ? error.why : moreThan(most), partial: false })
  }
  const { drafts, gaps, presumed } = told
  if (drafts.length === 0 && gaps.length === 0) return quiet
  return { state: 'judged', drafts: drafts.map(draft => settle(rule, draft, presumed)), gaps }
}

/** A place high up in an object stays what it is when something below it changes. */
const whyUnsettled = ({ object, path }: Address): string | undefined =>
  path.length < 2 ? changedAt(object, path) : unsettledAt(object, path)

/** What rests on an absence that is only presumed is a warning at most. */
function settle(rule: Rule, draft: Draft, presumed: boolean): Draft {
  const severity = draft.severity ?? rule.worst
  return { ...draft, severity: presumed ? milder(severity, 'warning') : severity }
}

/**
 * A cluster with the facts the rule needs, unwrapped. Undefined where a fact is absent that the rule does not ask the
 * absence of: then the rule has nothing to say.
 */
export function clusterSubject(
  rule: Rule,
  cluster: Cluster,
  release: Stand,
  tell: Tell,
): ClusterSubject | undefined {
  const subject: Record<string, unknown> & ClusterSubject = { cluster, release }
  for (const fact of rule.needs) {
    const value = tell.know<unknown>(cluster[fact])
    if (value === undefined && !rule.mayBeAbsent.has(fact)) return undefined
    assign(subject, fact, value)
  }
  return subject
}
const assign = (subject: Record<string, unknown>, fact: Fact, value: unknown): void => {
  subject[fact] = value
}

/** Nobody saw who writes the object again: it may differ from what is judged. */
const atMostWarning = (rule: Rule, draft: Draft): Draft => ({
  ...draft,
  severity: milder(draft.severity ?? rule.worst, 'warning'),
})

/** What a rule may still say on a single node, or on a cluster that has one node for now. */
export function capped(rule: Rule, drafts: readonly Draft[], cluster: Cluster | undefined): readonly Draft[] {
  if (drafts.length === 0 || cluster === undefined) return drafts
  const mild =
    cluster.broker.ownerUnseen === undefined ? drafts : drafts.map(draft => atMostWarning(rule, draft))
  const { size } = cluster
  const { single: treatment = 'same' } = rule
  if (treatment === 'same' || (size.state === 'found' && size.value === 'several')) return mild
  // Of how many nodes there are the mildest answer holds where nobody knows.
  if (treatment === 'skip' && !(size.state === 'found' && size.value === 'cluster-of-one')) return []
  return mild.map(draft => (draft.stopsBoot || draft.evenAlone ? draft : { ...draft, severity: 'info' }))
}
