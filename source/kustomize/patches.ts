import { isArray, isObject, isString, type Json, member } from '../../model/kube/json.ts'
import { joinPath } from '../paths.ts'
import type { Blind } from '../visibility.ts'
import { readDocuments } from '../yaml/read.ts'
import { contentsOf, type Files } from './files.ts'
import { type Entry, entries, type Kustomization, textOf } from './kustomization.ts'
import { isPath } from './named-files.ts'
import { namesOf, type Resource, withValue } from './resource.ts'
import { isNamedBy, maySelect } from './target.ts'
import { isDeletion, type Touched, touchedByMerge, touchedByOperations } from './touched.ts'

/** One entry of `patches` and its older forms. */
interface Patch {
  /** How it is called in reasons: its file, or that it stands in the kustomization. */
  readonly label: string
  /** Undefined where the patch names its target itself. */
  readonly target: Json | undefined
  /** Undefined where it was not read. */
  readonly contents: readonly Json[] | undefined
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
  const contents = contentsOf(inline === undefined ? files.documents(file) : readDocuments(file, inline))
  return {
    label: inline === undefined ? file : `a patch in ${file}`,
    target,
    contents,
    names: target === undefined ? contents && namesIn(contents) : namesIn([{ metadata: target }]),
    changesIdentity:
      member(options, 'allowNameChange') === true || member(options, 'allowKindChange') === true,
  }
}

/** The names that patches give; undefined where one gives none, or a pattern. */
function namesIn(contents: readonly Json[]): readonly string[] | undefined {
  const names = contents.map(content => textOf(member(content, 'metadata'), 'name') ?? '')
  return names.every(name => /^[\w-]+$/.test(name)) ? names : undefined
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
  if (contents.some(content => content !== undefined && isDeletion(content))) {
    blind.push({ why: `${patch.label} deletes it`, kind: object.kind, name: object.name })
    return undefined
  }
  const paths = contents.flatMap((content): Touched => {
    if (content === undefined) return [[]]
    if (isArray(content)) return touchedByOperations(content, object)
    return isObject(content) ? touchedByMerge(content, object, patch.changesIdentity) : [[]]
  })
  if (paths.some(path => path.length === 0 || (path[0] === 'metadata' && (path[1] ?? 'name') === 'name'))) {
    blind.push({ why: `${patch.label} may rename ${object.kind} ${object.name}`, kind: object.kind })
  }
  return withValue(resource, object.value, { unsettled: paths.map(path => ({ path, why })) })
}

function isMeant(content: Json | undefined, { target }: Patch, resource: Resource): boolean {
  if (target !== undefined) return maySelect(target, resource)
  return isObject(content) ? isNamedBy(content, resource) : true
}
