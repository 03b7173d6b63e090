import { isArray, isObject, isString, type Json, type JsonObject, member } from '../../model/kube/json.ts'
import type { DocumentPlace } from '../../model/kube/object.ts'
import { baseName, folderOf } from '../paths.ts'
import type { Document } from '../yaml/document.ts'

/** A kustomization file: what makes a folder one. */
export interface Kustomization {
  readonly folder: string
  readonly file: string
  readonly document: Document
  /** Empty where the file cannot be read. */
  readonly value: JsonObject
  readonly isReadable: boolean
  /** Not to be built by itself: it changes what another kustomization has. */
  readonly isComponent: boolean
  /** Other kustomization files of the same folder; kustomize refuses to choose. */
  readonly rivals: readonly string[]
}

/** Source: kustomize api/konfig/general.go, RecognizedKustomizationFileNames. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const
const names: ReadonlySet<string> = new Set(kustomizationNames)

export const isKustomizationFile = (file: string): boolean => names.has(baseName(file))

/**
 * The kustomization that a file of such a name holds. Undefined where it holds something else: an object of Flux, which
 * has a Kustomization of its own, or nothing. One of another kind is one, which kustomize refuses.
 */
export function kustomizationIn(documents: readonly Document[]): Kustomization | undefined {
  const [document] = documents
  if (document === undefined) return undefined
  const { file, value } = document
  if (value !== undefined && !isKustomization(value)) return undefined
  return {
    folder: folderOf(file),
    file,
    document,
    value: isObject(value) ? value : {},
    isReadable: isObject(value),
    isComponent: member(value, 'kind') === 'Component',
    rivals: [],
  }
}

function isKustomization(value: Json): boolean {
  const apiVersion = member(value, 'apiVersion')
  return isObject(value) && (!isString(apiVersion) || apiVersion.startsWith('kustomize.config.k8s.io/'))
}

/** A value in a kustomization with its place in the document. */
export interface Entry<T extends Json = Json> {
  readonly value: T
  readonly path: readonly (string | number)[]
}

/** A place in the kustomization, for what objects borrow from it. */
export const placeOf = (
  { document: { file, index } }: Kustomization,
  path: Entry['path'],
): DocumentPlace => ({
  file,
  document: index,
  path,
})

/** The items of a list, of the fields in turn. What is no list has none. */
export function entries(value: JsonObject, ...fields: readonly string[]): readonly Entry[] {
  return fields.flatMap(field => {
    const list = member(value, field)
    return isArray(list) ? list.map((item, index) => ({ value: item, path: [field, index] })) : []
  })
}
export const textEntries = (value: JsonObject, ...fields: readonly string[]): readonly Entry<string>[] =>
  entries(value, ...fields).filter((entry): entry is Entry<string> => isString(entry.value))
export const objectEntries = (
  value: JsonObject,
  ...fields: readonly string[]
): readonly Entry<JsonObject>[] =>
  entries(value, ...fields).filter((entry): entry is Entry<JsonObject> => isObject(entry.value))

/** The text of a member; undefined for everything else. */
export const textOf = (value: Json | undefined, key: string): string | undefined => {
  const text = member(value, key)
  return isString(text) ? text : undefined
}
