import { isObject, type Json } from '../../model/kube/json.ts'
import type { Borrowed, KubeObject, Unsettled } from '../../model/kube/object.ts'
import { kubeObject } from '../objects.ts'
import type { Content } from '../unread-object.ts'
import { type Change, changedLater, isUnread } from './changed.ts'

/** An object on its way through a build, with what it was called before: references may still use those names. */
export interface Resource {
  readonly object: KubeObject
  /** Oldest first. */
  readonly former: readonly Identity[]
  /** Prefixes and suffixes it was given, innermost first: they tell which of several namesakes a reference means. */
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
}
export interface Identity {
  readonly name: string
  readonly namespace: string
}

export const resourceOf = (object: KubeObject): Resource => ({
  object,
  former: [],
  prefixes: [],
  suffixes: [],
})

/** What else changes with the value of an object. */
export interface Marks {
  readonly borrowed?: readonly Borrowed[]
  readonly unsettled?: readonly Unsettled[]
  /** Paths at which the new value counts, whatever a patch said before. */
  readonly settled?: readonly (readonly string[])[]
}

/** What a resource comes to by a change; it is made when it is asked for, if it was not read before. */
export function changedBy(resource: Resource, change: Change): Resource {
  const { object } = resource
  if (isUnread(object)) return { ...resource, object: changedLater(object, change) }
  const content = change.make(object)
  const { value, borrowed, unsettled } = content
  if (value === object.value && borrowed === object.borrowed && unsettled === object.unsettled)
    return resource
  const { borrowed: _, unsettled: __, ...bare } = object
  return {
    ...resource,
    object: {
      ...bare,
      ...(value === object.value ? {} : kubeObject(value, object.origin)),
      ...(borrowed === undefined ? {} : { borrowed }),
      ...(unsettled === undefined ? {} : { unsettled }),
    },
  }
}

/** The resource with its object read: for a change that may touch what it is called. */
export const asRead = (resource: Resource): Resource =>
  isUnread(resource.object) ? { ...resource, object: { ...resource.object } } : resource

/** The content of an object with another value and marks. What is borrowed or unsettled already stays so. */
export function withMarks(object: KubeObject, value: Json, marks: Marks = {}): Content {
  const { borrowed = [], unsettled = [], settled = [] } = marks
  if (value === object.value && borrowed.length === 0 && unsettled.length === 0) return object
  const all = {
    borrowed: [...(object.borrowed ?? []), ...borrowed],
    unsettled: [...without(object.unsettled ?? [], settled), ...unsettled],
  }
  return {
    value: isObject(value) ? value : object.value,
    borrowed: all.borrowed.length > 0 ? all.borrowed : undefined,
    unsettled: all.unsettled.length > 0 ? all.unsettled : undefined,
  }
}

const without = (
  unsettled: readonly Unsettled[],
  settled: readonly (readonly string[])[],
): readonly Unsettled[] =>
  settled.length === 0
    ? unsettled
    : unsettled.filter(({ path }) => !settled.some(other => samePath(path, other)))

const samePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index])

/** Keeps the name and namespace of now for references that were written against them. */
export const remember = (resource: Resource): Resource => ({
  ...resource,
  former: [...resource.former, identityOf(resource.object)],
})
export const identityOf = ({ name, namespace }: KubeObject): Identity => ({ name, namespace })

/** All names a resource has and had. */
export const namesOf = ({ object, former }: Resource): readonly string[] => [
  object.name,
  ...former.map(({ name }) => name),
]

/** Kubernetes fills in `default` where no namespace is written; kustomize compares them so. */
export const sameNamespace = (a: string, b: string): boolean => (a || 'default') === (b || 'default')

/** What no two resources of a build may share. */
export const idOf = ({ object: { apiVersion, kind, namespace, name } }: Resource): string =>
  JSON.stringify([apiVersion, kind, namespace, name])
export const labelOf = ({ object: { kind, name } }: Resource): string => `${kind} ${name}`
