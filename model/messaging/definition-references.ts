import {
  isServerNamed,
  listsInVirtualHosts,
  seedsDefaults,
  unboundEffect,
} from '../../facts/definitions-import.ts'
import type { Release } from '../../facts/release.ts'
import { within } from '../kube/address.ts'
import { isString, type Json, listOf, member } from '../kube/json.ts'
import { isFilledIn } from '../kube/placeholders.ts'
import type { DefinitionProblem } from './definition-problem.ts'
import { type Definitions, definitionItems } from './definitions.ts'

interface Names {
  readonly vhosts: ReadonlySet<string>
  readonly users: ReadonlySet<string>
  /** `queue` or `exchange`, virtual host and name. */
  readonly resources: ReadonlySet<string>
}

/**
 * What refers to a virtual host, user, queue or exchange that no file makes. A node that has definitions to load makes
 * nothing by itself; what somebody made by hand is there on old nodes only, so that a new one fails.
 */
export function missingReferences(
  files: readonly Definitions[],
  release: Release,
): readonly DefinitionProblem[] {
  // Any of them may be what is looked for.
  if (files.some(hasOpenNames)) return []
  const names = namesIn(files, release)
  return files.flatMap(file => [
    ...listsInVirtualHosts.flatMap(list => withoutVhost(file, list, names)),
    ...(seedsDefaults(release) ? [] : withoutUser(file, names)),
    ...unbound(file, names, release),
  ])
}

/** Whether a name is filled in before the file is imported. */
export const isOpenName = ({ file }: Definitions, name: Json | undefined): boolean =>
  isString(name) && isFilledIn(name, file.at.object)

const hasOpenNames = (file: Definitions): boolean =>
  isFilledIn(file.file.value, file.file.at.object) &&
  Object.values(file.value ?? {}).some(list =>
    listOf(list).some(item =>
      ['name', 'vhost', 'user', 'source', 'destination', 'destination_type'].some(part =>
        isOpenName(file, member(item, part)),
      ),
    ),
  )

function namesIn(files: readonly Definitions[], release: Release): Names {
  const items = (list: string): readonly Json[] => files.flatMap(file => listOf(file.value?.[list]))
  const named = (list: string): readonly string[] =>
    items(list).flatMap(item => {
      const name = member(item, 'name')
      return isString(name) ? [name] : []
    })
  return {
    vhosts: new Set([...named('vhosts'), ...(seedsDefaults(release) ? ['/'] : [])]),
    users: new Set(named('users')),
    resources: new Set([
      ...items('queues').map(item => resource('queue', member(item, 'vhost'), member(item, 'name'))),
      ...items('exchanges').map(item => resource('exchange', member(item, 'vhost'), member(item, 'name'))),
    ]),
  }
}
const resource = (type: Json | undefined, vhost: Json | undefined, name: Json | undefined): string =>
  JSON.stringify([type, vhost, name])

const help = 'a node with definitions to load makes nothing by itself: add it to the file'

function withoutVhost(file: Definitions, list: string, { vhosts }: Names): readonly DefinitionProblem[] {
  return definitionItems(file, list).flatMap(({ value, at }): readonly DefinitionProblem[] => {
    const vhost = member(value, 'vhost')
    const one = what(list)
    if (!isString(vhost))
      return [{ in: file, at, effect: 'refused', message: `has ${one} without vhost`, help: 'say its vhost' }]
    if (vhosts.has(vhost)) return []
    const name = file.file.sensitive === true ? 'a virtual host' : `virtual host ${vhost}`
    const message = `has ${one} in ${name}, which it does not make`
    return [{ in: file, at: within(at, 'vhost'), effect: 'refused', message, help, subject: name }]
  })
}
/** What an item of a list is called. */
function what(list: string): string {
  if (list === 'policies') return 'a policy'
  const one = list.slice(0, -1).replaceAll('_', ' ')
  return `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`
}

const withoutUser = (file: Definitions, { users }: Names): readonly DefinitionProblem[] =>
  ['permissions', 'topic_permissions'].flatMap(list =>
    definitionItems(file, list).flatMap(({ value, at }): readonly DefinitionProblem[] => {
      const user = member(value, 'user')
      if (isString(user) && users.has(user)) return []
      const name = isString(user) && file.file.sensitive !== true ? `user ${user}` : 'a user'
      const message = `has ${what(list)} of ${name}, which it does not make`
      return [{ in: file, at: within(at, 'user'), effect: 'refused', message, help, subject: name }]
    }),
  )

/** Exchanges that every virtual host has begin with `amq.`; the default one, without name, binds queues by itself. */
const isThere = (
  kind: Json | undefined,
  name: Json | undefined,
  names: Names,
  vhost: Json | undefined,
): boolean => {
  if (isString(name) && (name === '' || name.startsWith('amq.'))) return name === '' || kind !== 'queue'
  return names.resources.has(resource(kind, vhost, name))
}

const unbound = (file: Definitions, names: Names, release: Release): readonly DefinitionProblem[] =>
  definitionItems(file, 'bindings').flatMap(({ value, at }): readonly DefinitionProblem[] => {
    const [vhost, type] = [member(value, 'vhost'), member(value, 'destination_type')]
    const ends = [
      ['source', 'exchange'],
      ['destination', type],
    ] as const
    const missing = ends.find(([end, kind]) => {
      const name = member(value, end)
      return !isThere(kind, name, names, vhost)
    })
    if (!missing) return []
    const [end, kind] = missing
    const thing = kind === 'queue' || kind === 'exchange' ? kind : 'destination'
    const name = member(value, end)
    const label = isString(name) && file.file.sensitive !== true ? `${thing} ${name}` : `a ${thing}`
    const queue = kind === 'queue' && isString(name) ? name : undefined
    const effect = unboundEffect(queue, release)
    const message = `has a binding of ${label}, which it does not make`
    const advice =
      queue !== undefined && isServerNamed(queue)
        ? 'take the binding out: a queue of such a name is made by its client, and never by an import'
        : help
    return [{ in: file, at: within(at, end), effect, message, help: advice, subject: label }]
  })
