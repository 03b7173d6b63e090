import { isObject, isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import type { Borrowed } from '../../model/kube/object.ts'

/** Values with what single settings say over them. */
export interface Settled {
  readonly value: JsonObject
  /** Where the settings stand. */
  readonly borrowed: readonly Borrowed[]
  /** Settings that say what is not known here, as paths with dots. */
  readonly open: readonly string[]
}

/**
 * Values with the `parameters` of an Application of Argo CD over them. Members of lists, lists and files are left open.
 * Sources: argo-cd, docs/user-guide/helm.md; helm pkg/strvals/parser.go, typedVal.
 * @param from where the list of parameters stands in a document
 */
export function withParameters(
  values: JsonObject,
  helm: Json | undefined,
  from: { readonly file: string; readonly document: number; readonly path: readonly (string | number)[] },
): Settled {
  const borrowed: Borrowed[] = []
  const open = listOf(member(helm, 'fileParameters')).flatMap(item => nameOf(item) ?? [])
  const edited = new Edited(values)
  for (const [index, item] of listOf(member(helm, 'parameters')).entries()) {
    const name = nameOf(item)
    if (name === undefined) continue
    const path = keysOf(name)
    const set = typedValue(item)
    if (path === undefined || set === undefined) open.push(name.replaceAll(/\[\d+\]/g, ''))
    else {
      edited.set(path, set)
      borrowed.push({ path, from: { ...from, path: [...from.path, 'parameters', index, 'value'] } })
    }
  }
  return { value: edited.value, borrowed, open }
}

const nameOf = (item: Json): string | undefined => {
  const name = member(item, 'name')
  return isString(name) && name !== '' && name.length < 1000 ? name : undefined
}

/** A name as keys: `\.` is a dot that is no end. Undefined where it leads into a list. */
const keysOf = (name: string): readonly string[] | undefined =>
  name.includes('[') ? undefined : name.split(/(?<!\\)\./).map(key => key.replaceAll('\\.', '.'))

function typedValue(item: Json): Json | undefined {
  const written = member(item, 'value')
  const text = written === undefined ? '' : isString(written) ? written : String(written)
  if (member(item, 'forceString') === true) return text
  if (text.startsWith('{')) return text.startsWith('{{') ? text : undefined
  if (/^(?:true|false)$/.test(text)) return text === 'true'
  if (text === 'null') return null
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text
}

/** A map that is changed; each map in it is copied once, however many settings there are. */
class Edited {
  readonly #own = new Set<Json>()
  readonly value: Record<string, Json>

  constructor(values: JsonObject) {
    this.value = this.#owned(values)
  }

  set(path: readonly string[], value: Json): void {
    let at = this.value
    for (const key of path.slice(0, -1)) {
      const inner = this.#owned(member(at, key))
      at[key] = inner
      at = inner
    }
    at[path.at(-1) ?? ''] = value
  }

  #owned(map: Json | undefined): Record<string, Json> {
    if (isObject(map) && this.#own.has(map)) return map as Record<string, Json>
    const copy = isObject(map) ? { ...map } : {}
    this.#own.add(copy)
    return copy
  }
}
