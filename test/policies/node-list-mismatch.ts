import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const list = (hosts: readonly string[], sample: Sample = {}): string =>
  cluster({
    discovery: hosts
      .map((host, index) => `cluster_formation.classic_config.nodes.${index + 1} = rabbit@${host}`)
      .join('\n'),
    ...sample,
  })
const full = (pod: number): string => `rabbitmq-${pod}.rabbitmq-headless.mq.svc.cluster.local`
const all = [0, 1, 2].map(full)

export default rows({
  valid: [
    { name: 'all nodes', manifests: list(all) },
    { name: 'in another order', manifests: list([...all].reverse()) },
    { name: 'no list', manifests: cluster() },
    { name: 'one node', manifests: list(['x'], { replicas: 1 }) },
    {
      name: 'names that nobody knows before',
      manifests: list(all, { kind: 'Deployment' }),
      gap: /names that nobody knows before$/,
    },
    {
      name: 'configuration that was not seen',
      manifests: list(all, { without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'short names for long ones',
      manifests: list(['rabbitmq-0', 'rabbitmq-1', 'rabbitmq-2']),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.classic_config.nodes.1',
          text: 'rabbit@rabbitmq-0',
          message: /^rabbit@rabbitmq-0 is listed, and is none of the nodes of rabbitmq$/,
          why: /each boots alone, one cluster per pod$/,
          help: /^list rabbit@rabbitmq-0\.rabbitmq-headless\.mq\.svc\.cluster\.local, /,
          fix: 'safe',
        },
      ],
      fixed: list(all),
      after: list(all),
    },
    {
      name: 'a list in a Secret',
      manifests: list(['hunter-0', 'hunter-1', 'hunter-2'], { filesIn: 'Secret' }),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.classic_config.nodes.1',
          message: /^what cluster_formation\.classic_config\.nodes\.1 says is listed, and is none/,
        },
      ],
    },
    {
      name: 'one that is not there',
      manifests: list([...all, full(3)]),
      findings: [
        {
          severity: 'warning',
          inner: 'cluster_formation.classic_config.nodes.4',
          why: /asks those alone that are listed/,
          fix: 'none',
        },
      ],
      after: list(all),
    },
    {
      name: 'one that is not listed, of many',
      manifests: list([0, 1, 2, 3, 4, 5].map(full), { replicas: 7 }),
      findings: [
        {
          severity: 'warning',
          inner: 'cluster_formation.classic_config.nodes.1',
          message: /^rabbit@rabbitmq-6\..* is a node of rabbitmq, and is not listed$/,
          help: /and so on$/,
          fix: 'none',
        },
      ],
      after: list([0, 1, 2, 3, 4, 5, 6].map(full), { replicas: 7 }),
    },
  ],
})
