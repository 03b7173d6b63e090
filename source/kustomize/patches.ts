import { isArray, isObject, isString, type Json, member } from '../../model/kube/json.ts'
import { joinPath } from '../paths.ts'
import type { Blind } from '../visibility.ts'
import { readDocuments } from '../yaml/read.ts'
import { contentsOf, type Files } from './files.ts'
import { type Entry, entries, type Kustomization, textOf } from './kustomization.ts'
import { isPath } from './named-files.ts'
import { type Resource, withValue } from './resource.ts'
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
  const patched = resources.flatMap(resource => {
    const after = patches.reduce<Resource | undefined>(
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
  return {
    label: inline === undefined ? file : `a patch in ${file}`,
    target: member(value, 'target'),
    contents: contentsOf(inline === undefined ? files.documents(file) : readDocuments(file, inline)),
    changesIdentity:
      member(options, 'allowNameChange') === true || member(options, 'allowKindChange') === true,
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
