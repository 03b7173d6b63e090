import { isArray, isObject, isString, type Json, member } from '../../model/kube/json.ts'
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

/** What kustomize refuses in a kustomization by itself: rivals in its folder, another kind, keys that stand twice, and numbers where text is needed. */
export function faultsIn({ value, file, rivals, document }: Kustomization): readonly Fault[] {
  const several = rivals.map(rival => ({
    path: [],
    reason: `the folder has ${baseName(rival)} beside ${baseName(file)}, and kustomize does not choose`,
  }))
  const repeated = document.duplicates.map(({ path }) => ({ path, reason: `${nameOf(path)} stands twice` }))
  const kind = member(value, 'kind') ?? 'Kustomization'
  // Source: kustomize api/types/kustomization.go, EnforceFields.
  const other =
    kind === 'Kustomization' || kind === 'Component'
      ? []
      : [{ path: ['kind'], reason: 'its kind is neither Kustomization nor Component' }]
  return [...several, ...other, ...repeated, ...textFields.flatMap(field => notText(value, field, []))]
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

/** Fields in other letters: kustomize takes them, and they are not followed here. Source: encoding/json, which reads keys in any case. */
export const oddlySpelt = ({ value }: Kustomization): readonly string[] =>
  Object.keys(value).filter(key => !fields.has(key) && lowerFields.has(key.toLowerCase()))
const fields: ReadonlySet<string> = new Set([
  ...[
    'kind',
    'resources',
    'bases',
    'components',
    'crds',
    'configurations',
    'generators',
    'transformers',
    'validators',
  ],
  ...[
    'patches',
    'patchesStrategicMerge',
    'patchesJson6902',
    'replacements',
    'vars',
    'images',
    'replicas',
    'labels',
  ],
  ...['namespace', 'namePrefix', 'nameSuffix', 'commonLabels', 'commonAnnotations', 'generatorOptions'],
  ...['configMapGenerator', 'secretGenerator', 'helmCharts', 'helmChartInflationGenerator', 'helmGlobals'],
])
const lowerFields: ReadonlySet<string> = new Set([...fields].map(field => field.toLowerCase()))

const nameOf = (path: readonly (string | number)[]): string => String(path.at(-1))

/** The patches and replacements that a kustomization names and that are not there. */
export const missingPatches = (kustomization: Kustomization, files: Files): readonly Fault[] =>
  namedFiles(kustomization)
    .filter(({ use, path }) => use === 'patch' && isMissing(joinPath(kustomization.folder, path), files))
    .map(({ path, at }) => ({ path: at, reason: `${path} is not there` }))

const isMissing = (file: string, files: Files): boolean =>
  files.text(file) === undefined && files.unread(file) === undefined
