import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const slice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: 'by-hand',
    namespace: 'mq',
    labels: { 'kubernetes.io/service-name': 'rabbitmq-headless' },
  },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.0.0.1'], hostname: 'rabbitmq-0' }],
}
const endpoints = {
  apiVersion: 'v1',
  kind: 'Endpoints',
  metadata: { name: 'rabbitmq-headless', namespace: 'mq' },
  subsets: [{ addresses: [{ ip: '10.0.0.1', hostname: 'rabbitmq-0' }] }],
}

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
      name: 'a governing Service without selector whose EndpointSlices are written',
      manifests: cluster({ selector: null, objects: [slice] }),
    },
    {
      name: 'a governing Service without selector whose Endpoints are written',
      manifests: cluster({ selector: null, objects: [endpoints] }),
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
      name: 'a governing Service without selector',
      manifests: cluster({ selector: null }),
      findings: [
        {
          severity: 'warning',
          message:
            /^Service rabbitmq-headless governs StatefulSet rabbitmq and has no selector: it selects no pod$/,
          why: /^unless something else writes its EndpointSlices, no pod gets a stable name$/,
          help: /^select the labels of the pods: app: rabbitmq$/,
          path: '/spec/selector',
        },
      ],
    },
    {
      name: 'one without selector, and pods without labels',
      manifests: cluster({
        selector: null,
        objects: [
          {
            kind: 'StatefulSet',
            metadata: { name: 'rabbitmq' },
            spec: { selector: null, template: { metadata: { labels: null } } },
          },
        ],
      }),
      findings: [
        {
          severity: 'warning',
          help: /^give the pods labels, and the Service a selector of them$/,
          path: '/spec/selector',
        },
        { severity: 'warning', message: /^Service rabbitmq-client selects no pod/, path: '/spec/selector' },
      ],
    },
    {
      name: 'one without selector, of a single node',
      manifests: cluster({ selector: null, replicas: 1 }),
      findings: [{ severity: 'info', message: /has no selector/, path: '/spec/selector' }],
    },
    {
      name: 'one replica of a release that does not boot without peers',
      manifests: cluster({ selector: { app: 'rabbit' }, replicas: 1, image: 'rabbitmq:3.11.28' }),
      findings: [
        {
          severity: 'error',
          why: /no node is in them: the node refuses to boot after five minutes$/,
          path: '/spec/selector',
        },
      ],
    },
    {
      name: 'one replica of a release that boots alone',
      manifests: cluster({ selector: { app: 'rabbit' }, replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/selector', why: /the node boots alone/ }],
    },
    {
      name: 'the Service of the node names, which another one governs',
      manifests: cluster({
        serviceName: 'none',
        selector: { app: 'rabbit' },
        discovery: 'listeners.tcp.default = 5672',
      }),
      findings: [
        { severity: 'error', path: '/spec/selector', why: /^node names lie below it, and it has no pods/ },
      ],
    },
    {
      name: 'names by IP that discovery does not look up',
      manifests: cluster({
        selector: { app: 'rabbit' },
        nodeName: 'rabbit@$(MY_POD_IP)',
        image: 'rabbitmq:4.1.3',
      }),
      findings: [{ severity: 'error', path: '/spec/selector', why: /none of them gets a stable name$/ }],
    },
    {
      name: 'a name without the cluster domain: that node does not boot',
      manifests: cluster({
        selector: { app: 'rabbit' },
        nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq-headless.mq',
        image: 'rabbitmq:4.1.3',
        replicas: 1,
      }),
      findings: [{ severity: 'error', path: '/spec/selector', why: /cannot resolve even its own name$/ }],
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
      name: 'pods without labels',
      manifests: cluster({
        objects: [
          {
            kind: 'StatefulSet',
            metadata: { name: 'rabbitmq' },
            spec: { selector: null, template: { metadata: { labels: null } } },
          },
        ],
      }),
      findings: [
        {
          severity: 'error',
          help: /^give the pods the labels that the Service selects$/,
          path: '/spec/selector',
        },
        { severity: 'warning', help: /^give the pods the labels/, path: '/spec/selector' },
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
