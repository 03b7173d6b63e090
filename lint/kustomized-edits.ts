import type { Edit } from '../model/kube/edit.ts'
import { borrowedAt } from '../model/kube/object.ts'

/**
 * Why an edit cannot be written into the file of an object that a kustomization has: the file has no such place, another
 * file sets it, or what would be written holds in this build only.
 */
export function refusedByKustomize(edit: Edit): string | undefined {
  const object = edit.op === 'create' ? edit.beside : edit.at.object
  const { origin } = object
  if (origin.from !== 'file') return undefined
  const value = edit.op === 'create' ? edit.object : edit.op === 'set' ? edit.value : null
  const name = foreignName(JSON.stringify(value), origin.given ?? [])
  if (name !== undefined) return `it would write ${name}, a name that a kustomization gives`
  const borrowed = edit.op === 'create' ? undefined : borrowedAt(object, edit.at.path)
  if (borrowed === undefined) return origin.generated ? 'a generator of a kustomization makes it' : undefined
  const { from } = borrowed
  if ('document' in from) return `${from.file} sets it`
  // Offsets of a part of the file no longer hold after another edit.
  return from.start === 0 ? undefined : `it is a part of ${from.file}`
}

/** A whole word of the text that is one of the names. */
function foreignName(text: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined
  const words = new Set(text.split(/[^\w-]+/))
  return names.find(name => words.has(name))
}
