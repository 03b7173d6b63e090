import { newestOf, type Stand } from '../facts/metadata-store.ts'
import { storeUnknown } from '../model/broker/standing.ts'
import type { Rule } from '../model/rule/rule.ts'
import { type Defect, type Finding, type Gap, joinOutcomes, nothing, type Outcome } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import { type EvaluateOptions, outOfTime } from './options.ts'
import { capped, moreThan, quiet, type Run, runRule } from './run-rule.ts'
import { wantedOf } from './settings.ts'
import { type Agreed, agree, applies, said, type Trial } from './stands.ts'
import type { Target } from './targets.ts'

/*
 * What rules say of targets: those about one fact together, under each stand that the target may have.
 */

/** Runs rules on targets, those of one family together. */
export const judge = (
  targets: readonly Target[],
  rules: readonly Rule[],
  options: EvaluateOptions,
): Outcome => joinOutcomes(familiesOf(rules).flatMap(family => outcomesOf(targets, family, options)))

/** Rules of one scope about one fact. */
export type Family = readonly [Rule, ...Rule[]]

/** Rules by what they are about. */
export const familiesOf = (rules: readonly Rule[]): readonly Family[] => [
  ...(
    Map.groupBy(rules, ({ scope, family, id }) => `${scope} ${family ?? id}`) as Map<string, Family & Rule[]>
  ).values(),
]

/** What a family says of target after target, until time is over. */
export function outcomesOf(targets: readonly Target[], family: Family, options: EvaluateOptions): Outcome[] {
  const outcomes: Outcome[] = []
  const { most = Number.POSITIVE_INFINITY } = options
  let [found, judged] = [0, 0]
  for (const target of targets) {
    const why = found > most ? moreThan(most) : options.outOfTime?.() ? outOfTime : undefined
    if (why !== undefined) return [...outcomes, notRun(targets.slice(judged), family, why)]
    judged++
    const outcome = judgeFamily(target, family, options)
    if (outcome === nothing) continue
    outcomes.push(outcome)
    found += outcome.findings.length
  }
  return outcomes
}

/** A gap of each rule that would have spoken of a target. */
function notRun(targets: readonly Target[], family: Family, why: string): Outcome {
  const named = new Map(targets.map(target => [target.name, target]))
  return {
    ...nothing,
    gaps: [...named].flatMap(([cluster, { stands }]) =>
      family
        .filter(rule => stands.some(stand => applies(rule, stand) !== false))
        .map(({ id }) => ({ rule: id, cluster, why, partial: false })),
    ),
  }
}

function judgeFamily(target: Target, family: Family, options: EvaluateOptions): Outcome {
  const trials = trialsOf(target, family, options)
  return trials === undefined ? nothing : agreedOutcome(target, trials, options)
}

/** What the rules of a family had to say of a target, under each of its stands: nothing, most often. */
function trialsOf(target: Target, family: Family, { most }: EvaluateOptions): readonly Trial[] | undefined {
  let trials: Trial[] | undefined
  for (const rule of family)
    for (const stand of target.stands) {
      const run = tryRule(target, rule, stand, most)
      if (run === quiet) continue
      trials ??= []
      trials.push({ rule, stand, run })
    }
  return trials
}

/** What all stands agree on, and what is open. */
function agreedOutcome(target: Target, trials: readonly Trial[], options: EvaluateOptions): Outcome {
  const { agreed, split } =
    target.stands.length === 1 ? { agreed: said(trials), split: [] } : agree(trials, target.stands)
  const unclear = split.map(({ rule, byStore }) => ({
    rule: rule.id,
    cluster: target.name,
    why: byStore ? storeUnknown : target.why,
    partial: false,
  }))
  return {
    findings: agreed.flatMap(entry => findingOf(target, entry, options)),
    gaps: [...trials.flatMap(({ rule, run }) => gapOf(target, rule, run)), ...unclear],
    defects: trials.flatMap(({ rule, run }) => defectOf(target, rule, run)),
  }
}

const gapOf = ({ name }: Pick<Target, 'name'>, { id }: Rule, run: Run): readonly Gap[] =>
  run.state === 'judged' ? run.gaps.map(gap => ({ ...gap, rule: id, cluster: name })) : []
const defectOf = ({ name }: Pick<Target, 'name'>, { id }: Rule, run: Run): readonly Defect[] =>
  run.state === 'defect' ? [{ rule: id, subject: name, error: run.error }] : []

/** One rule under one stand. */
function tryRule(target: Target, rule: Rule, stand: Stand, most: number | undefined): Run {
  const applicable = applies(rule, stand)
  if (applicable === false) return quiet
  if (applicable !== true)
    return { state: 'judged', drafts: [], gaps: [{ why: applicable.why, partial: false }] }
  const run = runRule(rule, tell => target.subject(rule, stand, tell), most)
  if (run === quiet || run.state !== 'judged') return run
  const cluster = target.cluster(stand)
  const drafts = capped(rule, run.drafts, cluster)
  // What is said of several nodes only is neither said nor passed over where their number is not known.
  const isOpen = drafts.length < run.drafts.length && cluster?.size.state === 'unknown'
  const why = isOpen ? cluster.size.why : undefined
  return { ...run, drafts, gaps: why === undefined ? run.gaps : [...run.gaps, { why, partial: true }] }
}

/** What a rule said, as a finding: with the severity the user wants, and none where the user wants none. */
function findingOf(
  target: Pick<Target, 'cluster' | 'stands' | 'context' | 'name' | 'thing'>,
  { rule, draft }: Agreed,
  options: EvaluateOptions,
): readonly Finding[] {
  const wanted = wantedOf(options, rule, draft.at.object)
  if (wanted === 'off') return []
  const thing = rule.thing === undefined ? target.thing : `${rule.thing} of ${target.name}`
  return [
    {
      ...draft,
      rule,
      severity: wanted ?? draft.severity ?? rule.worst,
      cluster: target.cluster(newestOf(target.stands)),
      context: target.context,
      ...(thing === undefined ? {} : { thing }),
      fingerprint: fingerprint(rule.id, draft.at, draft.subject),
    },
  ]
}

/** What came of one run of one rule, where there is one stand. */
export function outcomeOf(
  target: Pick<Target, 'cluster' | 'stands' | 'context' | 'name'>,
  rule: Rule,
  run: Run,
  options: EvaluateOptions,
): Outcome {
  const drafts = run.state === 'judged' ? run.drafts : []
  return {
    findings: drafts.flatMap(draft => findingOf(target, { rule, draft }, options)),
    gaps: gapOf(target, rule, run),
    defects: defectOf(target, rule, run),
  }
}
