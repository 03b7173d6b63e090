import { type Address, at } from '../kube/address.ts'
import { isString, type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, andThen, found, type Lookup, type Seen, someOf, unknown, whyOpen } from '../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import type { Right, World } from '../kube/world.ts'
import type { Workload } from './workload.ts'

/** What the pods of one workload may ask of the API server. */
export interface Rights {
  /** Name of the ServiceAccount; `default` where the pod names none. */
  readonly account: string
  readonly accountAt: Address
  /**
   * Whether one verb on one core resource of the pods' namespace is allowed. Found means yes; absent means that every
   * binding was seen and none allows it, with the nearest miss to point at. `name` is that of the object asked for:
   * without it, a rule that allows the verb on some objects only (`resourceNames`) leaves the answer unknown.
   */
  may(verb: string, resource: string, name?: string): Lookup<Grant>
  /** Whether the files show anything of rights here: the account, or a Role or binding of its namespace. */
  readonly areShown: boolean
  /** The Roles of the namespace that are bound to this account. */
  readonly roles: Seen<BoundRole>
  /** Some bindings and Roles that concern this account or come close, for messages. */
  readonly nearMisses: readonly { readonly at: Address; readonly message: string }[]
}
/** Nothing more is known of one where the API server itself says so. */
export interface Grant {
  readonly binding?: KubeObject
  /** What it binds to; undefined where the maker of the pods gives the right. */
  readonly role?: KubeObject
}

/** A Role that is bound to an account. */
export interface BoundRole {
  readonly role: KubeObject
  readonly binding: KubeObject
  /** Whether nobody else is bound to it by this binding. */
  readonly isAlone: boolean
}

/** What is asked: a verb on a resource, or on the one object of it that has this name. */
interface Request {
  readonly verb: string
  readonly resource: string
  readonly name: string | undefined
}

interface Binding {
  readonly object: KubeObject
  readonly role: { readonly kind: string; readonly name: string }
  readonly binds: boolean
}

/** The rights of a workload's ServiceAccount, from the Roles and bindings of its world. */
export function rightsOf(world: World, workload: Workload): Rights {
  const account = accountOf(workload)
  const accountAt = isString(accountIn(workload))
    ? workload.template.locate(['serviceAccountName'])
    : workload.template.locate([])
  const namespace = workload.namespace
  const bound = boundIn(world, namespace, account)
  return {
    account,
    accountAt,
    get areShown() {
      const { lists } = bound()
      const { proof } = { proof: undefined, ...lists[0] }
      const accounts = world.list(kinds.ServiceAccount, namespace).items
      const roles = world.list(kinds.Role, namespace).items
      const hasAccount = namesIn(accounts).has(account)
      return (
        workload.made.rights !== undefined ||
        proof === 'live' ||
        hasAccount ||
        roles.length > 0 ||
        lists[0].items.length > 0
      )
    },
    get roles() {
      // Where a yes is had for the asking, nobody reads them all.
      if (world.access) return someOf<BoundRole>([], rolesUnread)
      const { lists, bindings } = bound()
      const roles = bindings.flatMap(({ object, binds, role }): readonly BoundRole[] => {
        const named = binds && role.kind === 'Role' ? world.get(kinds.Role, namespace, role.name) : undefined
        return named?.state === 'found'
          ? [{ role: named.value, binding: object, isAlone: listOf(object.value.subjects).length === 1 }]
          : []
      })
      return someOf(roles, whyOpen(lists[0]))
    },
    get nearMisses() {
      return nearMisses(world, namespace, account)
    },
    may: (verb, resource, name) =>
      rightByMaker(workload, verb, resource) ??
      rightByApi(world, { namespace, account, verb, resource, name }) ??
      granted(world, namespace, bound(), { verb, resource, name }),
  }
}

const accountIn = ({ template: { spec } }: Workload): Json | undefined =>
  member(spec, 'serviceAccountName') ?? member(spec, 'serviceAccount')

/** The name of the ServiceAccount that pods run under. */
export function accountOf(workload: Workload): string {
  const named = accountIn(workload)
  return isString(named) && named !== '' ? named : 'default'
}

interface Bound {
  readonly lists: readonly [own: Seen<KubeObject>, wide: Seen<KubeObject>]
  /** Those that name the account. */
  readonly bindings: readonly Binding[]
}

/** The bindings of an account, looked for when they are first asked for. */
function boundIn(world: World, namespace: string, account: string): () => Bound {
  let known: Bound | undefined
  return () => {
    if (known) return known
    const lists = [
      world.list(kinds.RoleBinding, namespace),
      world.list(kinds.ClusterRoleBinding, ''),
    ] as const
    const bindings = lists
      .flatMap(({ items }) => naming(items, account, namespace))
      .map(object => bindingOf(object, account, namespace))
    known = { lists, bindings }
    return known
  }
}

const namesIn = onceEach((list: readonly KubeObject[]) => new Set(list.map(({ name }) => name)))

/** What the maker of the pods says of a right; undefined where it says nothing. */
function rightByMaker({ object, made }: Workload, verb: string, resource: string): Lookup<Grant> | undefined {
  if (made.unseen !== undefined) return unknown(made.unseen)
  const given = made.rights?.some(right => right.verb === verb && right.resource === resource) === true
  return given ? found({ binding: object }) : undefined
}

/** What the API server says of a right; undefined where nobody asks it, and after a no. */
function rightByApi({ access }: World, right: Right): Lookup<Grant> | undefined {
  const answer = access?.(right)
  if (answer === undefined || answer === 'no') return undefined
  return answer === 'yes' ? found({}) : unknown(answer.why)
}

function bindingOf(object: KubeObject, account: string, namespace: string): Binding {
  const role = member(object.value, 'roleRef')
  const [kind, name] = [member(role, 'kind'), member(role, 'name')]
  return {
    object,
    role: { kind: isString(kind) ? kind : '', name: isString(name) ? name : '' },
    binds: listOf(object.value.subjects).some(subject => isSubject(subject, account, namespace, object)),
  }
}

/** The bindings of a list that may bind the account, in their order: there may be as many accounts as bindings. */
function naming(list: readonly KubeObject[], account: string, namespace: string): readonly KubeObject[] {
  const bySubject = bySubjectIn(list)
  const names = [account, `system:serviceaccount:${namespace}:${account}`, ...groupsOf(namespace)]
  const places = new Set(names.flatMap(name => bySubject.get(name) ?? []))
  return [...places].sort((a, b) => a - b).flatMap(place => list[place] ?? [])
}

/** Where in a list the bindings are that have a subject of that name. */
const bySubjectIn = onceEach((list: readonly KubeObject[]): ReadonlyMap<string, readonly number[]> => {
  const known = new Map<string, number[]>()
  for (const [place, { value }] of list.entries()) {
    const names = listOf(value.subjects)
      .map(subject => member(subject, 'name'))
      .filter(isString)
    for (const name of new Set(names)) {
      const places = known.get(name)
      if (places) places.push(place)
      else known.set(name, [place])
    }
  }
  return known
})

/** The groups that every service account of a namespace is in. */
const groupsOf = (namespace: string): readonly string[] => [
  'system:serviceaccounts',
  'system:authenticated',
  `system:serviceaccounts:${namespace}`,
]

/** Whether a binding's subject is the account: by name, or by one of the groups every service account is in. */
function isSubject(subject: Json, account: string, namespace: string, binding: KubeObject): boolean {
  const [kind, name, where] = [member(subject, 'kind'), member(subject, 'name'), member(subject, 'namespace')]
  if (kind === 'Group') return isString(name) && groupsOf(namespace).includes(name)
  if (kind === 'User') return name === `system:serviceaccount:${namespace}:${account}`
  if (kind !== 'ServiceAccount' || name !== account) return false
  // The API server demands the namespace of a ServiceAccount subject; where a file leaves ours out, any may be meant.
  const written = isString(where) ? where : ''
  return written === namespace || namespace === '' || (written === '' && binding.kind === 'RoleBinding')
}

function granted(
  world: World,
  namespace: string,
  { lists, bindings }: Bound,
  request: Request,
): Lookup<Grant> {
  let blind: string | undefined
  for (const binding of bindings.filter(candidate => candidate.binds)) {
    const role = roleOf(world, namespace, binding)
    const allowed = andThen(role, known => allows(known, request))
    if (allowed.state === 'unknown') blind ??= allowed.why
    if (role.state === 'found' && allowed.state === 'found' && allowed.value)
      return found({ binding: binding.object, role: role.value })
  }
  const [own, wide] = lists
  blind ??= openIn(own.items).why ?? openIn(wide.items).why
  if (blind !== undefined) return unknown(blind)
  if (!own.complete) return unknown(own.why)
  return wide.complete ? absent(own.proof) : unknown(wide.why)
}

/** Why a binding of a list may bind another account, or to another role, than it seems to. */
const openIn = onceEach((bindings: readonly KubeObject[]) => ({
  why: bindings
    .map(object => unsettledAt(object, ['subjects']) ?? unsettledAt(object, ['roleRef']))
    .find(why => why !== undefined),
}))

function roleOf(world: World, namespace: string, binding: Binding): Lookup<KubeObject> {
  const kind = binding.role.kind === 'ClusterRole' ? kinds.ClusterRole : kinds.Role
  return world.get(kind, binding.role.kind === 'ClusterRole' ? '' : namespace, binding.role.name)
}

/** Source: kubernetes.io/docs/reference/access-authn-authz/rbac, "Aggregated ClusterRoles", "Referring to resources". */
function allows(role: KubeObject, { verb, resource, name }: Request): Lookup<boolean> {
  if (role.kind === 'ClusterRole' && role.value.aggregationRule !== undefined)
    return unknown(`the rules of ClusterRole ${role.name} are gathered from other ClusterRoles`)
  const has = (rule: Json, field: string, wanted: string): boolean =>
    listOf(member(rule, field)).some(value => value === wanted || value === '*')
  const rules = listOf(role.value.rules).filter(
    rule => has(rule, 'apiGroups', '') && has(rule, 'resources', resource) && has(rule, 'verbs', verb),
  )
  const names = rules.map(rule => listOf(member(rule, 'resourceNames')))
  if (names.some(list => list.length === 0 || (name !== undefined && list.includes(name)))) return found(true)
  const open = unsettledAt(role, ['rules'])
  if (open !== undefined) return unknown(open)
  return names.length > 0 && name === undefined
    ? unknown(`${role.kind} ${role.name} allows it for some ${resource} only`)
    : found(false)
}

/** Bindings that look meant for this account but do not reach it: another namespace, another name. */
function nearMisses(world: World, namespace: string, account: string): Rights['nearMisses'] {
  const everywhere = [...world.ofKind(kinds.RoleBinding), ...world.ofKind(kinds.Role)]
  const found: Rights['nearMisses'][number][] = []
  for (const object of everywhere) {
    if (found.length === mostMisses) break
    found.push(...nearMiss(object, namespace, account))
  }
  return found
}

/** As many as are worth a look. */
const mostMisses = 3

function nearMiss(object: KubeObject, namespace: string, account: string): Rights['nearMisses'] {
  if (object.namespace !== '' && namespace !== '' && object.namespace !== namespace) {
    const concerns =
      object.kind === 'Role' ||
      JSON.stringify(object.value.subjects ?? null).includes(JSON.stringify(account))
    return concerns
      ? [{ at: at(object, 'metadata', 'namespace'), message: `is in namespace ${object.namespace}` }]
      : []
  }
  if (object.kind !== 'RoleBinding') return []
  const subjects = listOf(object.value.subjects)
  if (subjects.some(subject => isSubject(subject, account, namespace, object))) return []
  return [{ at: at(object, 'subjects'), message: `does not name ServiceAccount ${account}` }]
}

/** Why Roles are not known where the API server is asked for rights. */
export const rolesUnread = 'Roles are read only where a right is missing'
