import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { loadAll } from 'js-yaml'
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  listOf,
  member,
  objectOf,
} from '../../../model/kube/json.ts'
import type { KubeObject } from '../../../model/kube/object.ts'
import type { Build } from '../../../source/kustomize/build.ts'
import type { SourceFile } from '../../../source/source-file.ts'
import { readTree } from '../../../source/tree.ts'

export const fixtures = join(import.meta.dirname, '../../fixtures/kustomize')

/** Every fixture, with the folder of each kustomization that is built and the file that holds what kustomize makes of it. */
export const builtFixtures: readonly {
  readonly fixture: string
  readonly folder: string
  readonly file: string
}[] = readdirSync(fixtures).flatMap(fixture =>
  readdirSync(join(fixtures, fixture, 'built')).map(name => {
    const file = join(fixtures, fixture, 'built', name)
    const folder = buildsOf(fixture).find(
      build => build.kustomization.folder.replaceAll('/', '-') === name.slice(0, -5),
    )
    return { fixture, folder: folder?.kustomization.folder ?? '', file }
  }),
)

export function filesIn(folder: string): readonly SourceFile[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => ({ name: relative(folder, path), text: readFileSync(path, 'utf8') }))
}

export function buildsOf(fixture: string): readonly Build[] {
  return readTree(filesIn(join(fixtures, fixture, 'tree')), { named: new Set(), complete: true, unread: [] })
    .builds
}

export const builtObjects = (text: string): readonly JsonObject[] =>
  loadAll(text).filter((value): value is JsonObject => isObject(value as Json))

/** Texts of Secrets as they are, as kustomize prints them in base64. */
function comparable(value: JsonObject): JsonObject {
  if (value.kind !== 'Secret') return value
  const { data, stringData, ...rest } = value
  const decoded = Object.entries(objectOf(data)).map(([key, text]) => [key, atob(String(text))])
  return { ...rest, data: { ...Object.fromEntries(decoded), ...objectOf(stringData) } }
}

const label = ({ kind, metadata }: JsonObject): string =>
  [kind, member(metadata, 'namespace') ?? '', member(metadata, 'name')].join('/')

/** Where our objects differ from those of kustomize, other than at places that are said not to be settled. */
export function differences(build: Build, expected: readonly JsonObject[]): readonly string[] {
  const ours = new Map(build.objects.map(object => [label(object.value), object]))
  const theirs = new Map(expected.map(value => [label(value), value]))
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap(name => {
    const [object, value] = [ours.get(name), theirs.get(name)]
    if (!object) return [`${name} is not here`]
    if (!value) return [`${name} is only here`]
    return unequal(comparable(object.value), comparable(value), [], object).map(path => `${name} ${path}`)
  })
}

function unequal(
  a: Json | undefined,
  b: Json | undefined,
  path: readonly string[],
  object: KubeObject,
): readonly string[] {
  if (isChanged(object, path)) return []
  if (isObject(a) || isObject(b)) return unequalMembers(objectOf(a), objectOf(b), path, object)
  const [left, right] = [listOf(a), listOf(b)]
  if (left.length + right.length > 0 && [...left, ...right].every(item => nameOf(item) !== undefined)) {
    return unequalMembers(byName(left), byName(right), path, object)
  }
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)) ? [] : [path.join('/')]
}

const unequalMembers = (
  a: JsonObject,
  b: JsonObject,
  path: readonly string[],
  object: KubeObject,
): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap(key =>
    unequal(member(a, key), member(b, key), [...path, key], object),
  )

/** Whether a patch changes this, or all that is around it. */
const isChanged = ({ unsettled = [] }: KubeObject, path: readonly string[]): boolean =>
  unsettled.some(
    place => place.path.length <= path.length && place.path.every((key, index) => key === path[index]),
  )

const nameOf = (item: Json): string | undefined => {
  const name = member(item, 'name')
  return typeof name === 'string' ? name : undefined
}
/** Items by their names, which are then no members: a new item is new by its other members. */
const byName = (list: readonly Json[]): JsonObject =>
  Object.fromEntries(
    list.map(item => [
      nameOf(item),
      Object.fromEntries(Object.entries(objectOf(item)).filter(([key]) => key !== 'name')),
    ]),
  )

function sorted(value: Json | undefined): Json {
  if (isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  )
}
