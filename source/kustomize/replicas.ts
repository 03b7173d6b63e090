import { member } from '../../model/kube/json.ts'
import { changeAt } from './fields.ts'
import { type Kustomization, objectEntries, placeOf, textOf } from './kustomization.ts'
import { changedBy, namesOf, type Resource, withMarks } from './resource.ts'

/** Source: kustomize api/internal/konfig/builtinpluginconsts/replicas.go. */
const scaled: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
])
const at = ['spec', 'replicas']

/** `replicas`: counts by name, the one of now or an earlier one. */
export function withReplicas(
  resources: readonly Resource[],
  kustomization: Kustomization,
): readonly Resource[] {
  return objectEntries(kustomization.value, 'replicas').reduce((all, { value: replica, path }) => {
    const [name, count] = [textOf(replica, 'name'), member(replica, 'count')]
    if (name === undefined || typeof count !== 'number') return all
    const from = placeOf(kustomization, [...path, 'count'])
    return all.map(resource =>
      scaled.has(resource.object.kind) && namesOf(resource).includes(name)
        ? changedBy(resource, {
            adds: () => `replicas: ${count}`,
            make: object =>
              withMarks(
                object,
                changeAt(object.value, at, () => count, true),
                { borrowed: [{ path: at, from }], settled: [at] },
              ),
          })
        : resource,
    )
  }, resources)
}
