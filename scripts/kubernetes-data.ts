import { readFileSync, writeFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { kubernetesVersion } from '../test/control-plane/build.ts'
import { startControlPlane } from '../test/control-plane/start.ts'
import { type Schema, Types } from './kubernetes-data/types.ts'

/*
 * Writes facts/data/kubernetes-types.ts: `node scripts/kubernetes-data.ts CRD...`. The kinds of Kubernetes are asked of a real API server
 * (test/control-plane); those of the operators come from the files of their CustomResourceDefinitions, config/crd/bases/*.yaml.
 */

/** The kinds that a RabbitMQ may be made of. */
const kinds: Readonly<Record<string, string>> = {
  v1: 'Service ConfigMap Secret Pod PersistentVolumeClaim ServiceAccount',
  'apps/v1': 'StatefulSet Deployment ReplicaSet DaemonSet',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'Role RoleBinding ClusterRole ClusterRoleBinding',
  'networking.k8s.io/v1': 'Ingress NetworkPolicy',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
}

interface CustomResource {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly {
      readonly name: string
      readonly schema: { readonly openAPIV3Schema: Schema }
    }[]
  }
}

const controlPlane = await startControlPlane()
const { stdout } = await controlPlane.kubectl(['get', '--raw', '/openapi/v2'])
await controlPlane.stop()
const { definitions } = JSON.parse(stdout) as { definitions: Record<string, Schema> }
const named = Object.entries(definitions).flatMap(([full, schema]) =>
  (schema['x-kubernetes-group-version-kind'] ?? []).map(({ group, version, kind }) => ({
    full,
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
  })),
)

const types = new Types(definitions)
types.ofDefinition('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')
const rows = Object.entries(kinds).flatMap(([apiVersion, list]) =>
  list.split(' ').map(kind => {
    const found = named.find(other => other.apiVersion === apiVersion && other.kind === kind)
    if (!found) throw new Error(`the API server has no ${apiVersion} ${kind}`)
    return `${apiVersion} ${kind}\t${types.ofDefinition(found.full)}`
  }),
)
for (const file of process.argv.slice(2)) {
  const { spec } = load(readFileSync(file, 'utf8')) as CustomResource
  for (const { name, schema } of spec.versions)
    rows.push(
      `${spec.group}/${name} ${spec.names.kind}\t${types.of(schema.openAPIV3Schema, spec.names.kind)}`,
    )
}
const served = Object.keys(kinds).map(
  apiVersion =>
    `${apiVersion}\t${[...new Set(named.filter(other => other.apiVersion === apiVersion).map(({ kind }) => kind))].sort().join(' ')}`,
)

writeFileSync(
  'facts/data/kubernetes-types.ts',
  `// Written by scripts/kubernetes-data.ts; not to be edited.

/** The Kubernetes of which the types are. */
export const typesOfKubernetes = '${kubernetesVersion()}'

/** A line: API version and kind, its type. */
export const kubernetesKinds = \`${rows.sort().join('\n')}\`

/** A line: API version, all kinds that it has. */
export const servedKinds = \`${served.sort().join('\n')}\`

/** A line: name of a type, field (\`!\`: has to be there), type of the field as scripts/kubernetes-data/types.ts says. */
export const kubernetesTypes = \`${types.lines.join('\n')}\`
`,
)
