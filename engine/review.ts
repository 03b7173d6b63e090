import { brokersIn } from '../model/broker/broker.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { World } from '../model/kube/world.ts'
import type { Rule } from '../model/rule/rule.ts'
import { compareSeverity } from '../model/rule/severity.ts'
import { compareClusters } from './change.ts'
import { evaluateAgainst, lazily } from './evaluate.ts'
import { type Finding, type Gap, joinOutcomes, type Outcome, unjudgedIn } from './finding.ts'
import type { EvaluateOptions } from './options.ts'
import { related } from './relations.ts'
import type { Evaluation } from './running.ts'
import { annotationSuppressions, type Suppression, suppress } from './suppress.ts'

export interface ReviewOptions extends EvaluateOptions {
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string
  /** Whether annotations may silence a rule. Default: yes. */
  readonly allowSuppression?: boolean
  /** What silences rules besides annotations: comments, where there are files. */
  readonly suppressions?: readonly Suppression[]
}

/** What a change causes. Findings are counted by fingerprint within a context. */
export interface Review {
  /** New with this change, and what only a comparison can see (a scale-down, a deleted Service). */
  readonly introduced: readonly Finding[]
  readonly fixed: readonly Finding[]
  readonly left: readonly Finding[]
  /** There now, and not judged before: reported, never failing. */
  readonly newlyVisible: readonly Finding[]
  readonly suppressed: readonly Finding[]
  readonly notEvaluated: readonly Gap[]
  /** What was not judged before the change, of the rules that found something after it. */
  readonly openBefore: readonly Gap[]
  readonly defects: Outcome['defects']
  /** Judged when something of it is asked for. */
  readonly before: Evaluation
  readonly after: Evaluation
}

/** Compares what the rules say before and after a change, and runs the rules that compare. Pure. */
export function review(before: World, after: World, rules: readonly Rule[], options: ReviewOptions): Review {
  const whole = lazily(before, rules, options)
  const changes = compareClusters(whole.brokers, brokersIn(after, options), rules, options)
  const { was, is } = evaluateAgainst(before, after, rules, options)
  return compared({ was, is, changes, whole }, rules, options)
}

/** As `review`, of two worlds that these rules were run over already, with these options. */
export function reviewEvaluated(
  was: Evaluation,
  is: Evaluation,
  rules: readonly Rule[],
  options: ReviewOptions,
): Review {
  const changes = compareClusters(was.brokers, is.brokers, rules, options)
  return compared({ was, is, changes, whole: was }, rules, options)
}

interface Compared {
  /** Before the change, as far as what was found after it is compared with it. */
  readonly was: Evaluation
  readonly is: Evaluation
  /** What the rules that compare say. */
  readonly changes: Outcome
  /** All that there was before. */
  readonly whole: Evaluation
}

function compared(
  { was, is, changes, whole }: Compared,
  rules: readonly Rule[],
  options: ReviewOptions,
): Review {
  const current = related([...changes.findings, ...is.findings], options)
  const annotated =
    options.allowSuppression === false
      ? []
      : [...goneIn(changes.findings), ...is.world.objects].flatMap(annotationSuppressions)
  const entries = [...annotated, ...(options.suppressions ?? [])]
  const { kept, suppressed } = suppress(current, entries, rules, is.evaluated, options.today)
  const isOld = matcher(was.findings)
  const left = kept.filter(isOld)
  const leftSet = new Set(left)
  const fresh = kept.filter(finding => !leftSet.has(finding))
  const wasUnjudged = unjudgedIn(
    stillOpen(was, is),
    ({ group, kind, namespace, name }) => was.world.get({ group, kind }, namespace, name).state === 'unknown',
  )
  const unseen = (finding: Finding): boolean => finding.rule.scope !== 'change' && wasUnjudged(finding)
  return {
    introduced: fresh.filter(finding => !unseen(finding)),
    newlyVisible: fresh.filter(unseen),
    left,
    suppressed,
    get fixed() {
      return goneFrom(whole.findings, is.findings)
    },
    notEvaluated: joinOutcomes([is, changes]).gaps,
    openBefore: was.gaps,
    defects: [...is.defects, ...changes.defects],
    before: whole,
    after: is,
  }
}

/** The findings of before of which there are fewer now. */
function goneFrom(before: readonly Finding[], now: readonly Finding[]): readonly Finding[] {
  const byPrint = ({ fingerprint }: Finding): string => fingerprint
  const all = Map.groupBy(now, byPrint)
  return [...Map.groupBy(before, byPrint)].flatMap(([print, findings]) =>
    findings.slice(all.get(print)?.length ?? 0),
  )
}

/** What a change takes away and is spoken of. */
const goneIn = (findings: readonly Finding[]): ReadonlySet<KubeObject> =>
  new Set(findings.flatMap(({ gone }) => gone ?? []))

/**
 * What was not judged before, but for what the change itself has told since: the release or the store of a cluster, of which its
 * image and annotations speak. What comes of that is caused: it could not be hidden first and then brought.
 */
function stillOpen(was: Evaluation, is: Evaluation): readonly Gap[] {
  const now = new Map(is.brokers.map(broker => [broker.name, broker]))
  const told = new Set(
    was.brokers.flatMap(({ name, release, standUnknown }) => {
      const later = now.get(name)
      const isTold = release === undefined ? later?.release !== undefined : later?.standUnknown === ''
      return standUnknown !== '' && isTold ? [`${name}\0${standUnknown}`] : []
    }),
  )
  return told.size === 0 ? was.gaps : was.gaps.filter(({ cluster, why }) => !told.has(`${cluster}\0${why}`))
}

/**
 * Tells for one finding after another whether it was there before: each finding of before counts once, and only for one
 * that is no worse. A single node that becomes a cluster may turn an info into an error.
 */
function matcher(before: readonly Finding[]): (finding: Finding) => boolean {
  const left = new Map(
    [...Map.groupBy(before, ({ fingerprint }) => fingerprint)].map(([print, same]) => [print, [...same]]),
  )
  return ({ fingerprint, severity }) => {
    const same = left.get(fingerprint) ?? []
    const index = same.findIndex(old => compareSeverity(old.severity, severity) >= 0)
    if (index >= 0) same.splice(index, 1)
    return index >= 0
  }
}
