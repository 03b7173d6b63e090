import { newestKubernetes } from '../facts/kubernetes-apis.ts'
import { newestOf } from '../facts/metadata-store.ts'
import { type Broker, brokersIn } from '../model/broker/broker.ts'
import { clusterOf } from '../model/cluster.ts'
import { whyOpen } from '../model/kube/lookup.ts'
import { onceEach } from '../model/kube/once-each.ts'
import type { World } from '../model/kube/world.ts'
import type { Rule } from '../model/rule/rule.ts'
import { type Family, familiesOf, outcomesOf } from './families.ts'
import { type Finding, joinOutcomes, type Outcome } from './finding.ts'
import type { EvaluateOptions } from './options.ts'
import { related } from './relations.ts'
import { isOff, type Settings } from './settings.ts'
import { applies } from './stands.ts'
import { type Target, targetsIn } from './targets.ts'

/** What was found in one world. */
export interface Evaluation extends Outcome {
  readonly world: World
  readonly brokers: readonly Broker[]
  /** Ids of the rules that took part: only those can leave a suppression unused. */
  readonly evaluated: ReadonlySet<string>
}

/** Rules that are run over a world, those about one fact at a time. */
export class Running {
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

const worldScopes: ReadonlySet<Rule['scope']> = new Set(['cluster', 'policy', 'object'])

/** The plan for rules and settings: world after world, review after review has the same. */
export function planOf(rules: readonly Rule[], options: Settings): Plan {
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
