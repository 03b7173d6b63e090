import { isArray, isObject, isString, type Json } from '../../model/kube/json.ts'
import { baseName, joinPath } from '../paths.ts'
import type { Files } from './files.ts'
import type { Kustomization } from './kustomization.ts'
import { namedFiles } from './named-files.ts'

/** Something in a kustomization that keeps it from being built, with its place there. */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly reason: string
}

/** Members that kustomize takes as text only. `*` stands for every member or item. */
const textFields: readonly (readonly string[])[] = [
  ['namespace'],
  ['namePrefix'],
  ['nameSuffix'],
  ['commonLabels', '*'],
  ['commonAnnotations', '*'],
  ['labels', '*', 'pairs', '*'],
  ['images', '*', 'name'],
  ['images', '*', 'newName'],
  ['images', '*', 'newTag'],
  ['images', '*', 'digest'],
]

/** What kustomize refuses in a kustomization by itself: rivals in its folder, keys that stand twice, and numbers where text is needed. */
export function faultsIn({ value, file, rivals, document }: Kustomization): readonly Fault[] {
  const several = rivals.map(rival => ({
    path: [],
    reason: `the folder has ${baseName(rival)} beside ${baseName(file)}, and kustomize does not choose`,
  }))
  const repeated = document.duplicates.map(({ path }) => ({ path, reason: `${nameOf(path)} stands twice` }))
  return [...several, ...repeated, ...textFields.flatMap(field => notText(value, field, []))]
}

function notText(
  value: Json | undefined,
  [key, ...rest]: readonly string[],
  path: readonly (string | number)[],
): readonly Fault[] {
  if (key === undefined) {
    const isOk = value === undefined || value === null || isString(value)
    return isOk ? [] : [{ path, reason: `${nameOf(path)} is not text: put it in quotes` }]
  }
  if (isArray(value)) return value.flatMap((item, index) => notText(item, rest, [...path, index]))
  if (!isObject(value)) return []
  if (key === '*')
    return Object.entries(value).flatMap(([name, item]) => notText(item, rest, [...path, name]))
  return Object.hasOwn(value, key) ? notText(value[key], rest, [...path, key]) : []
}

const nameOf = (path: readonly (string | number)[]): string => String(path.at(-1))

/** The patches and replacements that a kustomization names and that are not there. */
export const missingPatches = (kustomization: Kustomization, files: Files): readonly Fault[] =>
  namedFiles(kustomization)
    .filter(({ use, path }) => use === 'patch' && isMissing(joinPath(kustomization.folder, path), files))
    .map(({ path, at }) => ({ path: at, reason: `${path} is not there` }))

const isMissing = (file: string, files: Files): boolean =>
  files.text(file) === undefined && files.unread(file) === undefined
