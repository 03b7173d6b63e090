import { isObject, isString, type Json, member } from './json.ts'
import { type KubeObject, unsettledAt } from './object.ts'
import { dig, read } from './read.ts'

/**
 * Whether the user set this field. In files: it is there. At admission the API server has filled in its defaults, and left
 * out what is false or empty, before it calls us, and only two records tell: kubectl's last-applied-configuration, and the
 * fields of an Apply manager (an Update manager lists defaults too and proves nothing). With neither record, as of `kubectl create`
 * and Helm 3, a field that holds the default counts as not set.
 * @param byDefault what the API server writes when nobody said anything
 */
export function isWritten(object: KubeObject, path: readonly string[], byDefault: Json): boolean {
  const isThere = read(object, path).state === 'found'
  if (object.origin.from === 'file') return isThere || unsettledAt(object, path) !== undefined
  const applied = lastApplied(object)
  if (applied !== undefined) return dig(applied, path) !== undefined
  const managers = applyManagers(object)
  return (
    (managers.length === 0 && isThere && dig(object.value, path) !== byDefault) ||
    managers.some(
      fields =>
        dig(
          fields,
          path.map(key => `f:${key}`),
        ) !== undefined,
    )
  )
}

function lastApplied(object: KubeObject): Json | undefined {
  const text = dig(object.value, [
    'metadata',
    'annotations',
    'kubectl.kubernetes.io/last-applied-configuration',
  ])
  if (!isString(text)) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined // a record that cannot be read is no record
  }
}

function applyManagers(object: KubeObject): readonly Json[] {
  const fields = dig(object.value, ['metadata', 'managedFields'])
  if (!Array.isArray(fields)) return []
  return fields.flatMap(entry => {
    const owned = member(entry, 'fieldsV1')
    return member(entry, 'operation') === 'Apply' && isObject(owned) ? [owned] : []
  })
}
