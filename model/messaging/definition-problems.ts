import { definitionMembers, hashLengths, isLaterHash } from '../../facts/definitions-import.ts'
import { nearest } from '../../facts/nearest.ts'
import type { Release } from '../../facts/release.ts'
import { mendedJson } from '../formats/json/json-mend.ts'
import { lineOf } from '../formats/text/lines.ts'
import { within } from '../kube/address.ts'
import { isArray, isObject, isString, type Json, member, objectOf } from '../kube/json.ts'
import type { Seen } from '../kube/lookup.ts'
import type { DefinitionProblem } from './definition-problem.ts'
import { isOpenName, missingReferences } from './definition-references.ts'
import { type Definitions, definitionItems, placeIn } from './definitions.ts'
import { type Enabled, typeProblems } from './exchange-types.ts'

/**
 * What is wrong with the definitions files of one broker, policies apart. What refers to something that is not there
 * is only told where all files were seen.
 */
export function definitionProblems(
  files: Seen<Definitions>,
  plugins: Enabled,
  release: Release,
): readonly DefinitionProblem[] {
  const own = files.items.flatMap(file => {
    const unread = unreadable(file)
    const other = loneItem(file)
    if (other) return [other]
    return unread
      ? [unread]
      : [
          ...misspelt(file),
          ...userProblems(file, release),
          ...typeProblems(file, plugins, release),
          ...otherProblems(file),
        ]
  })
  const readable = files.items.every(({ value }) => value !== undefined)
  return [...own, ...(files.complete && readable ? missingReferences(files.items, release) : [])]
}

function unreadable(file: Definitions): DefinitionProblem | undefined {
  if (file.value !== undefined) return undefined
  const { value, at } = file.file
  const problem = { in: file, effect: 'refused', help: 'write one JSON object' } as const
  if (!file.error) return { ...problem, at: placeIn(file, 1), message: 'is not a JSON object' }
  const line = lineOf(value, file.error.offset)
  const mended = mendedJson(value)
  return {
    ...problem,
    at: placeIn(file, line),
    message: `line ${line}: ${file.error.message}`,
    ...(mended === undefined
      ? {}
      : { help: 'remove the comma behind the last item', edits: [{ op: 'set', at, value: mended }] }),
  }
}

/** Members by which an item of a list is known, where it stands alone in the place of the file. */
const items: readonly (readonly [list: string, what: string, members: readonly string[]])[] = [
  ['policies', 'policy', ['name', 'pattern', 'definition']],
  ['bindings', 'binding', ['source', 'destination']],
  ['permissions', 'permission', ['user', 'configure', 'write', 'read']],
  ['users', 'user', ['name', 'password_hash']],
  ['queues', 'queue', ['name', 'durable', 'arguments']],
  ['exchanges', 'exchange', ['name', 'type']],
]

/** A file that holds one item instead of lists of them: none of its members is read. */
export function loneItem(file: Definitions): DefinitionProblem | undefined {
  const { value } = file
  if (value === undefined || definitionMembers.some(list => isArray(member(value, list)))) return undefined
  const found = items.find(([, , members]) => members.every(name => member(value, name) !== undefined))
  if (!found) return undefined
  const [list, what] = found
  return {
    in: file,
    at: placeIn(file, 1),
    effect: 'empty',
    message: `is one ${what} instead of lists of definitions`,
    help: `put it into a list, {"${list}": [...]}, and add the users and virtual hosts that the broker is to have`,
  }
}

/** Members of the file that nobody reads, and that are nearly one that is read. */
const misspelt = (file: Definitions): readonly DefinitionProblem[] =>
  Object.keys(file.value ?? {}).flatMap((key): readonly DefinitionProblem[] => {
    if (definitionMembers.includes(key)) return []
    const meant = nearest(key, definitionMembers, 2)
    if (meant === undefined) return []
    const at = placeIn(file, key)
    return [
      {
        in: file,
        at,
        effect: 'ignored',
        message: `has ${key}, which is not read`,
        help: `did you mean ${meant}?`,
      },
    ]
  })

function userProblems(file: Definitions, release: Release): readonly DefinitionProblem[] {
  return definitionItems(file, 'users').flatMap(({ value: user, at }, index) => {
    const problem = userProblem(user, release)
    // What is filled in later is none of the values that can be wrong.
    if (!problem || Object.values(objectOf(user)).some(part => isOpenName(file, part))) return []
    const { message, path, ...rest } = problem
    return [
      {
        in: file,
        at: within(at, ...path),
        message: `${labelOf(file, 'user', user, index)} ${message}`,
        ...rest,
      },
    ]
  })
}

type UserProblem = Pick<DefinitionProblem, 'effect' | 'message' | 'help'> & {
  readonly path: readonly string[]
}

/** Source: rabbit_auth_backend_internal.erl, put_user/3, the same from v3.8.9 to v4.3.0. */
function userProblem(user: Json, release: Release): UserProblem | undefined {
  const refused = (message: string, help: string, ...path: readonly string[]): UserProblem => ({
    effect: 'refused',
    message,
    help,
    path,
  })
  if (!isString(member(user, 'name'))) return refused('has no name', 'give it a name')
  const [tags, hash] = [member(user, 'tags'), member(user, 'password_hash')]
  if (tags === undefined && member(user, 'administrator') === undefined)
    return refused('has no tags', 'add "tags": "" or a list of tags')
  if (tags !== undefined && !isString(tags) && !isArray(tags))
    return refused('has tags that are neither text nor a list', 'write a list of tags', 'tags')
  if (hash === undefined) return undefined
  if (member(user, 'password') !== undefined)
    return refused('has a password and a password_hash', 'keep one of them', 'password_hash')
  return hashProblem(user, hash, release)
}

function hashProblem(user: Json, hash: Json, release: Release): UserProblem | undefined {
  const place = { path: ['password_hash'], help: 'take the output of rabbitmqctl hash_password' }
  const bytes = isString(hash) ? bytesOf(hash) : undefined
  if (bytes === undefined)
    return { ...place, effect: 'refused', message: 'has a password_hash that is not base64' }
  const algorithm = member(user, 'hashing_algorithm')
  if (isString(algorithm) && isLaterHash(algorithm, release))
    return {
      path: ['hashing_algorithm'],
      effect: 'no-login',
      message: 'has a hashing_algorithm that came with a later release',
      help: 'hash the password anew: rabbitmqctl hash_password',
    }
  const known = isString(algorithm) ? hashLengths.get(algorithm) : undefined
  const fits =
    known === undefined ? isString(algorithm) || [...hashLengths.values()].includes(bytes) : known === bytes
  // A user without password is exported with an empty hash.
  if (fits || bytes === 0) return undefined
  return {
    ...place,
    effect: 'no-login',
    message: 'has a password_hash whose length is that of no salted hash',
  }
}

/** How many bytes a base64 text stands for; undefined for what is none. */
function bytesOf(text: string): number | undefined {
  const dense = text.replaceAll(/\s/g, '')
  if (dense.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(dense)) return undefined
  return (dense.length / 4) * 3 - (dense.endsWith('==') ? 2 : dense.endsWith('=') ? 1 : 0)
}

function otherProblems(file: Definitions): readonly DefinitionProblem[] {
  const parameters = definitionItems(file, 'parameters').flatMap(({ value, at }) =>
    member(value, 'component') === 'policy' ? [at] : [],
  )
  const types = definitionItems(file, 'vhosts').flatMap(({ value, at }) => {
    const isRead = member(objectOf(member(value, 'metadata')), 'default_queue_type') !== undefined
    const written = member(value, 'default_queue_type')
    return written === undefined || isRead || written === null ? [] : [within(at, 'default_queue_type')]
  })
  return [
    ...parameters.map(
      (at): DefinitionProblem => ({
        in: file,
        at,
        effect: 'refused',
        message: 'sets a policy as a parameter',
        help: 'move it to the list policies',
      }),
    ),
    ...types.map(
      (at): DefinitionProblem => ({
        in: file,
        at,
        effect: 'ignored',
        message: 'gives a virtual host a default_queue_type that is not read',
        help: 'write it below metadata',
      }),
    ),
  ]
}

/** How a message names an item: by its name, or by its number where the file comes from a Secret. */
export function labelOf({ file }: Definitions, what: string, item: Json, index: number): string {
  const name = member(item, 'name')
  return isString(name) && isObject(item) && file.sensitive !== true
    ? `${what} ${name}`
    : `${what} number ${index + 1}`
}
