import {
  isArray,
  isObject,
  isString,
  type Json,
  type JsonObject,
  listOf,
  member,
} from '../model/kube/json.ts'
import { isClusterScoped } from '../model/kube/kinds.ts'
import { groupOf, type KubeObject } from '../model/kube/object.ts'
import { scalarText } from '../model/kube/read.ts'
import { type Content, type Telling, unreadObject } from './unread-object.ts'
import type { Head } from './yaml/plain-document.ts'
import type { Document } from './yaml/read.ts'

/**
 * The Kubernetes objects of a document: itself, or the items of a `List`. A value without `apiVersion` and `kind` is none; one that
 * lacks one of them, and has a name, is an object of no kind that any rule but `manifest-invalid` knows.
 */
export function objectsIn(document: Document): readonly KubeObject[] {
  if (document.head) return [objectOfHead(document, document.head)]
  return document.value === undefined ? [] : objectsAt(document, document.value, [])
}

/** The object of a document that is read when something of the value is asked for. */
const objectOfHead = (document: Document, { apiVersion, kind, name, namespace }: Head): KubeObject =>
  unreadObject(
    {
      apiVersion,
      group: groupOf(apiVersion),
      kind,
      namespace: isClusterScoped(kind) ? '' : namespace,
      name,
      origin: { from: 'file', file: document.file, document: document.index, path: [] },
    },
    new OwnText(document),
  )

class OwnText implements Telling {
  readonly #document: Document
  #content: Content | undefined

  constructor(document: Document) {
    this.#document = document
  }

  get content(): Content {
    if (this.#content === undefined) {
      const { value } = this.#document
      this.#content = { value: isObject(value) ? value : {} }
    }
    return this.#content
  }

  get texts(): readonly string[] {
    return [this.#document.text()]
  }
}

function objectsAt(
  document: Document,
  value: Json,
  path: readonly (string | number)[],
): readonly KubeObject[] {
  const [apiVersion, kind] = [member(value, 'apiVersion'), member(value, 'kind')]
  if (!isObject(value) || !(isString(apiVersion) || isString(kind))) return []
  const origin = { from: 'file', file: document.file, document: document.index, path } as const
  if (!isString(apiVersion) || !isString(kind))
    return isString(member(value.metadata, 'name')) ? [kubeObject(value, origin)] : []
  const items = member(value, 'items')
  if (kind.endsWith('List') && isArray(items)) {
    return items.flatMap((item, index) =>
      objectsAt(document, typed(item, apiVersion, kind), [...path, 'items', index]),
    )
  }
  return [kubeObject(value, origin)]
}

/** Whether a document has what looks like an object and lacks its kind: kubectl refuses it, and nobody knows what it is to be. */
export const lacksKind = (document: Document): boolean =>
  // Only the value of a document without a head is looked at: else every document would be read.
  document.head === undefined && isKindless(document.value)

function isKindless(value: Json | undefined): boolean {
  if (!isObject(value) || !isString(value.apiVersion)) return false
  if (isString(value.kind))
    return value.kind === 'List' && listOf(member(value, 'items')).some(isKindlessItem)
  return isObject(member(value, 'metadata'))
}
const isKindlessItem = (item: Json): boolean =>
  isObject(item) && isObject(member(item, 'metadata')) && !isString(item.kind)

/** Items of a `StatefulSetList` may leave their type out, as the API server does. Those of a plain `List` may not. */
function typed(item: Json, apiVersion: string, listKind: string): Json {
  const kind = listKind.slice(0, -'List'.length)
  return kind !== '' && isObject(item) && member(item, 'kind') === undefined
    ? { ...item, apiVersion, kind }
    : item
}

/** The object that a value is, with its identity. */
export function kubeObject(value: JsonObject, origin: KubeObject['origin']): KubeObject {
  const [apiVersion, kind] = [textOf(value.apiVersion), textOf(value.kind)]
  const metadata = member(value, 'metadata')
  const text = (key: string): string => scalarText(member(metadata, key)) ?? ''
  return {
    apiVersion,
    group: groupOf(apiVersion),
    kind,
    namespace: isClusterScoped(kind) ? '' : text('namespace'),
    name: text('name'),
    value,
    origin,
  }
}
const textOf = (value: Json | undefined): string => (isString(value) ? value : '')
