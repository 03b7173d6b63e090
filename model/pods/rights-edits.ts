import { at } from '../kube/address.ts'
import type { Edit } from '../kube/edit.ts'
import { isArray, type Json, type JsonObject, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { ifSeen } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import type { World } from '../kube/world.ts'
import type { Rights } from './rights.ts'
import type { Workload } from './workload.ts'

/** A verb on a core resource of the pods' namespace. */
export interface Wanted {
  readonly verb: string
  readonly resource: string
}

/** What gives the account of pods rights that it lacks: a title, and the edits. */
export interface Granting {
  readonly title: string
  readonly edits: readonly Edit[]
}

const api = 'rbac.authorization.k8s.io'
const apiVersion = `${api}/v1`

/**
 * Gives rights to the account of a workload. What is there already is mended: the Role that is bound to the account, the
 * binding of a Role that has the rights. Only what is missing is written anew. Undefined where no namespace is written and a
 * binding would have to name it: the API server takes no account without one.
 */
export function granting(
  world: World,
  workload: Workload,
  rights: Rights,
  wanted: readonly Wanted[],
): Granting | undefined {
  const bound = ifSeen(rights.roles).toSorted((a, b) => Number(b.isAlone) - Number(a.isAlone))[0]
  if (bound) return { title: `allow it in Role ${bound.role.name}`, edits: allowing(bound.role, wanted) }
  if (workload.namespace === '') return undefined
  const subject = subjectOf(workload, rights)
  const role = rolesIn(world, workload).find(candidate => missingIn(candidate, wanted).length === 0)
  const binding = role && bindingsIn(world, workload).find(candidate => isOf(candidate, role.name))
  if (binding) {
    const subjects = binding.value.subjects
    return {
      title: `name the account in RoleBinding ${binding.name}`,
      edits: isArray(subjects)
        ? [{ op: 'set', at: at(binding, 'subjects', subjects.length), value: subject }]
        : [{ op: 'set', at: at(binding, 'subjects'), value: [subject] }],
    }
  }
  const name = role?.name ?? freeName(world, `${workload.object.name}-peer-discovery`)
  const beside = role ?? accountObject(world, workload, rights) ?? workload.object
  const metadata: JsonObject = { name, namespace: workload.namespace }
  const create = (object: JsonObject): Edit => ({ op: 'create', object, beside })
  const bind = create({
    apiVersion,
    kind: 'RoleBinding',
    metadata: { ...metadata, name: freeBinding(world, name) },
    roleRef: { apiGroup: api, kind: 'Role', name },
    subjects: [subject],
  })
  return role
    ? { title: `bind Role ${name} to the account`, edits: [bind] }
    : {
        title: 'write Role and RoleBinding',
        edits: [create({ apiVersion, kind: 'Role', metadata, rules: wanted.map(ruleFor) }), bind],
      }
}

const ruleFor = ({ resource, verb }: Wanted): JsonObject => ({
  apiGroups: [''],
  resources: [resource],
  verbs: [verb],
})

const has = (rule: Json, field: string, wanted: string): boolean =>
  listOf(member(rule, field)).some(value => value === wanted || value === '*')
const concerns = (rule: Json, resource: string): boolean =>
  has(rule, 'apiGroups', '') &&
  has(rule, 'resources', resource) &&
  member(rule, 'resourceNames') === undefined

const missingIn = ({ value }: KubeObject, wanted: readonly Wanted[]): readonly Wanted[] =>
  wanted.filter(
    ({ verb, resource }) =>
      !listOf(value.rules).some(rule => concerns(rule, resource) && has(rule, 'verbs', verb)),
  )

/**
 * What a Role lacks, as a verb of the rule that is about this resource alone, else as a rule behind the others. Places are
 * numbers, so that the same edit made twice is made once.
 */
function allowing(role: KubeObject, wanted: readonly Wanted[]): readonly Edit[] {
  const rules = listOf(role.value.rules)
  if (!isArray(role.value.rules) || rules.length === 0)
    return [{ op: 'set', at: at(role, 'rules'), value: wanted.map(ruleFor) }]
  let end = rules.length
  return missingIn(role, wanted).map(one => {
    const index = rules.findIndex(
      rule => concerns(rule, one.resource) && listOf(member(rule, 'resources')).length === 1,
    )
    const verbs = listOf(member(rules[index], 'verbs'))
    return verbs.length > 0
      ? { op: 'set', at: at(role, 'rules', index, 'verbs', verbs.length), value: one.verb }
      : { op: 'set', at: at(role, 'rules', end++), value: ruleFor(one) }
  })
}

const subjectOf = ({ namespace }: Workload, { account }: Rights): JsonObject => ({
  kind: 'ServiceAccount',
  name: account,
  namespace,
})

const rolesIn = (world: World, { namespace }: Workload): readonly KubeObject[] =>
  world.list(kinds.Role, namespace).items
const bindingsIn = (world: World, { namespace }: Workload): readonly KubeObject[] =>
  world.list(kinds.RoleBinding, namespace).items
const accountObject = (world: World, { namespace }: Workload, { account }: Rights): KubeObject | undefined =>
  world.list(kinds.ServiceAccount, namespace).items.find(({ name }) => name === account)

const isOf = ({ value }: KubeObject, role: string): boolean =>
  member(value.roleRef, 'kind') === 'Role' && member(value.roleRef, 'name') === role

/** A name that no Role or binding has: writing a second one of that name would replace the first. */
function freeName(world: World, wanted: string): string {
  const taken = namesIn(world)
  return unlike(wanted, name => taken.roles.has(name) || taken.bindings.has(name))
}
const freeBinding = (world: World, wanted: string): string =>
  unlike(wanted, name => namesIn(world).bindings.has(name))

function unlike(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted
  for (let count = 2; isTaken(name); count++) name = `${wanted}-${count}`
  return name
}

const namesIn = onceEach((world: World) => {
  const names = (kind: typeof kinds.Role | typeof kinds.RoleBinding): ReadonlySet<string> =>
    new Set(world.ofKind(kind).map(({ name }) => name))
  return { roles: names(kinds.Role), bindings: names(kinds.RoleBinding) }
})
