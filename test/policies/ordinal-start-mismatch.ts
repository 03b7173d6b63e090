import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const from = (start: number, sample: Sample = {}): string =>
  cluster({
    image: 'rabbitmq:4.2.1',
    objects: [{ kind: 'StatefulSet', metadata: { name: 'rabbitmq' }, spec: { ordinals: { start } } }],
    ...sample,
  })
const key = 'cluster_formation.k8s.ordinal_start'
const ordered: Sample = { podManagementPolicy: null, readiness: { tcpSocket: { port: 5672 } } }
const seed = (name: string): Sample => ({
  image: 'rabbitmq:4.2.1',
  conf: `cluster_formation.k8s.seed_node = ${name}`,
})

export default rows({
  valid: [
    { name: 'from 0', manifests: cluster({ image: 'rabbitmq:4.2.1' }) },
    { name: 'both from 1', manifests: from(1, { conf: `${key} = 1` }) },
    { name: 'another pod than the first, which start together', manifests: from(0, { conf: `${key} = 2` }) },
    {
      name: 'in order, and ready before they have joined',
      manifests: from(0, { conf: `${key} = 2`, podManagementPolicy: null }),
    },
    {
      name: 'no probe',
      manifests: from(0, { conf: `${key} = 2`, podManagementPolicy: null, readiness: null }),
    },
    { name: 'a release that asks the API server', manifests: from(1, { image: 'rabbitmq:4.0.9' }) },
    {
      name: 'a node of the set by name',
      manifests: cluster(seed('rabbit@rabbitmq-1.rabbitmq-headless.mq.svc.cluster.local')),
    },
    { name: 'no backend', manifests: from(1, { discovery: '' }) },
    { name: 'scaled to nothing', manifests: from(1, { replicas: 0 }) },
    { name: 'a Deployment', manifests: cluster({ image: 'rabbitmq:4.2.1', kind: 'Deployment' }) },
    {
      name: 'a name with a dot, of which another rule speaks',
      manifests: from(1).replace('  name: rabbitmq\n', '  name: my.rabbitmq\n'),
    },
    {
      name: 'configuration that was not seen',
      manifests: from(1, { without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'from 1, and nobody says so',
      manifests: from(1),
      findings: [
        {
          severity: 'error',
          text: '1',
          message: /^rabbitmq-0 is to found the cluster, and rabbitmq-1 is the first node there is$/,
          why: /none boots$/,
          help: /ordinal_start = 1 in rabbitmq\.conf$/,
          fix: 'safe',
        },
      ],
      after: from(1, { conf: `${key} = 1` }),
    },
    {
      name: 'from 0, and the key says 5',
      manifests: from(0, { conf: `${key} = 5` }),
      findings: [{ severity: 'error', inner: key, text: '5', fix: 'safe' }],
      fixed: from(0, { conf: `${key} = 0` }),
    },
    {
      name: 'in order, and the first is not ready before it has joined',
      manifests: from(0, { ...ordered, conf: `${key} = 1` }),
      findings: [
        {
          severity: 'error',
          inner: key,
          text: '1',
          message: /starts when rabbitmq-0 is ready$/,
          why: /^rabbitmq-0 waits for it/,
        },
      ],
      fixed: from(0, { ...ordered, conf: `${key} = 0` }),
    },
    {
      name: 'one node',
      manifests: from(3, { replicas: 1 }),
      findings: [{ severity: 'error', text: '3', why: /^the node waits for it for ever/ }],
      after: from(3, { replicas: 1, conf: `${key} = 3` }),
    },
    {
      name: 'one name for the node',
      manifests: cluster({
        image: 'rabbitmq:4.2.1',
        replicas: 1,
        nodeName: 'rabbit@rabbitmq-2.rabbitmq-headless.mq.svc.cluster.local',
      }),
      findings: [
        {
          severity: 'error',
          text: '"rabbit@rabbitmq-2.',
          message: /^rabbitmq-0 is to found the cluster, and rabbitmq-2 is the first node there is$/,
          help: /ordinal_start = 2 in/,
        },
      ],
    },
    {
      name: 'a number in a Secret',
      manifests: from(0, { conf: `${key} = 77`, filesIn: 'Secret' }),
      findings: [
        {
          severity: 'error',
          inner: key,
          message: /^another node is to found the cluster, and rabbitmq-0 is the first node there is$/,
        },
      ],
    },
    {
      name: 'a name in a Secret',
      manifests: cluster({ ...seed('hunter2'), filesIn: 'Secret' }),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.k8s.seed_node',
          message: /^a node that the configuration names is to found the cluster/,
        },
      ],
    },
    {
      name: 'a namespace that nobody knows',
      manifests: from(1, { namespace: '', nodeName: 'rabbit@$(MY_POD_NAME).$(MY_POD_NAMESPACE)' }),
      findings: [{ severity: 'error', text: '1', message: /^rabbitmq-0 is to found/ }],
    },
    {
      name: 'a node of no pod by name',
      manifests: cluster(seed('rabbit@rabbitmq-0')),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.k8s.seed_node',
          text: 'rabbit@rabbitmq-0',
          message: /is none of the nodes of rabbitmq$/,
          help: /^name rabbit@rabbitmq-0\.rabbitmq-headless\.mq\.svc\.cluster\.local, or leave/,
          fix: 'none',
        },
      ],
      after: cluster({ image: 'rabbitmq:4.2.1' }),
    },
  ],
})
