import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

type Options = Sample
const nodes = (params: unknown, other: Options = {}): string =>
  cluster({ ...other, definitions: policyFile(JSON.stringify({ 'ha-mode': 'nodes', 'ha-params': params })) })
const full = (pod: number): string => `rabbit@rabbitmq-${pod}.rabbitmq-headless.mq.svc.cluster.local`
const short: Options = { nodeName: null, longNames: null }

export default rows({
  valid: [
    { name: 'all there', manifests: nodes([full(0), full(2)]) },
    { name: 'short names by default', manifests: nodes(['rabbit@rabbitmq-0'], short) },
    { name: 'another mode', manifests: cluster({ definitions: policyFile('{"ha-mode": "all"}') }) },
    { name: 'no list is another rule', manifests: nodes('x') },
    {
      name: 'a name from the pod address',
      manifests: nodes(['rabbit@10.0.0.1'], { nodeName: 'rabbit@$(MY_POD_IP)' }),
      gap: /only when the pods start/,
    },
    { name: 'what the resolver says', manifests: nodes([full(0)], { nodeName: null }), gap: /resolver/ },
    { name: 'no node for now', manifests: nodes([full(0)], { replicas: 0 }) },
    {
      name: 'removed',
      manifests: nodes([full(9)], {
        image: 'rabbitmq:4.2.1',
        discovery: 'cluster_formation.peer_discovery_backend = k8s',
      }),
    },
  ],
  invalid: [
    {
      name: 'one too many',
      manifests: nodes([full(0), full(3)]),
      findings: [{ severity: 'warning', text: '["rabbit@rabbitmq-0', message: /rabbitmq-3\./ }],
    },
    {
      name: 'none',
      manifests: nodes(['rabbit@a', 'rabbit@b']),
      findings: [
        {
          severity: 'error',
          message: /and 1 more/,
          help: /rabbitmq-0.* to .*rabbitmq-2/,
          text: '["rabbit@a","rabbit@b"]',
        },
      ],
    },
    {
      name: 'short names where they are long',
      manifests: nodes(['rabbit@rabbitmq-0']),
      findings: [{ severity: 'error', text: '["rabbit@rabbitmq-0"]' }],
    },
    {
      name: 'long names where they are short',
      manifests: nodes([full(0)], short),
      findings: [{ severity: 'error', text: '["rabbit@rabbitmq-0.rabbitmq-headless.mq.svc.clust' }],
    },
    {
      name: 'one node',
      manifests: nodes([full(0), full(1)], { replicas: 1 }),
      findings: [{ severity: 'info', text: '["rabbit@rabbitmq-0.rabbitmq-headless.mq.svc.clust' }],
    },
    {
      name: 'in a Secret, whose names are not shown',
      manifests: nodes(['rabbit@a'], { filesIn: 'Secret' }),
      findings: [{ message: /lists a name, which no node/, path: '/stringData/definitions.json' }],
    },
    {
      name: 'several in a Secret',
      manifests: nodes(['rabbit@a', 'rabbit@b'], { filesIn: 'Secret' }),
      findings: [{ message: /lists a name and 1 more, which/, path: '/stringData/definitions.json' }],
    },
  ],
})
