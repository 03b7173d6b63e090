import { type KubernetesRelease, newestKubernetes } from '../facts/kubernetes-apis.ts'
import { newestOf, type Stand } from '../facts/metadata-store.ts'
import { type Broker, brokersIn, type StandOptions, storeUnknown } from '../model/broker/broker.ts'
import { clusterOf } from '../model/cluster.ts'
import { whyOpen } from '../model/kube/lookup.ts'
import { onceEach } from '../model/kube/once-each.ts'
import type { World } from '../model/kube/world.ts'
import type { Rule } from '../model/rule/rule.ts'
import { type Defect, type Finding, type Gap, joinOutcomes, nothing, type Outcome } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import { bearingOn, related } from './relations.ts'
import { capped, moreThan, quiet, type Run, runRule } from './run-rule.ts'
import { isOff, type Settings, wantedOf } from './settings.ts'
import { type Agreed, agree, applies, said, type Trial } from './stands.ts'
import { type Target, targetsIn } from './targets.ts'

export interface EvaluateOptions extends StandOptions, Settings {
  /** The release of Kubernetes that the objects are for; default: the newest one known. */
  readonly kubernetesVersion?: KubernetesRelease
  /** Asked before each rule: where it says so, the rules not yet run are left, but for those that compare, and what the others found is kept. Default: never. */
  readonly outOfTime?: () => boolean
  /** A rule that found so many things has said enough of them, and is not run to its end. Default: all are found. */
  readonly most?: number
}

/** Why a rule was not run where the time for them all was over. */
export const outOfTime = 'out of time'

/** What was found in one world. */
export interface Evaluation extends Outcome {
  readonly world: World
  readonly brokers: readonly Broker[]
  /** Ids of the rules that took part: only those can leave a suppression unused. */
  readonly evaluated: ReadonlySet<string>
}

const worldScopes: ReadonlySet<Rule['scope']> = new Set(['cluster', 'policy', 'object'])

/** Runs the rules of scope cluster, policy and object over a world. */
export function evaluate(world: World, rules: readonly Rule[], options: EvaluateOptions): Evaluation {
  const running = new Running(world, rules, options)
  for (const family of planOf(rules, options).families) running.run(family)
  return running.evaluation()
}

/** As `evaluate`, over a world in which nothing is judged before it is asked for. */
export function lazily(world: World, rules: readonly Rule[], options: EvaluateOptions): Evaluation {
  const brokers = brokersIn(world, options)
  const { evaluated } = planOf(rules, options)
  let known: Evaluation | undefined
  const judged = (): Evaluation => {
    known ??= evaluate(world, rules, options)
    return known
  }
  return {
    ...{ world, brokers, evaluated },
    get findings() {
      return judged().findings
    },
    get gaps() {
      return judged().gaps
    },
    get defects() {
      return judged().defects
    },
  }
}

/**
 * Runs the rules over a world, and over the one that it is compared with those that what they find is compared by: most often none.
 * One fact after the other: where time is over before all rules were run, what was found until then can still be compared.
 */
export function evaluateAgainst(
  before: World,
  world: World,
  rules: readonly Rule[],
  options: EvaluateOptions,
): { readonly was: Evaluation; readonly is: Evaluation } {
  const [was, is] = [new Running(before, rules, options), new Running(world, rules, options)]
  const { families, familyOf } = planOf(rules, options)
  for (const family of families)
    if (is.run(family))
      for (const rule of bearingOn(family, rules)) {
        const other = familyOf.get(rule)
        if (other) was.run(other)
      }
  return { was: was.evaluation(), is: is.evaluation() }
}

/** Rules that are run over a world, those about one fact at a time. */
class Running {
  readonly #brokers: readonly Broker[]
  readonly #plan: Plan
  readonly #outcomes: Outcome[] = []
  readonly #ran = new Set<Family>()
  readonly #world: World
  readonly #options: EvaluateOptions
  #targets: ReadonlyMap<Rule['scope'], readonly Target[]> | undefined

  constructor(world: World, rules: readonly Rule[], options: EvaluateOptions) {
    this.#world = world
    this.#options = options
    this.#plan = planOf(rules, options)
    this.#brokers = brokersIn(world, options)
  }

  /** Whether these rules find anything. Each is run once. */
  run(family: Family): boolean {
    if (this.#ran.has(family)) return false
    this.#ran.add(family)
    const kubernetes = this.#options.kubernetesVersion ?? newestKubernetes
    this.#targets ??= Map.groupBy(
      targetsIn(this.#world, this.#brokers, this.#plan.active, kubernetes),
      ({ scope }) => scope,
    )
    const outcomes = outcomesOf(this.#targets.get(family[0].scope) ?? [], family, this.#options)
    this.#outcomes.push(...outcomes)
    return outcomes.some(({ findings }) => findings.length > 0)
  }

  /** What was found until now. */
  evaluation(): Evaluation {
    const rules = [...this.#ran].flat()
    const outcome = joinOutcomes([
      remarksOf(this.#brokers),
      ...this.#brokers.map(broker => unseenPolicies(broker, rules)),
      ...this.#outcomes,
    ])
    return {
      ...{ world: this.#world, brokers: this.#brokers, evaluated: this.#plan.evaluated },
      ...outcome,
      findings: related(distinct(outcome.findings), this.#options),
    }
  }
}

/** Which rules are run, and which of them together. */
interface Plan {
  readonly active: readonly Rule[]
  /** Their ids. */
  readonly evaluated: ReadonlySet<string>
  readonly families: readonly Family[]
  readonly familyOf: ReadonlyMap<Rule, Family>
}

/** The plan for rules and settings: world after world, review after review has the same. */
function planOf(rules: readonly Rule[], options: Settings): Plan {
  const { severities, overrides } = options
  const last = lastPlan(rules)
  if (last.plan && last.severities === severities && last.overrides === overrides) return last.plan
  const active = rules.filter(rule => worldScopes.has(rule.scope) && !isOff(options, rule))
  const families = familiesOf(active)
  const plan: Plan = {
    ...{ active, families },
    evaluated: new Set(active.map(({ id }) => id)),
    familyOf: new Map(families.flatMap(family => family.map(rule => [rule, family] as const))),
  }
  Object.assign(last, { plan, severities, overrides })
  return plan
}
const lastPlan = onceEach(
  (_: readonly Rule[]): { plan?: Plan } & Pick<Settings, 'severities' | 'overrides'> => ({}),
)

/** What was written about a broker and could not be taken as it is. */
const remarksOf = (brokers: readonly Broker[]): Outcome => ({
  findings: [],
  gaps: brokers.flatMap(({ name, remarks }) =>
    remarks.map(why => ({ rule: 'broker', cluster: name, why, partial: false })),
  ),
  defects: [],
})

/** Where not all policies of a broker were seen, no rule about policies has judged it. */
function unseenPolicies(broker: Broker, active: readonly Rule[]): Outcome {
  const stand = newestOf(broker.stands)
  const blind = active.filter(rule => rule.scope === 'policy' && applies(rule, stand) === true)
  const why = blind.length === 0 ? undefined : whyOpen(clusterOf(broker, stand).policies)
  if (why === undefined) return joinOutcomes([])
  return {
    findings: [],
    gaps: blind.map(({ id }) => ({ rule: id, cluster: broker.name, why, partial: true })),
    defects: [],
  }
}

/** Runs rules on targets, those of one family together. */
export const judge = (
  targets: readonly Target[],
  rules: readonly Rule[],
  options: EvaluateOptions,
): Outcome => joinOutcomes(familiesOf(rules).flatMap(family => outcomesOf(targets, family, options)))

/** Rules of one scope about one fact. */
type Family = readonly [Rule, ...Rule[]]

const familiesOf = (rules: readonly Rule[]): readonly Family[] => [
  ...(
    Map.groupBy(rules, ({ scope, family, id }) => `${scope} ${family ?? id}`) as Map<string, Family & Rule[]>
  ).values(),
]

/** What a family says of target after target, until time is over. */
function outcomesOf(targets: readonly Target[], family: Family, options: EvaluateOptions): Outcome[] {
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

/** A place that two subjects of one cluster share is reported once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, Finding>()
  for (const finding of findings) {
    const { origin } = finding.at.object
    const file = origin.from === 'file' ? `${origin.file}\0${origin.document}` : ''
    seen.set(`${finding.fingerprint}\0${finding.cluster?.name ?? ''}\0${file}`, finding)
  }
  return [...seen.values()]
}
