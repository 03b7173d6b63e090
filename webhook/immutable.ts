import type { Subject } from './subject.ts'

/**
 * What may be set on an object that exists, as JSON Pointers: all else of its spec the API server refuses to change, or
 * (the pod template) changing it would restart the nodes, which is for a person to decide.
 * Source: kubernetes pkg/apis/apps/validation (ValidateStatefulSetUpdate) and pkg/apis/core/validation
 * (ValidateServiceUpdate: clusterIP and clusterIPs).
 */
const changeable: Readonly<Record<string, (pointer: string) => boolean>> = {
  'apps/StatefulSet': pointer =>
    !isBelow(pointer, '/spec') ||
    [
      '/spec/persistentVolumeClaimRetentionPolicy',
      '/spec/minReadySeconds',
      '/spec/revisionHistoryLimit',
    ].some(path => isBelow(pointer, path)),
  '/Service': pointer =>
    !['/spec/clusterIP', '/spec/clusterIPs', '/spec/ipFamilies'].some(path => isBelow(pointer, path)),
}

/** Whether an operation at `pointer` is possible and harmless: anything goes on CREATE. */
export function isChangeable({ before, object }: Subject, pointer: string): boolean {
  const key = `${object.group}/${object.kind}`
  if (!before || !Object.hasOwn(changeable, key)) return true
  return changeable[key]?.(pointer) ?? true
}

const isBelow = (pointer: string, path: string): boolean => pointer === path || pointer.startsWith(`${path}/`)
