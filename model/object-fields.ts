import { fieldsOf, fieldType } from '../facts/kubernetes-types.ts'
import { nearest } from '../facts/nearest.ts'

/** The field of a type that is meant by a name that it does not have. */
export function nearField(type: string, name: string): string | undefined {
  const names = [...fieldsOf(type).keys()]
  const lower = name.toLowerCase()
  return (
    names.find(field => field.toLowerCase() === lower) ??
    nearest(name, names, Math.min(2, Math.floor(name.length / 3)))
  )
}

/** Deeper than anything is misplaced. */
const deepest = 5

/** Where below a type a field of that name is, nearest first: `template.spec.containers`. */
export function homeOf(type: string, name: string): string | undefined {
  const seen = new Set([type])
  let level: readonly { readonly type: string; readonly path: string }[] = [{ type, path: '' }]
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next = level.flatMap(place =>
      [...fieldsOf(place.type)].flatMap(([field, { type: text }]) => {
        const inner = fieldType(text)
        const item = inner.is === 'list' ? fieldType(inner.of) : inner
        if (item.is !== 'fields' || field === 'metadata' || seen.has(item.of)) return []
        seen.add(item.of)
        return [{ type: item.of, path: `${place.path}${field}${inner.is === 'list' ? '[]' : ''}.` }]
      }),
    )
    const home = next.find(place => fieldsOf(place.type).has(name) && !common.has(name))
    if (home) return `${home.path}${name}`
    level = next
  }
  return undefined
}
const common: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'status',
  'name',
  'labels',
  'annotations',
])
