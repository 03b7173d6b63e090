import { cluster, service } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    { name: 'the Service is there', manifests: cluster() },
    { name: 'no serviceName at all', manifests: cluster({ serviceName: null }) },
    {
      name: 'a client of RabbitMQ',
      manifests:
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: app}\nspec: {serviceName: none, template: {spec: {containers: [{name: app, image: "shop:1.0", env: [{name: RABBITMQ_HOST, value: rabbitmq}]}]}}}\n',
    },
    {
      name: 'declared as made elsewhere',
      manifests: cluster({ without: ['Service'] }),
      options: { externalResources: [{ kind: 'Service', name: 'rabbitmq-*' }] },
      gap: /made elsewhere/,
    },
    {
      name: 'a template that was not rendered may hold it',
      manifests: {
        'sts.yaml': cluster({ without: ['Service'] }),
        'svc.yaml':
          '{{- if .Values.on }}\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n',
      },
      gap: /svc\.yaml was not read/,
    },
  ],
  invalid: [
    {
      name: 'one replica that cannot resolve its own name',
      manifests: cluster({ serviceName: 'none', replicas: 1 }),
      findings: [{ severity: 'error', text: 'none', why: /even its own name, and does not boot$/ }],
    },
    {
      name: 'no node at all, as long as it is scaled to none',
      manifests: cluster({ serviceName: 'none', replicas: 0 }),
      findings: [{ severity: 'info', text: 'none' }],
    },
    {
      name: 'one replica whose hosts file has its name, and that discovery leaves alone',
      manifests: cluster({ without: ['Service'], replicas: 1 }),
      findings: [{ severity: 'info', text: 'rabbitmq-headless', why: /404: the node boots alone/ }],
    },
    {
      name: 'one replica that discovery does not let boot',
      manifests: cluster({ without: ['Service'], replicas: 1, image: 'rabbitmq:3.12.14' }),
      findings: [
        {
          severity: 'error',
          text: 'rabbitmq-headless',
          why: /404: the node refuses to boot after five minutes$/,
        },
      ],
    },
    {
      name: 'node names by IP, and the Service that discovery asks for',
      manifests: cluster({
        serviceName: 'none',
        nodeName: 'rabbit@$(MY_POD_IP)',
        discovery:
          'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.service_name = none',
        image: 'rabbitmq:3.8.9',
      }),
      findings: [
        {
          severity: 'warning',
          text: 'none',
          why: /404: each node tries ten times in five seconds and does not boot$/,
        },
      ],
    },
    {
      name: 'node names by IP, where discovery goes by names',
      manifests: cluster({
        serviceName: 'none',
        nodeName: 'rabbit@$(MY_POD_IP)',
        image: 'rabbitmq:4.1.3',
      }),
      findings: [{ severity: 'error', text: 'none', why: /^peer discovery goes by the names/ }],
    },
    {
      name: 'nothing of that name',
      manifests: cluster({ without: ['Service'] }),
      findings: [
        {
          severity: 'error',
          message: /rabbitmq-headless, which is to govern it$/,
          path: '/spec/serviceName',
          text: 'rabbitmq-headless',
          fix: 'unsafe',
        },
      ],
      after: cluster(),
    },
    {
      name: 'the nodes are named below a Service that is there',
      manifests: cluster({ serviceName: 'rabbit-nodes' }),
      findings: [
        {
          severity: 'error',
          text: 'rabbit-nodes',
          help: /^the names of the nodes lie below Service rabbitmq-headless: name it in spec\.serviceName/,
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'the nodes are named below another Service that is not headless: one more would leave them without names',
      manifests: cluster({ serviceName: 'rabbit-nodes', service: { type: 'ClusterIP' } }),
      findings: [
        { severity: 'error', text: 'rabbit-nodes', help: /^add a Service rabbit-nodes/, fix: 'none' },
      ],
    },
    {
      name: 'only files were named',
      manifests: cluster({ without: ['Service'] }),
      options: { complete: false },
      findings: [{ severity: 'warning', text: 'rabbitmq-headless' }],
    },
    {
      name: 'node names by IP',
      manifests: cluster({ serviceName: 'none', nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [{ severity: 'warning', text: 'none', why: /^the pods have no stable names/ }],
    },
    {
      name: 'one node for development',
      manifests: cluster({
        serviceName: 'none',
        replicas: 1,
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
      }),
      findings: [{ severity: 'info', text: 'none', why: /one node does without/ }],
    },
    {
      name: 'a Service of the same name elsewhere',
      manifests: cluster({
        without: ['Service'],
        objects: [service('rabbitmq-headless', { clusterIP: 'None' }, { namespace: 'other' })],
      }),
      findings: [{ severity: 'error', text: 'rabbitmq-headless' }],
    },
    {
      name: 'a broken document of another kind hides nothing',
      manifests: {
        'sts.yaml': cluster({ without: ['Service'] }),
        'cm.yaml': 'kind: ConfigMap\nmetadata: [\n',
      },
      findings: [{ severity: 'error', text: 'rabbitmq-headless' }],
    },
  ],
})
