import { chartValues, cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

/** The first takes the place of the port of AMQP. */
const clients = (
  { name: _, ...port }: { readonly [key: string]: string | number },
  ...more: readonly object[]
) => ({
  kind: 'Service',
  metadata: { name: 'rabbitmq-client' },
  spec: { ports: [{ name: 'amqp', ...port }, ...more] as never },
})
const management = { name: 'management', port: 15672 }
const amqp = { name: 'second', port: 5672 }
const first = (port: number) =>
  service('first', { selector: { 'statefulset.kubernetes.io/pod-name': 'rabbitmq-0' }, ports: [{ port }] })

export default rows({
  valid: [
    { name: 'AMQP', manifests: cluster() },
    { name: 'AMQP over TLS', manifests: cluster({ objects: [clients({ name: 'amqps', port: 5671 })] }) },
    {
      name: 'by a name',
      manifests: cluster({ objects: [clients({ name: 'x', port: 80, targetPort: 'amqp' })] }),
    },
    {
      name: 'under another number',
      manifests: cluster({ objects: [clients({ name: 'x', port: 80, targetPort: 5672 })] }),
    },
    {
      name: 'where the broker listens',
      manifests: cluster({
        conf: 'listeners.tcp.default = 5673',
        objects: [clients({ name: 'x', port: 5673 })],
      }),
    },
    { name: 'one for each pod', manifests: cluster({ objects: [clients(management), first(5672)] }) },
    {
      name: 'on the network of the machine',
      manifests: cluster({ objects: [clients(management)], pod: { hostNetwork: true } }),
    },
    {
      name: 'a port of the machine',
      manifests: cluster({
        objects: [clients(management)],
        container: { ports: [{ name: 'amqp', containerPort: 5672, hostPort: 5672 }] },
      }),
    },
    { name: 'the operator makes it', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    { name: 'the chart makes it', manifests: yaml(chartValues()) },
    {
      name: 'a template that was not rendered may hold it',
      manifests: {
        'a.yaml': cluster({ without: ['Service'] }),
        'svc.yaml':
          '{{- if .Values.on }}\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n',
      },
      gap: /svc\.yaml was not read/,
    },
  ],
  invalid: [
    {
      name: 'management only',
      manifests: cluster({ objects: [clients(management)] }),
      findings: [
        {
          severity: 'warning',
          message: /^no Service of rabbitmq has port 5672, on which the broker listens for AMQP$/,
          why: /^clients have no address that outlives a pod$/,
          help: /^add port 5672 to a Service/,
          path: '/spec/ports',
        },
      ],
      after: cluster({ objects: [clients(management, amqp)] }),
    },
    {
      name: 'no Service at all, on a single node',
      manifests: cluster({
        kind: 'Deployment',
        replicas: 1,
        without: ['Service'],
        nodeName: null,
        discovery: '',
      }),
      findings: [{ severity: 'warning', message: /^no Service selects the pods of rabbitmq/, path: '/kind' }],
    },
    {
      name: 'only files were named',
      manifests: cluster({ without: ['Service'] }),
      options: { complete: false },
      findings: [{ severity: 'warning', path: '/kind' }],
    },
    {
      name: 'ports of MQTT',
      manifests: cluster({ objects: [clients({ name: 'mqtt', port: 1883 })] }),
      findings: [{ severity: 'info', path: '/spec/ports', why: /those of other protocols have one$/ }],
    },
    {
      name: 'the plugin of streams',
      manifests: cluster({ objects: [clients(management)], plugins: '[rabbitmq_stream].' }),
      findings: [{ severity: 'info', path: '/spec/ports' }],
    },
    {
      name: 'only one pod, by another port',
      manifests: cluster({ objects: [clients(management), first(15672)] }),
      findings: [{ severity: 'warning', path: '/spec/ports' }],
    },
  ],
})
