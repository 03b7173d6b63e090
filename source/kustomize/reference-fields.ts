import { later } from '../../facts/later.ts'
import type { Field } from './fields.ts'

/*
 * Where objects name others, for the kinds that matter to a RabbitMQ cluster.
 * Source: kustomize api/internal/konfig/builtinpluginconsts/namereference.go.
 */

/** A field that holds the name of an object of the kind `to`, or (of subjects) maps with name and namespace. */
export interface ReferenceField extends Field {
  readonly to: string
  readonly toGroup: string
}

const podSpecs: readonly (readonly [kind: string, path: string])[] = [
  ['Pod', 'spec'],
  ['Deployment', 'spec/template/spec'],
  ['ReplicaSet', 'spec/template/spec'],
  ['DaemonSet', 'spec/template/spec'],
  ['StatefulSet', 'spec/template/spec'],
  ['Job', 'spec/template/spec'],
  ['CronJob', 'spec/jobTemplate/spec/template/spec'],
]

/** Of ReplicaSets kustomize knows only the first two. */
const inPods: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: [
    'volumes/configMap/name',
    'volumes/projected/sources/configMap/name',
    'containers/env/valueFrom/configMapKeyRef/name',
    'containers/envFrom/configMapRef/name',
    'initContainers/env/valueFrom/configMapKeyRef/name',
    'initContainers/envFrom/configMapRef/name',
  ],
  Secret: [
    'volumes/secret/secretName',
    'volumes/projected/sources/secret/name',
    'containers/env/valueFrom/secretKeyRef/name',
    'containers/envFrom/secretRef/name',
    'initContainers/env/valueFrom/secretKeyRef/name',
    'initContainers/envFrom/secretRef/name',
    'imagePullSecrets/name',
  ],
  ServiceAccount: ['serviceAccountName'],
  PersistentVolumeClaim: ['volumes/persistentVolumeClaim/claimName'],
}

const rbac = 'rbac.authorization.k8s.io'
const reference = (
  to: string,
  kind: string,
  path: string,
  groups: { group?: string; toGroup?: string } = {},
): ReferenceField => ({
  to,
  toGroup: groups.toGroup ?? '',
  kind,
  path: path.split('/'),
  ...(groups.group === undefined ? {} : { group: groups.group }),
})

export const referenceFields: () => readonly ReferenceField[] = later(() => [
  ...Object.entries(inPods).flatMap(([to, paths]) =>
    podSpecs
      .filter(([kind]) => kind !== 'ReplicaSet' || to === 'ConfigMap' || to === 'Secret')
      .flatMap(([kind, pod]) => paths.map(path => reference(to, kind, `${pod}/${path}`))),
  ),
  reference('Service', 'StatefulSet', 'spec/serviceName', { group: 'apps' }),
  reference('Service', 'Ingress', 'spec/rules/http/paths/backend/service/name'),
  reference('Service', 'Ingress', 'spec/defaultBackend/service/name'),
  reference('Secret', 'Ingress', 'spec/tls/secretName'),
  reference('Secret', 'ServiceAccount', 'imagePullSecrets/name'),
  ...['Role', 'ClusterRole'].flatMap(kind =>
    ['ConfigMap', 'Secret'].map(to => reference(to, kind, 'rules/resourceNames')),
  ),
  reference('Role', 'RoleBinding', 'roleRef/name', { group: rbac, toGroup: rbac }),
  reference('ClusterRole', 'RoleBinding', 'roleRef/name', { group: rbac, toGroup: rbac }),
  reference('ClusterRole', 'ClusterRoleBinding', 'roleRef/name', { group: rbac, toGroup: rbac }),
  reference('ServiceAccount', 'RoleBinding', 'subjects', { group: rbac }),
  reference('ServiceAccount', 'ClusterRoleBinding', 'subjects', { group: rbac }),
  ...['Deployment', 'ReplicaSet', 'StatefulSet'].map(to =>
    reference(to, 'HorizontalPodAutoscaler', 'spec/scaleTargetRef/name', { toGroup: 'apps' }),
  ),
  reference('StorageClass', 'PersistentVolumeClaim', 'spec/storageClassName', { toGroup: 'storage.k8s.io' }),
  reference('StorageClass', 'StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName', {
    toGroup: 'storage.k8s.io',
  }),
])
