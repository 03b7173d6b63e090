import type { Finding } from '../engine/finding.ts'
import { type Step, splitPath } from '../model/address.ts'
import { isArray, isObject, type Json, member } from '../model/json.ts'
import type { KubeObject } from '../model/object.ts'

/**
 * Where a finding lies, seen from the object under review: the path in it, or the field by which it refers to the
 * object that the finding lies in.
 */
export function fieldOf(finding: Finding, object: KubeObject): string {
  const places = [finding.at, ...(finding.related ?? []).map(({ at }) => at)]
  const own = places.find(place => isSame(place.object, object))
  if (own) return fieldPath(object.value, splitPath(own.path).outer)
  const path = places.map(place => referenceTo(object.value, place.object)).find(found => found !== undefined)
  return fieldPath(object.value, path ?? ['metadata', 'name'])
}

const isSame = (a: KubeObject, b: KubeObject): boolean =>
  a.group === b.group && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name

/** A path as Kubernetes writes it: `spec.template.spec.containers[0].image`, `metadata.annotations[a.b/c]`. */
export function fieldPath(value: Json, path: readonly Step[]): string {
  let here: Json | undefined = value
  let text = ''
  for (const step of path) {
    const key: string | number = typeof step === 'object' ? indexOf(here, step) : step
    text +=
      typeof key === 'number'
        ? `[${key}]`
        : /^[\w$-]+$/.test(key)
          ? `${text === '' ? '' : '.'}${key}`
          : `[${key}]`
    here = typeof key === 'number' ? (isArray(here) ? here[key] : undefined) : member(here, key)
  }
  return text
}

function indexOf(list: Json | undefined, step: Exclude<Step, string | number>): number | string {
  if (!('name' in step)) return step.as
  const index = isArray(list) ? list.findIndex(item => member(item, 'name') === step.name) : -1
  return index < 0 ? step.name : index
}

/** Members whose text is the name of another object, by the kind they name; a path's last two keys decide. */
const references: Readonly<Record<string, readonly string[]>> = {
  Service: ['serviceName'],
  ConfigMap: ['configMap.name', 'configMapRef.name', 'configMapKeyRef.name'],
  Secret: ['secret.secretName', 'secret.name', 'secretRef.name', 'secretKeyRef.name'],
  ServiceAccount: ['serviceAccountName'],
  RabbitmqCluster: ['rabbitmqClusterReference.name'],
}

/** The first field of `value` that names `target`, depth first. */
function referenceTo(value: Json, target: KubeObject): readonly Step[] | undefined {
  const wanted = Object.hasOwn(references, target.kind) ? (references[target.kind] ?? []) : []
  const search = (here: Json, path: readonly Step[]): readonly Step[] | undefined => {
    if (here === target.name && wanted.some(end => `.${path.join('.')}`.endsWith(`.${end}`))) return path
    const entries: readonly (readonly [Step, Json])[] = isArray(here)
      ? here.map((item, index) => [index, item] as const)
      : isObject(here)
        ? Object.entries(here)
        : []
    for (const [step, child] of entries) {
      const found = search(child, [...path, step])
      if (found) return found
    }
    return undefined
  }
  return wanted.length === 0 ? undefined : search(value, [])
}
