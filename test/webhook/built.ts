import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { applyPatch, type Operation } from 'rfc6902'
import { parse, parseAllDocuments } from 'yaml'
import { isArray, isObject, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'

const root = join(import.meta.dirname, '../../manifests/webhook')

/** What an installation of these folders of manifests/webhook consists of; the slow stage compares it with kustomize. */
export function built(...folders: readonly string[]): readonly JsonObject[] {
  return folders.reduce<readonly JsonObject[]>((objects, folder) => addedTo(objects, folder), [])
}

function addedTo(objects: readonly JsonObject[], folder: string): readonly JsonObject[] {
  const {
    resources = [],
    components = [],
    patches = [],
  } = parse(readFileSync(join(root, folder, 'kustomization.yaml'), 'utf8'))
  const own = listOf(resources).flatMap(resource => {
    const path = join(folder, String(resource))
    return statSync(join(root, path)).isDirectory()
      ? built(path)
      : objectsIn(readFileSync(join(root, path), 'utf8'))
  })
  const composed = listOf(components).reduce<readonly JsonObject[]>(
    (all, component) => addedTo(all, join(folder, String(component))),
    [...objects, ...own],
  )
  return listOf(patches).reduce<readonly JsonObject[]>(
    (all, patch) => patched(all, patch as unknown as Patch),
    composed,
  )
}

/** As Kubernetes reads YAML: of 1.1, where 0440 is octal. */
const objectsIn = (text: string): readonly JsonObject[] =>
  parseAllDocuments(text, { version: '1.1' }).map(document => document.toJS())

interface Patch {
  /** Patterns, as kustomize reads them. */
  readonly target?: { readonly kind: string; readonly name?: string }
  readonly patch: string
}

function patched(objects: readonly JsonObject[], { target, patch }: Patch): readonly JsonObject[] {
  const change: Json = parse(patch)
  const { kind, name } = target ?? { kind: member(change, 'kind'), name: dig(change, ['metadata', 'name']) }
  const fits = (pattern: Json | undefined, text: Json | undefined): boolean =>
    pattern === undefined || new RegExp(`^(?:${pattern})$`).test(String(text))
  return objects.map(object => {
    if (!fits(kind, object.kind) || !fits(name, member(object.metadata, 'name'))) return object
    if (!isArray(change)) return merged(object, change) as JsonObject
    const copy = structuredClone(object)
    const errors = applyPatch(copy, change as unknown as Operation[]).filter(error => error !== null)
    if (errors.length > 0) throw errors[0]
    return copy
  })
}

/** A strategic merge, of what is patched here: lists of things with names, and lists of anything else. */
function merged(value: Json | undefined, change: Json): Json {
  if (isObject(value) && isObject(change)) {
    const members = Object.entries(change).map(([key, own]) => [key, merged(value[key], own)])
    return { ...value, ...Object.fromEntries(members) }
  }
  if (!isArray(value) || !isArray(change) || !change.every(item => member(item, 'name') !== undefined))
    return change
  const named = new Map(change.map(item => [member(item, 'name'), item]))
  return value.map(item => merged(item, named.get(member(item, 'name')) ?? {}))
}
