import { isObject, type Json, type JsonObject, member } from '../../model/kube/json.ts'
import type { Borrowed, KubeObject } from '../../model/kube/object.ts'
import type { Document } from '../yaml/document.ts'

/** Values that stand in a part of a document. */
export interface Layer {
  readonly document: Document
  readonly path: readonly (string | number)[]
  readonly value: JsonObject
  /** They stand in a Secret. */
  readonly isSecret?: true
  /** Their text is written in base64: no part of them has a place of its own. */
  readonly isEncoded?: true
}

/** Of layers, the last one winning, those that count: one that is not seen would win over all before it. */
export const seenLayers = (layers: readonly (Layer | undefined)[]): readonly Layer[] =>
  layers.slice(layers.lastIndexOf(undefined) + 1).filter(layer => layer !== undefined)

/**
 * Values of several places as one: maps are merged key by key, all else of a later one stands for that of an earlier.
 * What comes from another place than the last is borrowed.
 * Source: helm, pkg/chartutil/coalesce.go.
 */
export function mergedLayers(
  layers: readonly [...Layer[], Layer],
): Pick<KubeObject, 'value'> & { readonly borrowed: readonly Borrowed[] } {
  const borrowed: Borrowed[] = []
  const [top, ...below] = layers.toReversed() as unknown as readonly [Layer, ...Layer[]]
  const value = below.reduce<JsonObject>(
    (merged, layer) => under(merged, layer.value, [], layer, borrowed),
    top.value,
  )
  return { value, borrowed }
}

/** A map with what only the one below it has. */
function under(
  map: JsonObject,
  below: JsonObject,
  path: readonly string[],
  layer: Layer,
  borrowed: Borrowed[],
): JsonObject {
  const both = (key: string, value: Json): readonly [string, Json] => {
    const lower = member(below, key)
    return isObject(value) && isObject(lower)
      ? [key, under(value, lower, [...path, key], layer, borrowed)]
      : [key, value]
  }
  const { file, index } = layer.document
  const missing = Object.entries(below).filter(([key]) => member(map, key) === undefined)
  for (const [key] of missing)
    borrowed.push({
      path: [...path, key],
      from: {
        ...{ file, document: index },
        ...(layer.isEncoded ? { path: layer.path, derived: true } : { path: [...layer.path, ...path, key] }),
      },
      ...(layer.isSecret ? { isSecret: true } : {}),
    })
  return Object.fromEntries([...Object.entries(map).map(([key, value]) => both(key, value)), ...missing])
}
