import { brokersIn } from '../model/broker/broker.ts'
import type { World } from '../model/kube/world.ts'
import type { Rule } from '../model/rule/rule.ts'
import type { EvaluateOptions } from './options.ts'
import { bearingOn } from './relations.ts'
import { type Evaluation, planOf, Running } from './running.ts'

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
