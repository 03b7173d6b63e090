import { cluster, operated } from '../../../webhook/cluster.ts'
import { edited, only, referenceClusters, referenceFiles, without } from './documents.ts'
import type { Row } from './row.ts'

const nothingLeft = [
  'statefulset,service,configmap,pdb,rabbitmqcluster -l app.kubernetes.io/name=rabbitmq',
  'No resources found in mq namespace.',
] as const
const manifests = (name: string): Readonly<Record<string, string>> => {
  const { 'kustomization.yaml': _, ...files } = referenceFiles(name)
  return files
}
/** The order of kubectl is that of the files. */
const inOrder = (
  files: Readonly<Record<string, string>>,
  order: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(order.map((name, index) => [`${index}-${name}`, files[name] ?? '']))
const controllers = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: mq-controllers }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: User, name: "system:kube-controller-manager" }, { kind: User, name: "system:serviceaccount:mq:gitops" }]
---
${cluster}`

/** Going away, in whatever order. */
export const rows: readonly Row[] = [
  {
    name: 'the headless Service deleted under its StatefulSet',
    given: cluster,
    kubectl: 'delete service rabbitmq-nodes',
    refused:
      'headless-service-deleted: Service rabbitmq-nodes is deleted, but it governs StatefulSet rabbitmq\n',
    after: ['service rabbitmq-nodes -o name', 'service/rabbitmq-nodes'],
  },
  {
    name: 'the same in a dry run',
    given: cluster,
    kubectl: 'delete service rabbitmq-nodes --dry-run=server',
    refused: 'headless-service-deleted',
  },
  {
    name: 'the Service of the clients',
    given: cluster,
    kubectl: 'delete service rabbitmq',
  },
  {
    name: 'all Services at once: the others go',
    given: cluster,
    kubectl: 'delete service --all',
    refused: 'headless-service-deleted',
    after: ['service -o name', 'service/rabbitmq-nodes'],
  },
  {
    name: 'a collection in one request',
    given: cluster,
    kubectl: 'delete --raw /api/v1/namespaces/mq/services',
    refused: 'headless-service-deleted',
    after: ['service rabbitmq-nodes -o name', 'service/rabbitmq-nodes'],
  },
  {
    name: 'by a selector',
    given: cluster,
    kubectl: 'delete service,statefulset -l app.kubernetes.io/name=rabbitmq',
    refused: 'headless-service-deleted',
    after: ['statefulset', 'No resources found in mq namespace.'],
  },
  {
    name: 'the StatefulSet first',
    given: cluster,
    steps: [{ kubectl: 'delete statefulset rabbitmq' }, { kubectl: 'delete service rabbitmq-nodes' }],
  },
  {
    name: 'scaled to 0 first',
    given: cluster,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=0' },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
  {
    name: 'while the StatefulSet waits for its pods',
    given: edited(
      cluster,
      only('StatefulSet', cluster),
      edited(
        only('StatefulSet', cluster),
        'name: rabbitmq\n',
        'name: rabbitmq\n  finalizers: [example.com/hold]\n',
      ),
    ),
    steps: [
      { kubectl: 'delete statefulset rabbitmq --wait=false' },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
  {
    name: 'with its StatefulSet left behind',
    given: cluster,
    steps: [
      { kubectl: 'delete statefulset rabbitmq --cascade=orphan --wait=false' },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
  {
    name: 'a headless Service that nothing is governed by',
    given: without('StatefulSet', cluster),
    kubectl: 'delete service rabbitmq-nodes',
  },
  {
    name: 'by the garbage collector',
    given: cluster,
    kubectl: 'delete service rabbitmq-nodes --as=system:serviceaccount:kube-system:generic-garbage-collector',
    calls: 0,
  },
  {
    name: 'by the namespace controller',
    given: cluster,
    kubectl: 'delete service rabbitmq-nodes --as=system:serviceaccount:kube-system:namespace-controller',
    calls: 0,
  },
  {
    name: 'by a controller manager with one user for all controllers',
    given: controllers,
    kubectl: 'delete service rabbitmq-nodes --as=system:kube-controller-manager',
    calls: 0,
  },
  {
    name: 'by a tool that runs in the cluster: as by anybody',
    given: controllers,
    kubectl: 'delete service rabbitmq-nodes --as=system:serviceaccount:mq:gitops',
    refused: 'headless-service-deleted',
  },
  {
    name: 'in a namespace that goes: nothing stands in its way',
    given: cluster,
    steps: [
      { kubectl: 'delete namespace mq --wait=false', warned: 'deleting cluster-scoped resources' },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
  ...referenceClusters.flatMap((name): readonly Row[] => [
    {
      name: `kubectl delete -k: ${name}`,
      files: referenceFiles(name),
      steps: [
        { kubectl: 'apply -k files/mq' },
        name === 'rabbitmqcluster'
          ? { kubectl: 'delete -k files/mq' }
          : { kubectl: 'delete -k files/mq', refused: 'headless-service-deleted' },
        { kubectl: 'delete -k files/mq --ignore-not-found', after: nothingLeft },
      ],
    },
    {
      name: `kubectl delete -f: ${name}`,
      files: manifests(name),
      steps: [
        { kubectl: 'apply -f files/mq' },
        name === 'rabbitmqcluster'
          ? { kubectl: 'delete -f files/mq' }
          : { kubectl: 'delete -f files/mq', refused: 'headless-service-deleted' },
        { kubectl: 'delete -f files/mq --ignore-not-found', after: nothingLeft },
      ],
    },
  ]),
  {
    name: 'kubectl delete -f, the StatefulSet first: once is enough',
    given: cluster,
    files: inOrder(manifests('rabbitmq-3.13'), [
      'statefulset.yaml',
      'services.yaml',
      'rbac.yaml',
      'config.yaml',
    ]),
    kubectl: 'delete -f files/mq',
    after: nothingLeft,
  },
  {
    name: 'a RabbitmqCluster with all its resources',
    given: operated,
    steps: [{ kubectl: 'delete policies.rabbitmq.com --all' }, { kubectl: 'delete rabbitmqcluster --all' }],
  },
]
