import { later } from '../../facts/later.ts'
import { isArray, isObject, isString, type Json, listOf, member } from '../../model/kube/json.ts'
import { isClusterScoped } from '../../model/kube/kinds.ts'
import type { KubeObject, Unsettled } from '../../model/kube/object.ts'
import type { Content } from '../unread-object.ts'
import { appliesTo, changeAt, mapItems } from './fields.ts'
import { textOf } from './kustomization.ts'
import { type ReferenceField, referenceFields } from './reference-fields.ts'
import { changedBy, type Resource, sameNamespace, withMarks } from './resource.ts'

/**
 * The resources with their references to renamed ones made to follow, as kustomize does at the end of a build.
 * Source: kustomize 5.8.1, api/filters/nameref/nameref.go.
 */
export function withReferences(resources: readonly Resource[]): readonly Resource[] {
  const renamed = resources.filter(({ former }) => former.length > 0)
  if (renamed.length === 0) return resources
  const targets = new Map<string, Set<Resource>>()
  const names = new Map<string, Set<string>>()
  for (const resource of renamed) {
    for (const { name } of resource.former) {
      const key = `${resource.object.kind}/${name}`
      targets.set(key, (targets.get(key) ?? new Set()).add(resource))
      const lines = names.get(name) ?? new Set<string>()
      names.set(
        name,
        lines.add(`name: ${resource.object.name}`).add(`namespace: ${resource.object.namespace}`),
      )
    }
  }
  const origins = new Set(resources.filter(({ object }) => !isClusterScoped(object.kind)).map(original))
  return resources.map(resource => referring(resource, { byName: targets, names, origins }))
}

interface Targets {
  /** Renamed objects, by kind and former name. */
  readonly byName: ReadonlyMap<string, ReadonlySet<Resource>>
  /** What may take the place of a former name, as lines. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
  /** The namespaces that the objects were written in. */
  readonly origins: ReadonlySet<string>
}
const original = ({ object, former }: Resource): string => (former[0] ?? object).namespace || 'default'
/** What a reference means: one object, none of these, or more than one. */
type Meaning = KubeObject | undefined | 'several'

const fieldsByKind = later(() => Map.groupBy(referenceFields(), field => field.kind))

function referring(resource: Resource, targets: Targets): Resource {
  const fields = (fieldsByKind().get(resource.object.kind) ?? []).filter(field =>
    appliesTo(field, resource.object),
  )
  return fields.length === 0
    ? resource
    : changedBy(resource, {
        adds: written => newNames(written, targets),
        make: object => followed({ ...resource, object }, fields, targets),
      })
}

function followed(resource: Resource, all: readonly ReferenceField[], targets: Targets): Content {
  const unsettled: Unsettled[] = []
  const fields = all.filter(field => isRole(resource.object, field))
  const value = fields.reduce<Json>(
    (done, field) =>
      changeAt(done, field.path, (old, at) => {
        const meaning = (name: string, from?: string): Meaning => meant(resource, field, name, from, targets)
        const unclear = (): void => {
          unsettled.push({ path: at, why: 'the name may mean several objects of the kustomization' })
        }
        return isArray(old)
          ? mapItems(old, item => renamedReference(item, meaning, unclear))
          : old === undefined
            ? old
            : renamedReference(old, meaning, unclear)
      }),
    resource.object.value,
  )
  return withMarks(resource.object, value, { unsettled })
}

/** So many lines may one name be for, or it is not told which. */
const mostLines = 8

/** The names of now for all words that are former ones. */
function newNames(texts: readonly string[], { names }: Targets): string | undefined {
  const found = new Set<string>()
  for (const text of texts)
    for (const [word] of text.matchAll(/[\w.-]+/g)) {
      const lines = names.get(word) ?? new Set()
      if (lines.size > mostLines) return undefined
      for (const line of lines) found.add(line)
    }
  return [...found].join('\n')
}

/** A name, or a subject with name and namespace, as it is after the renaming. */
function renamedReference(
  old: Json,
  meaning: (name: string, namespace?: string) => Meaning,
  unclear: () => void,
): Json {
  const name = isString(old) ? old : textOf(old, 'name')
  if (name === undefined) return old
  const target = meaning(name, textOf(old, 'namespace'))
  if (target === 'several') unclear()
  if (target === undefined || target === 'several') return old
  if (!isObject(old)) return target.name
  return { ...old, name: target.name, ...(target.namespace === '' ? {} : { namespace: target.namespace }) }
}

function meant(
  referrer: Resource,
  field: ReferenceField,
  name: string,
  namespace: string | undefined,
  targets: Targets,
): Meaning {
  const candidates = [...(targets.byName.get(`${field.to}/${name}`) ?? [])].filter(
    candidate =>
      candidate.object.group === field.toGroup &&
      isReachable(referrer.object, candidate.object) &&
      (namespace === undefined || isFrom(candidate, namespace, targets.origins)),
  )
  const chosen = candidates.length <= 1 ? candidates : alike(referrer, candidates)
  const [first, ...others] = chosen
  if (first === undefined) return undefined
  const same = others.every(
    ({ object }) => object.name === first.object.name && object.namespace === first.object.namespace,
  )
  return same ? first.object : 'several'
}

/** A `roleRef` says whether it means a Role or a ClusterRole. */
const isRole = ({ value }: KubeObject, { path, to }: ReferenceField): boolean =>
  path[0] !== 'roleRef' || member(value.roleRef, 'kind') === to

/** Within a namespace; a RoleBinding reaches the accounts of the namespaces that its subjects name. */
const isReachable = (from: KubeObject, to: KubeObject): boolean =>
  isClusterScoped(from.kind) ||
  isClusterScoped(to.kind) ||
  sameNamespace(from.namespace, to.namespace) ||
  (from.kind === 'RoleBinding' &&
    to.kind === 'ServiceAccount' &&
    listOf(from.value.subjects).some(
      subject =>
        member(subject, 'kind') === 'ServiceAccount' && member(subject, 'namespace') === to.namespace,
    ))

/** A subject means the namespace that an object was written in; if none was written there, the one it has now. */
const isFrom = (resource: Resource, namespace: string, origins: ReadonlySet<string>): boolean =>
  origins.has(namespace)
    ? original(resource) === namespace
    : sameNamespace(resource.object.namespace, namespace)

/** Of several namesakes those that went through the same prefixes and suffixes as the referrer. */
function alike(referrer: Resource, candidates: readonly Resource[]): readonly Resource[] {
  const ends = (key: 'prefixes' | 'suffixes', lenient: boolean, one: Resource): boolean =>
    (lenient && (one[key].length === 0 || referrer[key].length === 0)) || sameEnd(one[key], referrer[key])
  const kept = (lenient: boolean, of: readonly Resource[]): readonly Resource[] =>
    of.filter(one => ends('prefixes', lenient, one) && ends('suffixes', lenient, one))
  const near = kept(true, candidates)
  return near.length > 1 ? kept(false, near) : near
}

function sameEnd(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length)
  return a.slice(a.length - length).every((text, index) => text === b[b.length - length + index])
}
