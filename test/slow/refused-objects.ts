import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, secret } from '../../policies/sample.ts'

/** An object that the API server refuses, among those of a cluster. */
export interface Refusal {
  readonly name: string
  readonly rule: string
  readonly manifests: string
  /** On standard error of kubectl. */
  readonly says: string
  /** The same without what is refused. */
  readonly good: string
  /** A dry run does not tell: it gives out no ports of nodes. */
  readonly isTried?: true
}

const good = cluster()
const edited = (from: string, to: string): string => {
  if (!good.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return good.replaceAll(from, to)
}

const client = (spec: JsonObject): string =>
  cluster({ objects: [{ kind: 'Service', metadata: { name: 'rabbitmq-client' }, spec }] })
const cookie = (content: JsonObject): string => cluster({ objects: [secret('rabbitmq-cookie', content)] })

/** What manifest-invalid finds: how it is written, what the API server says, how it is right. */
const invalid: readonly Refusal[] = (
  [
    [
      'a kind one letter off',
      edited('kind: StatefulSet\n', 'kind: StatefulSets\n'),
      'no matches for kind "StatefulSets" in version "apps/v1"',
    ],
    ['no kind', edited('kind: StatefulSet\n', ''), 'kind not set'],
    ['no API version', edited('apiVersion: apps/v1\n', ''), 'apiVersion not set'],
    [
      'a kind of another API version',
      edited('apiVersion: apps/v1\n', 'apiVersion: v1\n'),
      'no matches for kind "StatefulSet" in version "v1"',
    ],
    [
      'a port of a node outside of the range',
      client({ type: 'NodePort', ports: [{ name: 'amqp', nodePort: 15672 }] }),
      'The range of valid ports is 30000-32767',
    ],
    [
      'no number of a port',
      client({ ports: [{ name: 'amqp', port: 70000 }] }),
      'must be between 1 and 65535',
    ],
    [
      'ports without names',
      client({ ports: [{ name: 'amqp', port: 5672 }, { port: 15672 }] }),
      'spec.ports[1].name: Required value',
    ],
    [
      'no ports',
      edited('  ports:\n    - name: amqp\n      port: 5672\n', '  type: ClusterIP\n'),
      'spec.ports: Required value',
    ],
    [
      'text for a number',
      edited('replicas: 3', 'replicas: "3"'),
      'cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32',
    ],
    [
      'a number for text',
      cluster({ data: { port: 5672 as never } }),
      'cannot unmarshal number into Go struct field ConfigMap.data of type string',
    ],
    ['no amount', cluster({ memory: '2Gb' }), 'quantities must match the regular expression'],
    ['no base64', cookie({ data: { cookie: 'a-cookie' } }), 'illegal base64 data at input byte'],
    ['no choice', client({ type: 'Loadbalancer' }), 'Unsupported value: "Loadbalancer"'],
    [
      'no selector',
      edited('  selector:\n    matchLabels:\n      app: rabbitmq\n  template:', '  template:'),
      'spec.selector: Required value',
    ],
    ['no name of a variable', cluster({ container: { env: [{ value: 'x' }] } }), 'Required value'],
    [
      'a name with capitals',
      edited('name: rabbitmq-client\n', 'name: Rabbit_Client\n'),
      'metadata.name: Invalid value',
    ],
  ] as const
).map(([name, manifests, says]) => ({
  name,
  rule: 'manifest-invalid',
  manifests,
  says,
  good,
  ...(name === 'a port of a node outside of the range' ? { isTried: true as const } : {}),
}))

const mounting = (kind: 'StatefulSet' | 'Deployment' | 'Pod', name: string): string =>
  cluster({ kind, replicas: 1, container: { volumeMounts: [{ name, mountPath: '/var/lib/rabbitmq' }] } })

export const refusals: readonly Refusal[] = [
  {
    name: 'rights of a version that is gone',
    rule: 'api-version-removed',
    manifests: edited('rbac.authorization.k8s.io/v1\n', 'rbac.authorization.k8s.io/v1beta1\n'),
    says: 'no matches for kind "RoleBinding" in version "rbac.authorization.k8s.io/v1beta1"',
    good,
  },
  {
    name: 'a StatefulSet of a version that is gone',
    rule: 'api-version-removed',
    manifests: edited('apiVersion: apps/v1\n', 'apiVersion: apps/v1beta1\n'),
    says: 'no matches for kind "StatefulSet" in version "apps/v1beta1"',
    good,
  },
  ...invalid,
  ...(['StatefulSet', 'Deployment', 'Pod'] as const).map(kind => ({
    name: `a ${kind} with a mount of no volume`,
    rule: 'volume-undefined',
    manifests: mounting(kind, 'disk'),
    says: 'volumeMounts[2].name: Not found: "disk"',
    good: mounting(kind, 'data'),
  })),
]
