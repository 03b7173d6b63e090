import { isString, type Json, member } from '../../model/kube/json.ts'
import { isClusterScoped } from '../../model/kube/kinds.ts'
import type { KubeObject } from '../../model/kube/object.ts'
import { changeAt, mapItems } from './fields.ts'
import { type Kustomization, placeOf, textOf } from './kustomization.ts'
import { changedBy, type Resource, remember, withMarks } from './resource.ts'

/** `namespace`: of all that lives in one, and the name of a Namespace itself. Source: kustomize api/filters/namespace. */
export function withNamespace(
  resources: readonly Resource[],
  kustomization: Kustomization,
): readonly Resource[] {
  const namespace = textOf(kustomization.value, 'namespace')
  if (namespace === undefined || namespace === '') return resources
  const from = placeOf(kustomization, ['namespace'])
  return resources.map(resource => {
    const { object } = resource
    const key = isClusterScoped(object.kind) ? 'name' : 'namespace'
    const path = ['metadata', key]
    if (key === 'name' && (object.kind !== 'Namespace' || object.apiVersion !== 'v1')) {
      if (!isBinding(object)) return resource
      return changedBy(resource, {
        adds: () => `namespace: ${namespace}`,
        make: before => withMarks(before, withDefaultAccount(before, namespace)),
      })
    }
    return changedBy(remember(resource), {
      [key]: namespace,
      adds: () => `${key}: ${namespace}`,
      make: before =>
        withMarks(
          before,
          changeAt(withDefaultAccount(before, namespace), path, () => namespace, true),
          { borrowed: [{ path, from }], settled: [path] },
        ),
    })
  })
}

/** A binding of the account `default` means the one of the namespace; other accounts are references. */
function withDefaultAccount(object: KubeObject, namespace: string): Json {
  if (!isBinding(object)) return object.value
  return changeAt(object.value, ['subjects'], subjects =>
    Array.isArray(subjects)
      ? mapItems(subjects, subject =>
          member(subject, 'name') === 'default'
            ? changeAt(subject, ['namespace'], () => namespace, true)
            : subject,
        )
      : subjects,
  )
}

const isBinding = ({ kind }: KubeObject): boolean => kind === 'RoleBinding' || kind === 'ClusterRoleBinding'

/** Kinds that keep their names. Source: kustomize PrefixTransformer.go, prefixFieldSpecsToSkip. */
const fixedNames: ReadonlySet<string> = new Set(['Namespace', 'CustomResourceDefinition', 'APIService'])

/** `namePrefix` and `nameSuffix`. References follow when the build is done. */
export function withNames(resources: readonly Resource[], { value }: Kustomization): readonly Resource[] {
  const [prefix, suffix] = [textOf(value, 'namePrefix') ?? '', textOf(value, 'nameSuffix') ?? '']
  if (prefix === '' && suffix === '') return resources
  const rename = (old: Json | undefined): Json | undefined => (isString(old) ? prefix + old + suffix : old)
  return resources.map(resource => {
    const { object } = resource
    if (fixedNames.has(object.kind)) return resource
    const name = prefix + object.name + suffix
    const named = changedBy(remember(resource), {
      name,
      adds: () => `name: ${name}`,
      make: before => withMarks(before, changeAt(before.value, ['metadata', 'name'], rename)),
    })
    return {
      ...named,
      prefixes: prefix === '' ? named.prefixes : [...named.prefixes, prefix],
      suffixes: suffix === '' ? named.suffixes : [...named.suffixes, suffix],
    }
  })
}
