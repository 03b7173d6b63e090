import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const shop = (labels: object, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'mq', ...more },
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'shop', image: 'shop:1.0' }] } },
  },
})
const beside = (labels: object, sample: object = {}): string =>
  cluster({ ...sample, objects: [shop(labels)] } as never)
const old = { image: 'rabbitmq:4.0.9' } as const
const metrics = service('all', { selector: { app: 'rabbitmq' }, ports: [{ name: 'metrics', port: 9100 }] })

export default rows({
  valid: [
    { name: 'pods of their own', manifests: beside({ app: 'shop' }) },
    {
      name: 'one label of two',
      manifests: beside({ app: 'rabbitmq' }, { selector: { app: 'rabbitmq', tier: 'mq' } }).replaceAll(
        'selector:\n    app: rabbitmq\n  ports:\n    - name: amqp',
        'selector:\n    app: none\n  ports:\n    - name: amqp',
      ),
    },
    {
      name: 'in another namespace',
      manifests: cluster({
        objects: [{ ...shop({ app: 'rabbitmq' }), metadata: { name: 'shop', namespace: 'web' } } as never],
      }),
    },
    {
      name: 'a Service for the metrics of all pods',
      manifests: cluster({
        objects: [shop({ app: 'rabbitmq' }) as never, metrics],
        without: ['Service'],
      }),
    },
    {
      name: 'Services that the operator makes',
      manifests: yaml(
        rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }),
        shop({ 'app.kubernetes.io/name': 'rmq' }) as never,
      ),
    },
  ],
  invalid: [
    {
      name: 'the Service that discovery reads, and the one for clients',
      manifests: beside({ app: 'rabbitmq' }, old),
      findings: [
        {
          severity: 'error',
          message:
            /^Service rabbitmq-headless selects the pods of StatefulSet rabbitmq, and those of Deployment shop$/,
          why: /a pod without a host name there stops it/,
          path: '/spec/selector',
        },
        {
          severity: 'warning',
          message: /^Service rabbitmq-client/,
          why: /^who connects through it/,
          path: '/spec/selector',
        },
      ],
      after: beside({ app: 'shop' }, old),
    },
    {
      name: 'discovery by addresses',
      manifests: beside(
        { app: 'rabbitmq' },
        {
          ...old,
          nodeName: 'rabbit@$(MY_POD_IP)',
          discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.service_name = rabbitmq-headless`,
        },
      ),
      findings: [
        { severity: 'error', why: /tries to join what is none of this cluster$/, path: '/spec/selector' },
        { severity: 'warning', path: '/spec/selector' },
      ],
    },
    {
      name: 'discovery that asks nobody',
      manifests: beside({ app: 'rabbitmq' }, { image: 'rabbitmq:4.2.1' }),
      findings: [
        { severity: 'warning', path: '/spec/selector' },
        { severity: 'warning', path: '/spec/selector' },
      ],
    },
    {
      name: 'a single node',
      manifests: beside({ app: 'rabbitmq' }, { replicas: 1, discovery: '', nodeName: null }),
      findings: [
        { severity: 'warning', path: '/spec/selector' },
        { severity: 'warning', path: '/spec/selector' },
      ],
    },
    {
      name: 'a second RabbitMQ with the same labels',
      manifests: `${cluster({ image: 'rabbitmq:4.2.1' })}---\n${cluster({ only: ['StatefulSet'], replicas: 1, image: 'rabbitmq:4.2.1' }).replace('name: rabbitmq\n', 'name: second\n')}`,
      findings: [
        {
          severity: 'warning',
          message: /of StatefulSet rabbitmq, and those of StatefulSet second$/,
          path: '/spec/selector',
        },
        {
          severity: 'warning',
          message: /of StatefulSet second, and those of StatefulSet rabbitmq$/,
          path: '/spec/selector',
        },
        { severity: 'warning', path: '/spec/selector' },
        { severity: 'warning', path: '/spec/selector' },
      ],
    },
    {
      name: 'a Deployment as the broker',
      manifests: cluster({
        kind: 'Deployment',
        replicas: 1,
        nodeName: null,
        objects: [shop({ app: 'rabbitmq' }) as never],
      }),
      findings: [
        { severity: 'error', path: '/spec/selector' },
        { severity: 'warning', path: '/spec/selector' },
      ],
    },
    {
      name: 'labels by a kustomization',
      manifests: {
        'kustomization.yaml': 'commonLabels: {part: of-it}\nresources: [rabbitmq.yaml]\n',
        'rabbitmq.yaml': beside({ app: 'rabbitmq' }, { image: 'rabbitmq:4.2.1' }),
      },
      findings: [
        { severity: 'warning', path: '/spec/selector' },
        { severity: 'warning', path: '/spec/selector' },
      ],
    },
  ],
})
