import type { Finding } from '../engine/finding.ts'
import { isArray, isObject, type Json } from '../model/kube/json.ts'
import { isSameObject, type KubeObject } from '../model/kube/object.ts'
import { keysAndIndexes } from '../model/kube/read.ts'
import type { Step } from '../model/kube/step.ts'

/**
 * Where a finding lies, seen from the object under review: the path in it, or the field by which it refers to the
 * object that the finding lies in.
 */
export function fieldOf(finding: Finding, object: KubeObject): string {
  const places = [finding.at, ...(finding.related ?? []).map(({ at }) => at)]
  const own = places.find(place => isSameObject(place.object, object))
  if (own) return fieldPath(object.value, own.path)
  const path = places.map(place => referenceTo(object.value, place.object)).find(found => found !== undefined)
  return fieldPath(object.value, path ?? ['metadata', 'name'])
}

/** A path as Kubernetes writes it: `spec.template.spec.containers[0].image`, `metadata.annotations[a.b/c]`. */
export const fieldPath = (value: Json, path: readonly Step[]): string =>
  keysAndIndexes(value, path)
    .map((key, index) =>
      typeof key === 'string' && /^[\w$-]+$/.test(key) ? `${index === 0 ? '' : '.'}${key}` : `[${key}]`,
    )
    .join('')

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
