import { waysTo } from './access/ways.ts'
import { candidatesIn } from './broker/broker.ts'
import { selects } from './formats/text/selector.ts'
import { isString, type JsonObject, listOf, member, objectOf } from './kube/json.ts'
import * as kinds from './kube/kinds.ts'
import type { KubeObject } from './kube/object.ts'
import { onceEach } from './kube/once-each.ts'
import { dig } from './kube/read.ts'
import type { World } from './kube/world.ts'
import { scaledBy } from './pods/autoscalers.ts'
import { ByPair, pairsOf } from './pods/label-pairs.ts'
import type { Service } from './pods/service.ts'
import type { Workload } from './pods/workload.ts'

/*
 * Objects that say by themselves what they are for: rights of the pods' account, budgets and network policies of the pods, what leads
 * to a Service, what scales the workload. Found by index: there may be as many clusters as objects.
 */

/** The objects that concern the pods of a workload without being named by it. */
export function surrounding(
  world: World,
  workload: Workload,
  services: readonly Pick<Service, 'name'>[],
): readonly KubeObject[] {
  const { template, namespace, object } = workload
  const account = template.spec.serviceAccountName ?? template.spec.serviceAccount
  const byKey = byKeyIn(world)
  const keys = [...(isString(account) ? [`account/${account}`] : []), `scale/${object.kind}/${object.name}`]
  const around = [
    ...keys.flatMap(key => byKey.get(key) ?? []),
    ...pickersIn(world).picking(template.labels),
    ...services.flatMap(({ name }) => waysTo(world, namespace, name).map(({ at }) => at.object)),
  ].filter(
    other =>
      other.namespace === namespace ||
      other.namespace === '' ||
      namespace === '' ||
      (bindings.has(other.kind) && isMeantFor(other, namespace) && !brokersIn(world).has(other.namespace)),
  )
  const roles = around.flatMap(binding => byKey.get(roleKey(binding, namespace)) ?? [])
  return [...new Set([...around, ...roles])]
}

/** Whether a binding that is in another namespace, by mistake or not, may be for an account of this one. */
const isMeantFor = ({ value }: KubeObject, namespace: string): boolean =>
  listOf(value.subjects).some(subject => (member(subject, 'namespace') ?? namespace) === namespace)
const brokersIn = onceEach((world: World) => new Set(candidatesIn(world).map(({ namespace }) => namespace)))

const bindings: ReadonlySet<string> = new Set(['RoleBinding', 'ClusterRoleBinding'])
const rbac = kinds.Role.group

/** Objects by what they name. */
const byKeyIn = onceEach((world: World): ReadonlyMap<string, readonly KubeObject[]> => {
  const known = new Map<string, Set<KubeObject>>()
  for (const object of world.objects)
    for (const key of keysOf(object)) {
      const entry = known.get(key) ?? new Set()
      known.set(key, entry.add(object))
    }
  return new Map([...known].map(([key, objects]) => [key, [...objects]]))
})

function keysOf(object: KubeObject): readonly string[] {
  const { group, kind, name, namespace } = object
  if (group === rbac && bindings.has(kind))
    return listOf(object.value.subjects).flatMap(subject =>
      member(subject, 'kind') === 'ServiceAccount' ? [`account/${String(member(subject, 'name'))}`] : [],
    )
  if (group === rbac) return [`${kind}/${namespace}/${name}`]
  const scaled = scaledBy(object)
  return scaled === undefined ? [] : [`scale/${scaled}`]
}

function roleKey(binding: KubeObject, namespace: string): string {
  if (!bindings.has(binding.kind)) return ''
  const role = member(binding.value, 'roleRef')
  const kind = String(member(role, 'kind'))
  return `${kind}/${kind === 'ClusterRole' ? '' : binding.namespace || namespace}/${String(member(role, 'name'))}`
}

/** Budgets and network policies, each by the pair of labels in its selector that the fewest others have. */
class Pickers {
  readonly #byPair = new ByPair<KubeObject>()

  constructor(world: World) {
    const all = new ByPair<KubeObject>()
    const pickers = pickerKinds
      .flatMap(kind => world.ofKind(kind))
      .map(object => ({ object, pairs: pairsOf(objectOf(member(selectorOf(object), 'matchLabels'))) }))
    for (const { object, pairs } of pickers) for (const pair of pairs) all.add(pair, object)
    for (const { object, pairs } of pickers) {
      const pair = all.rarest(pairs)
      if (pair !== undefined) this.#byPair.add(pair, object)
    }
  }

  picking(labels: JsonObject): readonly KubeObject[] {
    return pairsOf(labels)
      .flatMap(pair => this.#byPair.with(pair))
      .filter(object => selects('budget', selectorOf(object), labels) === true)
  }
}
const pickerKinds = [
  kinds.PodDisruptionBudget,
  kinds.NetworkPolicy,
  { ...kinds.NetworkPolicy, group: 'extensions' },
]
const pickersIn = onceEach((world: World) => new Pickers(world))

const selectorOf = ({ kind, value }: KubeObject): JsonObject =>
  objectOf(dig(value, ['spec', kind === 'NetworkPolicy' ? 'podSelector' : 'selector']))
