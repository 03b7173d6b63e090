import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    {
      name: 'labels that a patch of an overlay may set',
      manifests: {
        'base/rabbitmq.yaml': cluster({ selector: { app: 'rabbit' } }),
        'overlay/kustomization.yaml': 'resources: [../base/rabbitmq.yaml]\npatches:\n  - path: labels.yaml\n',
        'overlay/labels.yaml':
          'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: rabbitmq, namespace: mq}\nspec: {template: {metadata: {labels: {app: rabbit}}}}\n',
      },
      gap: /kustomize build/,
    },
    { name: 'all Services select the pods', manifests: cluster() },
    {
      name: 'the Service of another application',
      manifests: cluster({
        objects: [service('shop', { selector: { app: 'shop' }, ports: [{ port: 80 }] })],
      }),
    },
    {
      name: 'without selector: endpoints are written by hand',
      manifests: cluster({ objects: [service('outside', { ports: [{ port: 5672 }] })] }),
    },
    {
      name: 'one Service per pod',
      manifests: cluster({
        objects: [
          service('rabbitmq-0', {
            selector: { app: 'rabbitmq', 'statefulset.kubernetes.io/pod-name': 'rabbitmq-0' },
            ports: [{ port: 5672 }],
          }),
        ],
      }),
    },
    {
      name: 'pods made by the operator',
      manifests: yaml(
        rabbitmqCluster({ replicas: 3, image: null }),
        service(
          'rmq-lb',
          { selector: { 'app.kubernetes.io/name': 'rmq' }, ports: [{ port: 5672 }] },
          { namespace: null },
        ),
      ),
    },
  ],
  invalid: [
    {
      name: 'one replica of a release that does not boot without peers',
      manifests: cluster({ selector: { app: 'rabbit' }, replicas: 1, image: 'rabbitmq:3.11.28' }),
      findings: [{ severity: 'error', why: /finds no peer$/, path: '/spec/selector' }],
    },
    {
      name: 'one replica of a release that boots alone',
      manifests: cluster({ selector: { app: 'rabbit' }, replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/selector' }],
    },
    {
      name: 'the governing Service',
      manifests: cluster({ selector: { app: 'rabbit' } }),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-headless selects no pod/,
          path: '/spec/selector',
          help: /app: rabbitmq/,
        },
      ],
    },
    {
      name: 'a client Service that carries the name of the broker',
      manifests: cluster({
        objects: [service('amqp', { selector: { component: 'rabbitmq' }, ports: [{ port: 5672 }] })],
      }),
      findings: [{ severity: 'warning', message: /^Service amqp/, path: '/spec/selector' }],
    },
    {
      name: "the workload's own selector",
      manifests: cluster({
        objects: [
          {
            kind: 'StatefulSet',
            metadata: { name: 'rabbitmq' },
            spec: {
              selector: { matchLabels: { app: 'other' } },
              template: { metadata: { labels: { tier: 'mq' } } },
            },
          },
        ],
      }),
      findings: [
        {
          severity: 'error',
          message: /selects labels that its pod template does not carry/,
          path: '/spec/selector',
        },
      ],
    },
    {
      name: 'one node for development',
      manifests: cluster({
        selector: { app: 'rabbit' },
        replicas: 1,
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
      }),
      findings: [{ severity: 'info', path: '/spec/selector' }],
    },
  ],
})
