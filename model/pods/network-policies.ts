import { selects } from '../formats/text/selector.ts'
import {
  isArray,
  isObject,
  isString,
  type Json,
  type JsonObject,
  listOf,
  member,
  objectOf,
} from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import { namedPorts } from './container.ts'
import { ByPair, pairsOf } from './label-pairs.ts'
import type { Workload } from './workload.ts'

/** A network policy that keeps pods from each other. */
export interface Blocked {
  readonly policy: KubeObject
  readonly direction: Direction
  readonly ports: readonly number[]
}
type Direction = 'ingress' | 'egress'
const directions: readonly Direction[] = ['ingress', 'egress']

/**
 * What network policies keep the pods of a workload from each other on these TCP ports. Absent: nothing does. Policies add up: what
 * one allows is allowed. Source: kubernetes staging/src/k8s.io/api/networking/v1/types.go.
 */
export function blockedBetween(world: World, workload: Workload, ports: readonly number[]): Lookup<Blocked> {
  const { template, namespace, made } = workload
  if (made.unseen !== undefined) return unknown(made.unseen)
  const around = world.list(kinds.NetworkPolicy, namespace)
  if (around.items.length === 0) return absent()
  const unsettled = template.labelsUnsettled ?? openIn(around.items).why
  if (unsettled !== undefined) return unknown(unsettled)
  const picking = policiesIn(around.items).picking(template.labels)
  if (picking === undefined)
    return unknown('more network policies pick pods without naming a label than are looked at')
  const pods: Pods = { labels: template.labels, namespace, named: namedPorts(template) }
  for (const direction of directions) {
    const isolating = picking.filter(policy => isFor(policy, direction))
    const [policy] = isolating
    if (!policy) continue
    const answers = ports.map(port => ({ port, answer: anyAllows(isolating, direction, pods, port) }))
    const open = answers.find(({ answer }) => answer === undefined)
    if (open)
      return unknown(`NetworkPolicy ${policy.name} allows port ${open.port} by what only a cluster tells`)
    const blocked = answers.filter(({ answer }) => answer === false).map(({ port }) => port)
    if (blocked.length === 0) continue
    return around.complete ? found({ policy, direction, ports: blocked }) : unknown(around.why)
  }
  return absent()
}

/** Why a policy of a list may not be what it seems. */
const openIn = onceEach((policies: readonly KubeObject[]) => ({
  why: policies.map(policy => unsettledAt(policy, ['spec'])).find(why => why !== undefined),
}))

interface Pods {
  readonly labels: JsonObject
  readonly namespace: string
  readonly named: ReadonlyMap<string, number>
}

/** Without policyTypes a policy is for what comes in, and for what goes out where it has rules for that. */
function isFor({ value }: KubeObject, direction: Direction): boolean {
  const types = dig(value, ['spec', 'policyTypes'])
  if (isArray(types)) return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress')
  return direction === 'ingress' || dig(value, ['spec', 'egress']) !== undefined
}

/** Yes, no, or undefined where that is not known. */
type Answer = boolean | undefined
const anyOf = <T>(items: readonly T[], ask: (item: T) => Answer): Answer => {
  const answers = items.map(ask)
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
}
const both = (a: Answer, b: Answer): Answer =>
  a === false || b === false ? false : a === true && b === true ? true : undefined

const anyAllows = (policies: readonly KubeObject[], direction: Direction, pods: Pods, port: number): Answer =>
  anyOf(policies, ({ value }) =>
    anyOf(listOf(dig(value, ['spec', direction])), rule =>
      both(
        allowsPeer(member(rule, direction === 'ingress' ? 'from' : 'to'), pods),
        allowsPort(member(rule, 'ports'), pods, port),
      ),
    ),
  )

function allowsPeer(peers: Json | undefined, { labels, namespace }: Pods): Answer {
  if (listOf(peers).length === 0) return true
  return anyOf(listOf(peers), peer => {
    const block = member(member(peer, 'ipBlock'), 'cidr')
    if (block !== undefined) return block === '0.0.0.0/0' ? true : undefined
    const around = member(peer, 'namespaceSelector')
    const isPod = selects('network-policy', member(peer, 'podSelector'), labels)
    return both(isPod, isObject(around) ? isNamespace(around, namespace) : true)
  })
}

/** Of the labels of a namespace only its name is known. */
function isNamespace(selector: JsonObject, namespace: string): Answer {
  if (
    Object.keys(objectOf(selector.matchLabels)).length === 0 &&
    listOf(selector.matchExpressions).length === 0
  )
    return true
  const name = member(selector.matchLabels, 'kubernetes.io/metadata.name')
  if (isString(name) && namespace !== '' && name !== namespace) return false
  const isAll =
    Object.keys(objectOf(selector.matchLabels)).length === 1 && selector.matchExpressions === undefined
  return name === namespace && isAll ? true : undefined
}

function allowsPort(ports: Json | undefined, { named }: Pods, wanted: number): Answer {
  if (listOf(ports).length === 0) return true
  return anyOf(listOf(ports), entry => {
    const [port, last, protocol] = [
      member(entry, 'port'),
      member(entry, 'endPort'),
      member(entry, 'protocol'),
    ]
    if (protocol !== undefined && protocol !== 'TCP') return false
    if (port === undefined) return true
    if (isString(port)) return named.get(port) === wanted
    return typeof port === 'number' && port <= wanted && wanted <= (typeof last === 'number' ? last : port)
  })
}

/** Policies that pick pods without naming a label are looked at for each workload: more than this many are not. */
const mostBroad = 200

/** The policies of a namespace, by a label of the pods that they pick. */
class Policies {
  readonly #byPair = new ByPair<KubeObject>()
  readonly #broad: KubeObject[] = []

  constructor(policies: readonly KubeObject[]) {
    const all = new ByPair<KubeObject>()
    const pairs = policies.map(policy => pairsOf(objectOf(member(selectorOf(policy), 'matchLabels'))))
    for (const [index, policy] of policies.entries())
      for (const pair of pairs[index] ?? []) all.add(pair, policy)
    for (const [index, policy] of policies.entries()) {
      const pair = all.rarest(pairs[index] ?? [])
      if (pair === undefined) this.#broad.push(policy)
      else this.#byPair.add(pair, policy)
    }
  }

  picking(labels: JsonObject): readonly KubeObject[] | undefined {
    if (this.#broad.length > mostBroad) return undefined
    return [...this.#broad, ...pairsOf(labels).flatMap(pair => this.#byPair.with(pair))].filter(
      policy => selects('network-policy', selectorOf(policy), labels) === true,
    )
  }
}
const policiesIn = onceEach((policies: readonly KubeObject[]) => new Policies(policies))
const selectorOf = ({ value }: KubeObject): Json | undefined => dig(value, ['spec', 'podSelector'])
