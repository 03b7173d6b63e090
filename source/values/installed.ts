import { decodeBase64 } from '../../model/formats/text/base64.ts'
import { isObject, isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { type Borrowed, borrowedAt, type ChartSource, type KubeObject } from '../../model/kube/object.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import { applicationSources, isArgo, valueFilesOf } from '../../model/pods/makers/charts/holders.ts'
import { isChartName } from '../../model/pods/makers/charts/known.ts'
import type { Files } from '../kustomize/files.ts'
import type { Document } from '../yaml/document.ts'
import { readDocuments } from '../yaml/read.ts'
import { blockAt } from './block.ts'
import { type Layer, mergedLayers, seenLayers } from './layers.ts'
import { withParameters } from './parameters.ts'
import { fileLayer } from './released.ts'

/*
 * HelmReleases and Applications with what other objects, and lists of their own, say of the chart and its values.
 */

/** Objects as they are, but for those that install a chart; and the documents that values were found in. */
export interface Completed {
  readonly complete: (object: KubeObject) => KubeObject
  readonly documents: readonly Document[]
}

/** @param around objects that others may name */
export function completedBy(
  around: readonly KubeObject[],
  documents: readonly Document[],
  files: Files,
): Completed {
  const found: Document[] = []
  if (!around.some(isInstaller)) return { complete: object => object, documents: found }
  const named = new Map(
    around.flatMap(object => (sources.has(object.kind) ? [[keyOf(object), object] as const] : [])),
  )
  const byPlace = new Map(documents.map(document => [`${document.file} ${document.index}`, document]))
  const get = (kind: string, namespace: string, name: Json | undefined): KubeObject | undefined =>
    isString(name) ? (named.get(`${kind}/${namespace}/${name}`) ?? named.get(`${kind}//${name}`)) : undefined
  const documentOf = ({ origin }: KubeObject): Document | undefined =>
    origin.from === 'file' ? byPlace.get(`${origin.file} ${origin.document}`) : undefined
  const read = new Map<string, Layer | undefined>()
  /** What several releases name is read once. */
  const layerOf: LayerOf = (object, path) => {
    const { origin } = object
    if (origin.from !== 'file' || object.borrowed !== undefined) return readLayer(object, path)
    const key = JSON.stringify([origin.file, origin.document, origin.path, path])
    if (!read.has(key)) read.set(key, readLayer(object, path))
    return read.get(key)
  }
  const readLayer: LayerOf = (object, path) => {
    const { from } = borrowedAt(object, path) ?? {}
    if (from && 'start' in from) {
      const layer = fileLayer(from.file, files)
      if (layer) found.push(layer.document)
      return layer
    }
    const document = documentOf(object)
    const secret = object.kind === 'Secret' ? ({ isSecret: true } as const) : {}
    if (secret.isSecret && path[0] === 'data') return document && encodedLayer(object, document, path)
    const inner =
      document && object.origin.from === 'file'
        ? blockAt(document, [...object.origin.path, ...path])
        : undefined
    if (!inner || !isObject(inner.value)) return undefined
    found.push(inner)
    return { document: inner, path: [], value: inner.value, ...secret }
  }
  return {
    complete(object) {
      if (!isInstaller(object)) return object
      const document = documentOf(object)
      return object.kind === 'HelmRelease' ? helmRelease(object, document, get, layerOf) : application(object)
    },
    documents: found,
  }
}

const isInstaller = (object: KubeObject): boolean =>
  (object.group === 'helm.toolkit.fluxcd.io' && object.kind === 'HelmRelease') || isArgo(object)
const sources: ReadonlySet<string> = new Set([
  'OCIRepository',
  'HelmChart',
  'HelmRepository',
  'ConfigMap',
  'Secret',
])
const keyOf = ({ kind, namespace, name }: KubeObject): string => `${kind}/${namespace}/${name}`

type Get = (kind: string, namespace: string, name: Json | undefined) => KubeObject | undefined
type LayerOf = (object: KubeObject, path: readonly string[]) => Layer | undefined

/** Values in the `data` of a Secret. */
function encodedLayer(object: KubeObject, document: Document, path: readonly string[]): Layer | undefined {
  const { origin } = object
  const written = dig(object.value, path)
  const text = isString(written) ? decodeBase64(written) : undefined
  const [only, ...more] = text === undefined ? [] : readDocuments(document.file, text)
  if (origin.from !== 'file' || !isObject(only?.value) || more.length > 0) return undefined
  const place = [...origin.path, ...path]
  return { document, path: place, value: only.value, isSecret: true, isEncoded: true }
}

/** Source: fluxcd/helm-controller, docs/spec/v2/helmreleases.md. */
function helmRelease(
  object: KubeObject,
  document: Document | undefined,
  get: Get,
  layerOf: LayerOf,
): KubeObject {
  const chart = chartOf(object, get)
  const from = listOf(dig(object.value, ['spec', 'valuesFrom'])).filter(
    item => member(item, 'targetPath') === undefined,
  )
  const layers = from.map(item => {
    const kind = scalarText(member(item, 'kind')) ?? ''
    const holder = get(kind, object.namespace, member(item, 'name'))
    const key = scalarText(member(item, 'valuesKey')) ?? 'values.yaml'
    if (!holder) return undefined
    if (kind !== 'Secret') return layerOf(holder, ['data', key])
    // What is written plainly wins.
    const isPlain = isString(dig(holder.value, ['stringData', key]))
    return layerOf(holder, [isPlain ? 'stringData' : 'data', key])
  })
  const isWhole = !layers.includes(undefined)
  const base = { ...object, ...(chart ? { chart: { ...chart, isWhole } } : {}) }
  const seen = seenLayers(layers)
  if (seen.length === 0 || !document || object.origin.from !== 'file') return base
  const written = dig(object.value, values)
  const top = { document, path: [...object.origin.path, ...values], value: isObject(written) ? written : {} }
  const { value, borrowed } = mergedLayers([...seen, top])
  return { ...base, ...withMerged(object, values, value, borrowed) }
}
const values = ['spec', 'values'] as const

/** The chart that a release names in another object, or in one that says where it is from. */
function chartOf({ value, namespace }: KubeObject, get: Get): ChartSource | undefined {
  const reference = dig(value, ['spec', 'chartRef'])
  const where = scalarText(member(reference, 'namespace')) ?? namespace
  const named =
    reference === undefined
      ? undefined
      : get(scalarText(member(reference, 'kind')) ?? '', where, member(reference, 'name'))
  const spec = named ? dig(named.value, ['spec']) : dig(value, ['spec', 'chart', 'spec'])
  if (spec === undefined || (reference !== undefined && !named)) return undefined
  const url = scalarText(member(spec, 'url'))
  if (url !== undefined)
    return {
      isRabbit: isChartName(url.slice(url.lastIndexOf('/') + 1)),
      repository: url,
      version: scalarText(dig(spec, ['ref', 'tag']) ?? dig(spec, ['ref', 'semver'])),
    }
  const repository = member(spec, 'sourceRef')
  const from = scalarText(member(repository, 'namespace')) ?? named?.namespace ?? namespace
  const known = get('HelmRepository', from, member(repository, 'name'))
  return {
    isRabbit: isChartName(member(spec, 'chart')),
    version: scalarText(member(spec, 'version')),
    repository: scalarText(dig(known?.value, ['spec', 'url'])) ?? scalarText(member(repository, 'name')),
  }
}

/** Source: argo-cd, docs/user-guide/helm.md: parameters win over values. */
function application(object: KubeObject): KubeObject {
  const { origin } = object
  const [only] = applicationSources(object.value).filter(
    ({ source }) =>
      isChartName(member(source, 'chart')) &&
      listOf(dig(source, ['helm', 'parameters'])).length > 0 &&
      valueFilesOf(source).length === 0 &&
      !isString(dig(source, ['helm', 'values'])),
  )
  if (!only || origin.from !== 'file') return object
  const { source, path } = only
  const helm = member(source, 'helm')
  const written = member(helm, 'valuesObject')
  const from = { file: origin.file, document: origin.document, path: [...origin.path, ...path, 'helm'] }
  const { value, borrowed, open } = withParameters(isObject(written) ? written : {}, helm, from)
  const place = [...path, 'helm', 'valuesObject'].map(String)
  return {
    ...object,
    ...withMerged(object, [...path, 'helm', 'valuesObject'], value, borrowed, place),
    chart: { isRabbit: true, open },
  }
}

function withMerged(
  object: KubeObject,
  path: readonly (string | number)[],
  merged: JsonObject,
  borrowed: readonly Borrowed[],
  keys: readonly string[] = path.map(String),
): Pick<KubeObject, 'value' | 'borrowed'> {
  return {
    value: replaced(object.value, path, merged) as JsonObject,
    borrowed: [
      ...(object.borrowed ?? []),
      ...borrowed.map(part => ({ ...part, path: [...keys, ...part.path] })),
    ],
  }
}

/** A value with another one at a path. */
function replaced(value: Json | undefined, [step, ...rest]: readonly (string | number)[], by: Json): Json {
  if (step === undefined) return by
  if (typeof step === 'number')
    return listOf(value).map((item, index) => (index === step ? replaced(item, rest, by) : item))
  return { ...(isObject(value) ? value : {}), [step]: replaced(member(value, step), rest, by) }
}
