import type { Address } from '../kube/address.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import type { Kind } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import type { Step } from '../kube/step.ts'
import { type Container, containersOf } from './container.ts'
import { claimTemplateNamed } from './volumes.ts'
import type { Workload } from './workload.ts'

/** An object that a pod names. */
export interface Reference {
  readonly kind: Kind
  readonly name: string
  /** Where it is named. */
  readonly at: Address
  /** Without it the pod, or the container, does not start. */
  readonly isNeeded: boolean
  /** The container that is not started without it, nor what waits for that one; undefined: none of the pod's is. */
  readonly container?: Container
  /** Written by whoever makes the pods, not by the user. */
  readonly generated: boolean
}

type Found = Omit<Reference, 'at' | 'generated'> & { readonly path: readonly Step[] }

/** The ConfigMaps, Secrets, claims and the account that the pods of a workload name. */
export const referencesOf = onceEach((workload: Workload): readonly Reference[] => {
  const { template } = workload
  const { spec } = template
  const found = [
    ...listOf(spec.volumes).flatMap((volume, index) =>
      isReplaced(workload, volume) ? [] : inVolume(volume, ['volumes', index]),
    ),
    ...containersOf(template).flatMap(container =>
      inContainer(container).map(found => ({ ...found, container })),
    ),
    ...named(spec.serviceAccountName, kinds.ServiceAccount, ['serviceAccountName'], true),
    ...listOf(spec.imagePullSecrets).flatMap((secret, index) =>
      named(member(secret, 'name'), kinds.Secret, ['imagePullSecrets', index, 'name'], false),
    ),
  ]
  return found.map(({ path, ...reference }) => ({
    ...reference,
    at: template.locate(path),
    generated: template.generated(path),
  }))
})

/** A claim template takes the place of the volume that has its name. Source: Kubernetes, updateStorage in stateful_set_utils.go. */
function isReplaced(workload: Workload, volume: Json): boolean {
  const name = member(volume, 'name')
  return isString(name) && claimTemplateNamed(workload, name) !== undefined
}

/** The members that name an object, and how the name is called there. */
type Sources = readonly (readonly [field: string, kind: Kind, name: string])[]
const volumeSources: Sources = [
  ['configMap', kinds.ConfigMap, 'name'],
  ['secret', kinds.Secret, 'secretName'],
  ['persistentVolumeClaim', kinds.PersistentVolumeClaim, 'claimName'],
]
const projectedSources: Sources = [
  ['configMap', kinds.ConfigMap, 'name'],
  ['secret', kinds.Secret, 'name'],
]
const environmentSources: Sources = [
  ['configMapRef', kinds.ConfigMap, 'name'],
  ['secretRef', kinds.Secret, 'name'],
]
const variableSources: Sources = [
  ['configMapKeyRef', kinds.ConfigMap, 'name'],
  ['secretKeyRef', kinds.Secret, 'name'],
]

const inContainer = ({ value, steps }: Container): readonly Found[] => [
  ...listOf(value.env).flatMap((variable, index) =>
    inSource(member(variable, 'valueFrom'), [...steps, 'env', index, 'valueFrom'], variableSources),
  ),
  ...listOf(value.envFrom).flatMap((source, index) =>
    inSource(source, [...steps, 'envFrom', index], environmentSources),
  ),
]

const inVolume = (volume: Json, path: readonly Step[]): readonly Found[] => [
  ...inSource(volume, path, volumeSources),
  ...listOf(member(member(volume, 'projected'), 'sources')).flatMap((source, index) =>
    inSource(source, [...path, 'projected', 'sources', index], projectedSources),
  ),
]

function inSource(source: Json | undefined, path: readonly Step[], sources: Sources): readonly Found[] {
  return sources.flatMap(([field, kind, name]) => {
    const value = member(source, field)
    const isNeeded = isObject(value) && value.optional !== true
    return named(member(value, name), kind, [...path, field, name], isNeeded)
  })
}

const named = (
  name: Json | undefined,
  kind: Kind,
  path: readonly Step[],
  isNeeded: boolean,
): readonly Found[] => (isString(name) && name !== '' ? [{ kind, name, path, isNeeded }] : [])
