import { type JsonObject, member, objectOf } from '../../model/kube/json.ts'
import { onceEach } from '../../model/kube/once-each.ts'
import { baseName } from '../paths.ts'
import {
  type Entry,
  entries,
  type Kustomization,
  objectEntries,
  textEntries,
  textOf,
} from './kustomization.ts'

/**
 * What a kustomization uses a file for: objects (a file, or a folder with a kustomization), a folder only, a patch, the
 * data of a generator, or settings that are not read here.
 */
export type Use = 'objects' | 'folder' | 'patch' | 'data' | 'setting'

/** A path as it is written in a kustomization, relative to its folder. */
export interface NamedFile {
  readonly path: string
  readonly use: Use
  /** Where it stands in the kustomization. */
  readonly at: Entry['path']
}

/** All files and folders that a kustomization names. */
export const namedFiles = ({ value }: Kustomization): readonly NamedFile[] => namedIn(value)

/** Each reader of a tree asks for them. */
const namedIn = onceEach((value: JsonObject): readonly NamedFile[] => {
  const as = (use: Use, found: readonly Entry<string>[]): readonly NamedFile[] =>
    found.map(entry => ({ path: entry.value, use, at: entry.path }))
  const texts = (...fields: readonly string[]): readonly Entry<string>[] => textEntries(value, ...fields)
  const paths = (...fields: readonly string[]): readonly Entry<string>[] => isPathEntry(texts(...fields))
  const inside = (key: string, ...fields: readonly string[]): readonly Entry<string>[] =>
    objectEntries(value, ...fields).flatMap(entry => memberText(entry, key))
  return [
    ...as('objects', texts('resources', 'bases')),
    ...as('folder', texts('components')),
    ...as('patch', [
      ...paths('patchesStrategicMerge', 'patches'),
      ...inside('path', 'patches', 'patchesJson6902'),
    ]),
    ...as('patch', inside('path', 'replacements')),
    ...as('data', generators(value).flatMap(generatorFiles)),
    ...as('setting', paths('configurations', 'crds', 'generators', 'transformers', 'validators')),
    ...as('setting', memberText({ value: objectOf(member(value, 'openapi')), path: ['openapi'] }, 'path')),
    ...as('setting', inside('valuesFile', 'helmCharts')),
    ...as('setting', inside('values', 'helmChartInflationGenerator')),
  ]
})

/** Where a list holds paths or the thing itself: YAML has a colon or a line end. */
export const isPath = (text: string): boolean => text !== '' && !/[\n:{]/.test(text)

export const generators = (value: JsonObject): readonly Entry<JsonObject>[] =>
  objectEntries(value, 'configMapGenerator', 'secretGenerator')

const generatorFiles = (generator: Entry<JsonObject>): readonly Entry<string>[] =>
  [
    ...textEntries(generator.value, 'files').map(({ value, path }) => ({
      value: fileSource(value).path,
      path,
    })),
    ...environmentFiles(generator.value),
  ].map(({ value, path }) => ({ value, path: [...generator.path, ...path] }))

/** `env` is the older way to write one of `envs`. */
export const environmentFiles = (generator: JsonObject): readonly Entry<string>[] => [
  ...textEntries(generator, 'envs'),
  ...memberText({ value: generator, path: [] }, 'env'),
]

/** `key=path`, or a path whose last part is the key. Source: kustomize api/internal/generators/utils.go. */
export function fileSource(text: string): { readonly key: string; readonly path: string } {
  const cut = text.indexOf('=')
  return cut < 0
    ? { key: baseName(text), path: text }
    : { key: text.slice(0, cut), path: text.slice(cut + 1) }
}

const isPathEntry = (entries: readonly Entry<string>[]): readonly Entry<string>[] =>
  entries.filter(entry => isPath(entry.value))

function memberText({ value, path }: Entry<JsonObject>, key: string): readonly Entry<string>[] {
  const text = textOf(value, key)
  return text === undefined ? [] : [{ value: text, path: [...path, key] }]
}

/** Whether a kustomization runs what is not run here, by field. */
export const runs = ({ value }: Kustomization, ...fields: readonly string[]): boolean =>
  entries(value, ...fields).length > 0

/**
 * Whether a path that no file has leads to another machine. Source: kustomize api/internal/git/repospec.go: a scheme, a
 * user name before the host, or GitHub.
 */
export const isRemote = (path: string): boolean =>
  /^(?:git::)?(?:(?:https?|ssh|file):\/\/|[^/@\s]+@|(?:www\.)?github\.com[/:])/i.test(path)
