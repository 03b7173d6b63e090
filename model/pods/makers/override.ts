import { isArray, isObject, isString, type Json, member } from '../../kube/json.ts'
import { dig } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'

/*
 * A pod spec with an override over it, as a strategic merge patch does it: maps member by member, lists by a key, all else
 * replaced. Source: k8s.io/api/core/v1/types.go, the `patchMergeKey` of each list.
 */

/** What tells the items of a list apart. Lists that are not named here are replaced. */
const mergeKeys: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  imagePullSecrets: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  ports: 'containerPort',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
}

/** What the operator takes from the override as a whole. Source: cluster-operator, statefulset.go@v2.22.3, patchPodSpec. */
const replaced: ReadonlySet<string> = new Set(['startupProbe', 'livenessProbe', 'readinessProbe'])

/** `base` with `patch` over it. An item with `$patch: delete` takes that of the same key away. */
export function merged(base: Json, patch: Json, field = ''): Json {
  if (isObject(base) && isObject(patch)) {
    const all: Record<string, Json> = { ...base }
    for (const [key, value] of Object.entries(patch)) {
      const old = Object.hasOwn(base, key) ? base[key] : undefined
      if (value === null) delete all[key]
      else all[key] = old === undefined || replaced.has(key) ? value : merged(old, value, key)
    }
    return all
  }
  const mergeKey = mergeKeys[field]
  if (!isArray(base) || !isArray(patch) || mergeKey === undefined) return patch
  const changes = new Map(patch.map(item => [keyOf(item, mergeKey), item]))
  const known = new Set(base.map(item => keyOf(item, mergeKey)))
  const kept = base.map(item => {
    const change = changes.get(keyOf(item, mergeKey))
    return change === undefined ? item : merged(item, change)
  })
  const added = patch.filter(item => !known.has(keyOf(item, mergeKey)))
  return [...kept, ...added].filter(item => member(item, '$patch') !== 'delete')
}

/** A mount path with and without a final slash is one. */
function keyOf(item: Json, mergeKey: string): string {
  const value = member(item, mergeKey)
  return isString(value) ? value.replace(/(?<=[^/])\/+$|(?<=^\/)\/+$/, '') : JSON.stringify(value ?? item)
}

/** The path in an override that a path in what it was merged into comes from; undefined where the override does not say it. */
export function inOverride(
  whole: Json,
  override: Json | undefined,
  path: readonly Step[],
): readonly Step[] | undefined {
  const steps: Step[] = []
  for (const [index, step] of path.entries()) {
    const mergeKey = mergeKeys[String(path[index - 1])]
    const there = typeof step === 'number' && mergeKey !== undefined ? indexOf(step, mergeKey) : step
    if (there === undefined) return undefined
    steps.push(there)
  }
  return dig(override, steps) === undefined ? undefined : steps

  function indexOf(index: number, mergeKey: string): number | undefined {
    const list = dig(override, steps)
    const item = dig(whole, [...path.slice(0, steps.length), index])
    if (!isArray(list) || item === undefined) return undefined
    const found = list.findIndex(other => keyOf(other, mergeKey) === keyOf(item, mergeKey))
    return found < 0 ? undefined : found
  }
}
