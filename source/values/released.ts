import { isObject, isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import { withoutPaths } from '../../model/pods/makers/charts/holders.ts'
import { shapeOf } from '../../model/pods/makers/charts/known.ts'
import type { Files } from '../kustomize/files.ts'
import { isKustomizationFile } from '../kustomize/kustomization.ts'
import { isPath } from '../kustomize/named-files.ts'
import { folderOf, joinPath } from '../paths.ts'
import type { Document } from '../yaml/document.ts'
import { type Carrier, valuesPlace } from './carrier.ts'
import { type Layer, mergedLayers, seenLayers } from './layers.ts'
import type { Settled } from './parameters.ts'
import { type Release, releasesIn, releasesOfGenerator } from './release.ts'

/** What stands in for each RabbitMQ chart that a document installs, its values one map wherever they stand. */
export function releasedBy(document: Document, files: Files): readonly Carrier[] {
  const folder = folderOf(document.file)
  const own = releasesIn(document).flatMap(release => carrierOf(document, release, folder, files))
  if (!isKustomizationFile(document.file)) return own
  const namespace = scalarText(member(document.value, 'namespace')) ?? ''
  const generated = generatorsOf(document)
    .flatMap(file => files.documents(joinPath(folder, file)))
    .flatMap(generator =>
      releasesOfGenerator(generator, namespace).flatMap(release =>
        carrierOf(generator, release, folder, files),
      ),
    )
  return [...own, ...generated]
}
const generatorsOf = ({ value }: Document): readonly string[] =>
  [...new Set(listOf(member(value, 'generators')).filter(isString))].filter(isPath)

/** @param folder where paths of files begin */
const carrierOf = (document: Document, release: Release, folder: string, files: Files): readonly Carrier[] =>
  carrierOfLayers(
    document,
    release,
    release.values.map(values => layerOf(document, values, folder, files)),
  )

/**
 * What stands in for values in layers, the last one winning; nothing where they are not those of RabbitMQ.
 * @param document where the release stands
 * @param layers undefined for those that are not seen
 * @param settle what single settings make of them
 */
export function carrierOfLayers(
  document: Document,
  release: Omit<Release, 'values'>,
  layers: readonly (Layer | undefined)[],
  settle: (values: JsonObject) => Settled = values => unknownAt(release.set, values),
): readonly Carrier[] {
  const seen = seenLayers(layers)
  const top = seen.at(-1) ?? { document, path: release.path, value: {} }
  const { value: merged, borrowed } = mergedLayers([...seen.slice(0, -1), top])
  const { value, borrowed: set, open } = settle(merged)
  if (shapeOf({ value, source: release.source }) === undefined) return []
  const { file, index } = top.document
  const origin = { from: 'file', file, document: index, path: top.path } as const
  const { name, namespace } = release
  const object = valuesPlace(value, name || file, namespace, origin, {
    ...release.source,
    isWhole: !layers.includes(undefined),
    open,
    installed: name === '' ? undefined : { name, namespace },
  })
  return [
    {
      document: top.document,
      below: seen.map(layer => layer.document),
      object: { ...object, borrowed: [...borrowed, ...set] },
    },
  ]
}

/** Values of which those at some paths are said by what is not read. */
function unknownAt(paths: Release['set'], values: JsonObject): Settled {
  const open = paths.filter(isString)
  return { value: withoutPaths(values, open), borrowed: [], open }
}

/** The only document of a file of values; undefined where it is not seen, or no map. */
export function fileLayer(file: string, files: Files): Layer | undefined {
  const [only, ...more] = files.documents(file)
  const value = only?.value
  return only && more.length === 0 && isObject(value) ? { document: only, path: [], value } : undefined
}

/** Values in a file or in place; undefined where they are not seen, or no map. */
function layerOf(
  document: Document,
  place: Release['values'][number],
  folder: string,
  files: Files,
): Layer | undefined {
  if ('path' in place) {
    const value = dig(document.value, place.path)
    return isObject(value) ? { document, path: place.path, value } : undefined
  }
  return fileLayer(joinPath(folder, place.file), files)
}
