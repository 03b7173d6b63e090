import { isArray, isObject, isString, type Json, member } from '../../model/kube/json.ts'
import type { KubeObject } from '../../model/kube/object.ts'
import { joinPath } from '../paths.ts'
import type { Blind } from '../visibility.ts'
import { type Document, readDocuments } from '../yaml/read.ts'
import { type Files, readable } from './files.ts'
import { type Entry, entries, type Kustomization, textOf } from './kustomization.ts'
import { isPath } from './named-files.ts'
import { asRead, changedBy, namesOf, type Resource, withMarks } from './resource.ts'
import { isNamedBy, maySelect, namedByHead, namedIn } from './target.ts'
import { isDeletion, type Touched, touchedByMerge, touchedByOperations } from './touched.ts'

/** One entry of `patches` and its older forms. */
interface Patch {
  /** How it is called in reasons: its file, or that it stands in the kustomization. */
  readonly label: string
  /** Undefined where the patch names its target itself. */
  readonly target: Json | undefined
  /** Undefined where it was not read. */
  readonly contents: readonly Document[] | undefined
  readonly changesIdentity: boolean
  /** The only names that its targets can have; undefined where others may be meant. */
  readonly names: readonly string[] | undefined
}

export interface Patched {
  readonly resources: readonly Resource[]
  /** What patches delete or rename: it may be there, or not. */
  readonly blind: readonly Blind[]
}

/** The resources with what the patches of these fields touch marked as not settled. Nothing is applied. */
export function withPatches(
  resources: readonly Resource[],
  kustomization: Kustomization,
  fields: readonly string[],
  files: Files,
): Patched {
  const patches = entries(kustomization.value, ...fields).map(entry => patchOf(entry, kustomization, files))
  if (patches.length === 0) return { resources, blind: [] }
  const blind: Blind[] = []
  const meant = patchesFor(patches)
  const patched = resources.flatMap(resource => {
    const after = meant(resource).reduce<Resource | undefined>(
      (now, patch) => now && touchedBy(now, patch, blind),
      resource,
    )
    return after ? [after] : []
  })
  return { resources: patched, blind }
}

function patchOf({ value }: Entry, kustomization: Kustomization, files: Files): Patch {
  const inline = isString(value) ? (isPath(value) ? undefined : value) : textOf(value, 'patch')
  const path = isString(value) ? value : textOf(value, 'path')
  const file =
    inline === undefined && path !== undefined ? joinPath(kustomization.folder, path) : kustomization.file
  const options = member(value, 'options')
  const target = member(value, 'target')
  const contents = readable(inline === undefined ? files.documents(file) : readDocuments(file, inline))
  return {
    label: inline === undefined ? file : `a patch in ${file}`,
    target,
    contents,
    names:
      target === undefined
        ? contents && onlyNames(contents.map(nameOf))
        : onlyNames([textOf(target, 'name')]),
    changesIdentity:
      member(options, 'allowNameChange') === true || member(options, 'allowKindChange') === true,
  }
}

const nameOf = (document: Document): string | undefined =>
  document.head ? document.head.name : textOf(member(document.value, 'metadata'), 'name')

/** Names that patches give; undefined where one gives none, or a pattern. */
const onlyNames = (names: readonly (string | undefined)[]): readonly string[] | undefined => {
  const plain = names.flatMap(name => (name !== undefined && /^[\w-]+$/.test(name) ? [name] : []))
  return plain.length === names.length ? plain : undefined
}

/** Tells which patches may change a resource, in their order: many of them name one resource each. */
function patchesFor(patches: readonly Patch[]): (resource: Resource) => readonly Patch[] {
  const open = patches.flatMap(({ names }, index) => (names === undefined ? [index] : []))
  const byName = new Map<string, number[]>()
  for (const [index, { names = [] }] of patches.entries())
    for (const name of new Set(names)) {
      const known = byName.get(name)
      if (known) known.push(index)
      else byName.set(name, [index])
    }
  return resource => {
    const own = new Set([...open, ...namesOf(resource).flatMap(name => byName.get(name) ?? [])])
    return [...own].sort((a, b) => a - b).flatMap(index => patches[index] ?? [])
  }
}

/** The resource with the marks of a patch; undefined where the patch deletes it. */
function touchedBy(resource: Resource, patch: Patch, blind: Blind[]): Resource | undefined {
  const { object } = resource
  const why = `${patch.label} changes it`
  const contents = (patch.contents ?? [undefined]).filter(content => isMeant(content, patch, resource))
  if (contents.length === 0) return resource
  const pathsIn = (target: KubeObject): Touched =>
    contents.flatMap(content => touchedIn(content?.value, target, patch))
  const marked = (target: Resource, paths: (of: KubeObject) => Touched): Resource =>
    changedBy(target, {
      make: before =>
        withMarks(before, before.value, { unsettled: paths(before).map(path => ({ path, why })) }),
    })
  if (!patch.changesIdentity && contents.every(isPlain)) return marked(resource, pathsIn)
  if (contents.some(content => content?.value !== undefined && isDeletion(content.value))) {
    blind.push({ why: `${patch.label} deletes it`, kind: object.kind, name: object.name })
    return undefined
  }
  const paths = pathsIn(object)
  if (paths.some(path => path.length === 0 || (path[0] === 'metadata' && (path[1] ?? 'name') === 'name'))) {
    blind.push({ why: `${patch.label} may rename ${object.kind} ${object.name}`, kind: object.kind })
  }
  return marked(asRead(resource), () => paths)
}

function touchedIn(content: Json | undefined, object: KubeObject, { changesIdentity }: Patch): Touched {
  if (content === undefined) return [[]]
  if (isArray(content)) return touchedByOperations(content, object)
  return isObject(content) ? touchedByMerge(content, object, changesIdentity) : [[]]
}

/** Whether a patch is one object in plain style with a name: no key of it is a directive, and it neither deletes nor renames. */
const isPlain = (content: Document | undefined): boolean => (content?.head?.name ?? '') !== ''

function isMeant(content: Document | undefined, { target }: Patch, resource: Resource): boolean {
  if (target !== undefined) return maySelect(target, resource)
  if (content?.head) return isNamedBy(namedByHead(content.head), resource)
  return isObject(content?.value) ? isNamedBy(namedIn(content.value), resource) : true
}
