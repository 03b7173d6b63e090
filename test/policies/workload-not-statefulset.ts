import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const plain = 'listeners.tcp.default = 5672'
const deployment = (sample: object = {}): string =>
  cluster({ kind: 'Deployment', storage: 'emptyDir', nodeName: null, discovery: plain, ...sample } as never)
const daemonSet = (sample: object): string =>
  deployment(sample)
    .replace('kind: Deployment', 'kind: DaemonSet')
    .replace(/ {2}replicas: \d+\n/, '')
const byAddress = {
  nodeName: 'rabbit@$(MY_POD_IP)',
  discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.service_name = rabbitmq-headless`,
} as const
const k8s = 'cluster_formation.peer_discovery_backend = k8s'

export default rows({
  valid: [
    { name: 'a StatefulSet', manifests: cluster() },
    { name: 'one node', manifests: deployment({ replicas: 1 }) },
    { name: 'one node, by default', manifests: deployment({ replicas: null }) },
    { name: 'a node on each machine, which may be one', manifests: daemonSet({}) },
    { name: 'made by the operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
  ],
  invalid: [
    {
      name: 'nothing joins the pods',
      manifests: deployment({ replicas: 3 }),
      findings: [
        {
          severity: 'error',
          message: /^Deployment rabbitmq runs a cluster, and its pods have no names that last$/,
          why: /^nothing joins its pods/,
          help: /one node without peer discovery may stay as it is$/,
          path: '/kind',
          text: 'Deployment',
        },
      ],
      after: deployment({ replicas: 1 }),
    },
    {
      name: 'node names by IP',
      manifests: deployment({ replicas: 3, image: 'rabbitmq:4.0.9', ...byAddress }),
      findings: [{ severity: 'warning', path: '/kind', why: /^a pod that is replaced is a new node/ }],
      after: deployment({ replicas: 1, image: 'rabbitmq:4.0.9' }),
    },
    {
      name: 'discovery that goes by ordinals',
      manifests: deployment({ replicas: 3, image: 'rabbitmq:4.2.1', ...byAddress }),
      findings: [{ severity: 'error', path: '/kind', why: /a node waits for ever$/ }],
    },
    {
      name: 'the names of the pods',
      manifests: deployment({ replicas: 3, discovery: k8s }),
      findings: [{ severity: 'error', path: '/kind', why: /the nodes do not find each other$/ }],
    },
    {
      name: 'one node for now',
      manifests: deployment({ replicas: 1, discovery: k8s }),
      findings: [
        {
          severity: 'info',
          path: '/kind',
          why: /a second node would not find the first$/,
          help: /headless Service$/,
        },
      ],
    },
    {
      name: 'one node for now, that never boots',
      manifests: deployment({ replicas: 1, discovery: k8s, image: 'rabbitmq:4.2.1' }),
      findings: [{ severity: 'error', path: '/kind' }],
    },
    {
      name: 'a node on each machine, whose names nobody knows before',
      manifests: daemonSet({ discovery: k8s }),
      findings: [{ severity: 'error', path: '/kind', why: /the nodes do not find each other$/ }],
    },
    {
      name: 'a node on each machine',
      manifests: daemonSet({ ...byAddress, image: 'rabbitmq:4.2.1' }),
      findings: [{ severity: 'error', path: '/kind', text: 'DaemonSet', help: /headless Service$/ }],
    },
  ],
})
