import { cluster, service } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const headless = (namespace: string, selector: object = { app: 'rabbitmq' }) =>
  service(
    'rabbitmq-headless',
    { clusterIP: 'None', publishNotReadyAddresses: true, selector, ports: [{ port: 4369 }] } as never,
    { namespace },
  )
const clients = service('rabbitmq-client', { selector: { app: 'rabbitmq' }, ports: [{ port: 5672 }] })
const withService = (namespace: string, sample: object = {}): string =>
  cluster({ without: ['Service'], objects: [headless(namespace), clients], ...sample })
const files = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'rabbitmq', namespace },
  data: { enabled_plugins: '[rabbitmq_management].\n', 'rabbitmq.conf': 'disk_free_limit.absolute = 2GB\n' },
})
const rights = (namespace: string): string =>
  `${cluster({ without: ['Role', 'RoleBinding'] })}---\n${cluster({
    only: ['Role', 'RoleBinding'],
  }).replaceAll('namespace: mq\nr', `namespace: ${namespace}\nr`)}`
const asking = {
  discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = ip
cluster_formation.k8s.service_name = rabbitmq-asked`,
  nodeName: 'rabbit@$(MY_POD_IP)',
} as const
const asked = (namespace: string) =>
  service('rabbitmq-asked', { selector: { app: 'rabbitmq' }, ports: [{ port: 4369 }] }, { namespace })

export default rows({
  valid: [
    { name: 'all in one', manifests: cluster() },
    {
      name: 'no namespace is written',
      manifests: cluster({ without: ['Service'], objects: [headless('')] }),
    },
    {
      name: 'of a RabbitMQ that is there itself',
      manifests: `${cluster({ without: ['Service'] })}---\n${cluster({ namespace: 'other' })}`,
    },
    {
      name: 'for other pods',
      manifests: cluster({ without: ['Service'], objects: [headless('other', { app: 'shop' })] }),
    },
    {
      name: 'in several namespaces',
      manifests: cluster({ without: ['Service'], objects: [headless('a'), headless('b')] }),
    },
    {
      name: 'a ConfigMap that the pods do without',
      manifests: cluster({
        pod: { volumes: [{ name: 'more', configMap: { name: 'extra', optional: true } }] },
        objects: [{ ...files('other'), metadata: { name: 'extra', namespace: 'other' } }],
      }),
    },
    {
      name: 'rights that nobody asks for',
      manifests: rights('default').replace('rabbitmq:3.13.7', 'rabbitmq:4.2.1'),
    },
  ],
  invalid: [
    {
      name: 'the governing Service',
      manifests: withService('default'),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-headless is in namespace default, and the pods of rabbitmq are in mq$/,
          why: /^without it no pod has a DNS record/,
          help: /^put it into namespace mq$/,
          path: '/metadata/namespace',
          text: 'default',
        },
      ],
      after: withService('mq'),
    },
    {
      name: 'the governing Service of nodes that are named by IP',
      manifests: withService('default', { nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [{ severity: 'warning', path: '/metadata/namespace' }],
    },
    {
      name: 'the governing Service of one node',
      manifests: withService('default', { replicas: 1, nodeName: null, discovery: '' }),
      findings: [{ severity: 'info', path: '/metadata/namespace' }],
    },
    {
      name: 'the Service that discovery asks for',
      manifests: cluster({ ...asking, objects: [asked('default')] }),
      findings: [
        {
          severity: 'error',
          path: '/metadata/namespace',
          why: /^peer discovery asks for it .* a 404: each node boots alone/,
        },
      ],
      after: cluster({ ...asking, objects: [asked('mq')] }),
    },
    {
      name: 'the ConfigMap of the configuration, also of one node',
      manifests: cluster({ replicas: 1, without: ['ConfigMap'], objects: [files('default')] }),
      findings: [{ severity: 'error', path: '/metadata/namespace', why: /^the pods do not start/ }],
    },
    {
      name: 'Role and binding',
      manifests: rights('default'),
      findings: [
        {
          severity: 'error',
          message: /^Role/,
          path: '/metadata/namespace',
          why: /gets a 403: each node boots alone/,
        },
        { severity: 'error', message: /^RoleBinding/, path: '/metadata/namespace' },
      ],
      after: rights('mq'),
    },
    {
      name: 'only files were named',
      manifests: withService('default'),
      options: { complete: false },
      findings: [{ severity: 'warning', path: '/metadata/namespace' }],
    },
    {
      name: 'moved by a kustomization',
      manifests: {
        'kustomization.yaml': 'resources: [set, rest.yaml]\n',
        'set/kustomization.yaml': 'namespace: prod\nresources: [set.yaml]\n',
        'set/set.yaml': cluster({ only: ['StatefulSet'] }),
        'rest.yaml': cluster({ without: ['StatefulSet', 'ConfigMap', 'Role', 'RoleBinding'] }),
      },
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-headless is in namespace mq/,
          path: '/metadata/namespace',
        },
      ],
    },
  ],
})
