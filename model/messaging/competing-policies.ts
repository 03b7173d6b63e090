import type { Policy } from './policy.ts'
import { literalPrefix, matchesAll } from './policy-questions.ts'

/** Which of several policies wins where two match the same queues, as far as their patterns tell. */
export interface Competition {
  /** The first of higher priority that matches every name which a policy matches. */
  winnerOver(policy: Policy): Policy | undefined
  /** The first of the same priority before a policy that matches all its names, or whose names it matches. */
  twinBefore(policy: Policy): Policy | undefined
}

const competitions = new WeakMap<readonly Policy[], Competition>()
/** The competition of the policies of one cluster; its cost grows with their text, not with the number of pairs. */
export function competitionOf(policies: readonly Policy[]): Competition {
  const known = competitions.get(policies) ?? new CompetingPolicies(policies)
  competitions.set(policies, known)
  return known
}

/** Policies that stand together under one key, in their order. */
class Group {
  readonly all: Policy[] = []
  /** For each of them, what is highest of it and all before it. */
  readonly #highest: Highest[] = []
  /** The first with another name than the first one. */
  second: Policy | undefined

  add(policy: Policy): void {
    const [first] = this.all
    if (first !== undefined && first.name !== policy.name) this.second ??= policy
    this.#highest.push(higher(this.#highest.at(-1), policy))
    this.all.push(policy)
  }

  /** The first that is not called so. */
  firstBut(name: string): Policy | undefined {
    return this.all[0]?.name === name ? this.second : this.all[0]
  }

  /** The first of higher priority that is not called so. */
  firstAbove({ name, priority }: Policy): Policy | undefined {
    let [low, high] = [0, this.all.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const reached = this.#highest[middle]
      const others = reached?.name === name ? reached.other : reached?.priority
      if ((others ?? 0) > priority) high = middle
      else low = middle + 1
    }
    return this.all[low]
  }
}

/** The highest priority of some policies, the name of the one that has it, and the highest of those with other names. */
interface Highest {
  readonly name: string | undefined
  readonly priority: number
  readonly other: number
}
const lowest: Highest = {
  name: undefined,
  priority: Number.NEGATIVE_INFINITY,
  other: Number.NEGATIVE_INFINITY,
}

function higher(before: Highest = lowest, { name, priority }: Policy): Highest {
  if (priority > before.priority)
    return { name, priority, other: name === before.name ? before.other : before.priority }
  return name === before.name ? before : { ...before, other: Math.max(before.other, priority) }
}

/** Where policies are looked for: those that a pattern equals or that begin with it, and the audience they are for. */
type Reach = readonly string[]

class CompetingPolicies implements Competition {
  readonly #order: ReadonlyMap<Policy, number>
  readonly #prefixes: ReadonlyMap<string, Prefix>
  /** By what they compete for, then by place. */
  readonly #groups = new Map<string, Map<string, Group>>()
  readonly #twins = new Map<Policy, Policy | undefined>()

  constructor(policies: readonly Policy[]) {
    this.#order = new Map(policies.map((policy, index) => [policy, index]))
    this.#prefixes = prefixTree(policies.flatMap(policy => prefixOf(policy) ?? []))
    for (const policy of policies) {
      this.#twins.set(policy, this.#twinAmong(policy))
      this.#add(policy)
    }
  }

  winnerOver(policy: Policy): Policy | undefined {
    return this.#first(this.#coveredBy(policy), policy, '', group => group.firstAbove(policy))
  }

  twinBefore(policy: Policy): Policy | undefined {
    return this.#twins.has(policy) ? this.#twins.get(policy) : this.#twinAmong(policy)
  }

  #twinAmong(policy: Policy): Policy | undefined {
    const reach = [...this.#coveredBy(policy), ...this.#covers(policy)]
    return this.#first(reach, policy, `${policy.priority}`, group => group.firstBut(policy.name))
  }

  #first(
    reach: Reach,
    policy: Policy,
    priority: string,
    pick: (group: Group) => Policy | undefined,
  ): Policy | undefined {
    let best: Policy | undefined
    for (const audience of rivalsOf(policy.applyTo)) {
      const groups = this.#groups.get(keyOf(policy, priority, audience))
      if (groups === undefined) continue
      for (const place of reach) {
        const group = groups.get(place)
        const found = group && pick(group)
        if (found && (best === undefined || this.#position(found) < this.#position(best))) best = found
      }
    }
    return best
  }

  #position(policy: Policy): number {
    return this.#order.get(policy) ?? 0
  }

  #add(policy: Policy): void {
    const [own, ...shorter] = this.#chain(policy)
    const places = [
      ...placesOf(policy.pattern),
      ...(own === undefined ? [] : [`prefix ${own}`, `below ${own}`]),
      ...shorter.map(prefix => `below ${prefix}`),
    ]
    for (const priority of ['', `${policy.priority}`])
      for (const audience of audiencesOf(policy.applyTo)) {
        const key = keyOf(policy, priority, audience)
        const groups = this.#groups.get(key) ?? new Map<string, Group>()
        this.#groups.set(key, groups)
        for (const place of places) {
          const group = groups.get(place) ?? new Group()
          groups.set(place, group)
          group.add(policy)
        }
      }
  }

  /** Where those stand that match every name which the policy matches. */
  #coveredBy(policy: Policy): Reach {
    if (policy.pattern === undefined) return []
    return ['all', `is ${policy.pattern}`, ...this.#chain(policy).map(prefix => `prefix ${prefix}`)]
  }

  /** Where those stand of which the policy matches every name. */
  #covers(policy: Policy): Reach {
    if (matchesAll(policy.pattern)) return ['any']
    const text = prefixOf(policy)
    if (text === undefined) return []
    const own = this.#prefixes.get(text)
    if (own !== undefined) return [`below ${own.id}`]
    // A policy of another release may have a prefix that none has here.
    return [...this.#prefixes].flatMap(([longer, { id }]) => (longer.startsWith(text) ? [`below ${id}`] : []))
  }

  /** The literal prefix of a policy's pattern, and the shorter ones that it begins with, by their numbers. */
  #chain(policy: Policy): readonly number[] {
    const text = prefixOf(policy) ?? ''
    const found: number[] = []
    let prefix = this.#prefixes.get(text)
    for (let length = text.length - 1; prefix === undefined && length > 0; length--)
      prefix = this.#prefixes.get(text.slice(0, length))
    for (; prefix !== undefined; prefix = prefix.shorter) found.push(prefix.id)
    return found
  }
}

const keyOf = ({ vhost, operator }: Policy, priority: string, audience: string): string =>
  JSON.stringify([vhost, operator, priority, audience])

const prefixOf = ({ pattern }: Policy): string | undefined =>
  pattern === undefined ? undefined : literalPrefix(pattern)

/** Where a policy stands by its whole pattern. */
const placesOf = (pattern: string | undefined): readonly string[] =>
  pattern === undefined ? [] : ['any', `is ${pattern}`, ...(matchesAll(pattern) ? ['all'] : [])]

/** `queues` stands for every type of queue, `all` for everything. */
const isForQueues = (applyTo: string): boolean => applyTo.endsWith('queues')
const audiencesOf = (applyTo: string): readonly string[] => [
  `is ${applyTo}`,
  'any',
  ...(isForQueues(applyTo) ? ['queues'] : []),
]
function rivalsOf(applyTo: string): readonly string[] {
  if (applyTo === 'all') return ['any']
  if (applyTo === 'queues') return ['queues', 'is all']
  return [`is ${applyTo}`, 'is all', ...(isForQueues(applyTo) ? ['is queues'] : [])]
}

interface Prefix {
  readonly id: number
  /** The longest other one that it begins with. */
  readonly shorter: Prefix | undefined
}

function prefixTree(texts: readonly string[]): ReadonlyMap<string, Prefix> {
  const tree = new Map<string, Prefix>()
  const above: string[] = []
  // Sorted, a text follows those that it begins with.
  for (const text of [...new Set(texts)].sort()) {
    while (above.length > 0 && !text.startsWith(above.at(-1) ?? '')) above.pop()
    tree.set(text, { id: tree.size, shorter: tree.get(above.at(-1) ?? '') })
    above.push(text)
  }
  return tree
}
