import { isObject, isString, type Json, type JsonObject, member } from '../../model/kube/json.ts'
import { type KubeObject, mayHold } from '../../model/kube/object.ts'
import { dig } from '../../model/kube/read.ts'
import {
  applicationSources,
  installedBy,
  isArgo,
  pathsBelow,
  sourceOf,
  valueFilesOf,
  withoutPaths,
} from '../../model/pods/makers/charts/holders.ts'
import { isKnownChart, placeIn } from '../../model/pods/makers/charts/known.ts'
import type { Files } from '../kustomize/files.ts'
import { objectsIn } from '../objects.ts'
import type { Document } from '../yaml/document.ts'
import { readPart } from '../yaml/read.ts'
import type { Part } from '../yaml/split.ts'
import { linesAt } from './block.ts'
import { type Carrier, valuesPlace } from './carrier.ts'
import type { Layer } from './layers.ts'
import { type Settled, withParameters } from './parameters.ts'
import { carrierOfLayers, fileLayer } from './released.ts'

/**
 * Values in the text blocks of Applications. The lines of a literal block, indentation and all, are a document
 * themselves, so that places in it are places in the file.
 */
export function embeddedValues(document: Document, files: Files): readonly Carrier[] {
  const applications = objectsIn(document).filter(object => isArgo(object) && mayHold(object, /helm/))
  return applications
    .flatMap(object => applicationSources(object.value).map(source => ({ object, ...source })))
    .flatMap((place, index) => valuesOf(document, place, embeddedIndex(document, index), files))
}

/** A source of an Application, and where it stands in it. */
interface SourcePlace {
  readonly object: KubeObject
  readonly source: Json
  readonly path: readonly (string | number)[]
}

/** @param number that of the document which a text block is */
function valuesOf(
  document: Document,
  { object, source, path }: SourcePlace,
  number: number,
  files: Files,
): readonly Carrier[] {
  const { name, namespace, origin } = object
  if (origin.from !== 'file') return []
  const part = textOf(document, object, source, path)
  const inner = part && readPart(document, part, number)
  const chart = sourceOf(source)
  const installed = installedBy(object.value, name, source)
  const below = referredFiles(object, source, files)
  const written = dig(source, ['helm', 'valuesObject'])
  // Without files below them they are the object's own.
  if (isObject(written) && !(chart.isRabbit && below.length > 0)) return []
  const from = { file: document.file, document: document.index, path: [...origin.path, ...path, 'helm'] }
  const settle = (values: JsonObject): Settled => {
    const { value, borrowed, open } = withParameters(values, member(source, 'helm'), from)
    return { value: withoutPaths(value, open), borrowed, open }
  }
  const value = inner?.value
  const text = inner && isObject(value) ? { document: inner, path: [], value } : undefined
  const top = isObject(written)
    ? { document, path: [...origin.path, ...path, 'helm', 'valuesObject'], value: written }
    : text
  const layers = top || hasText(source) ? [...below, top] : below
  const isLayered =
    isObject(written) ||
    below.some(layer => layer !== undefined) ||
    (layers.length > 0 && !top && isKnownChart(chart))
  if (chart.isRabbit && isLayered) {
    const release = { ...installed, source: chart, path: [...origin.path, ...path], set: [] }
    return carrierOfLayers(document, release, layers, settle)
  }
  if (!top) return []
  const settled = settle(top.value)
  const base = placeIn(settled.value, chart)
  const values = base && dig(settled.value, base)
  if (base === undefined || !isObject(values)) return []
  const place = { from: 'file', file: document.file, document: top.document.index, path: base } as const
  const isWhole = base.length === 0 && below.length === 0
  const made = { ...chart, isWhole, open: pathsBelow(base, settled.open), installed }
  const borrowed = settled.borrowed
    .filter(({ path: keys }) => base.every((key, i) => keys[i] === key))
    .map(({ path: keys, from: written }) => ({ path: keys.slice(base.length), from: written }))
  return [
    {
      document: top.document,
      object: { ...valuesPlace(values, name, namespace, place, made), borrowed },
    },
  ]
}

/**
 * The files of values that a source of an Application takes from another one, by its `ref` and from its root.
 * Source: argo-cd, docs/user-guide/multiple_sources.md.
 */
function referredFiles({ value }: KubeObject, source: Json, files: Files): readonly (Layer | undefined)[] {
  const refs = new Set(applicationSources(value).map(other => member(other.source, 'ref')))
  const named = valueFilesOf(source).map(file => {
    const [, ref, path] = isString(file) ? (/^\$([^/]+)\/(.+)$/.exec(file) ?? []) : []
    return ref !== undefined && path !== undefined && refs.has(ref) ? { ref, path } : undefined
  })
  const isHere = (file: string): boolean => files.text(file) !== undefined || files.unread(file) !== undefined
  // One that need not be there is not where others of its source are.
  const here = new Set(named.flatMap(file => (file && isHere(file.path) ? [file.ref] : [])))
  const mayMiss = dig(source, ['helm', 'ignoreMissingValueFiles']) === true
  return named
    .filter(file => !(mayMiss && file && here.has(file.ref) && !isHere(file.path)))
    .map(file => file && fileLayer(file.path, files))
}

/** Values as an object win over values as text. Source: argo-cd, docs/user-guide/helm.md. */
function hasText(source: Json): boolean {
  const text = dig(source, ['helm', 'values'])
  return dig(source, ['helm', 'valuesObject']) === undefined && isString(text) && text.trim() !== ''
}

function textOf(
  document: Document,
  { origin }: KubeObject,
  source: Json,
  path: readonly (string | number)[],
): Part | undefined {
  if (origin.from !== 'file' || !hasText(source)) return undefined
  return linesAt(document, [...origin.path, ...path, 'helm', 'values'])
}

/**
 * The number of an embedded document: beyond that of any document of a file, and its own whatever else is found there.
 */
const embeddedIndex = (document: Document, index: number): number => 1_000_000 * (document.index + 1) + index
