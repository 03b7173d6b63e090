import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, type Sample, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const values = (more: JsonObject = {}): JsonObject =>
  chartValues({ extraConfiguration: 'heartbeat = 60', ...more })

const management = { name: 'management', port: 15672, targetPort: 'management' }
const open = (spec: JsonObject, sample: Sample = {}): string =>
  cluster({
    ...sample,
    objects: [
      ...(sample.objects ?? []),
      service('rabbitmq-ui', { selector: { app: 'rabbitmq' }, ports: [management], ...spec }),
    ],
  })

const ingress = (
  spec: JsonObject,
  metadata: JsonObject = {},
  apiVersion = 'networking.k8s.io/v1',
): JsonObject => ({
  apiVersion,
  kind: 'Ingress',
  metadata: { name: 'ui', namespace: 'mq', ...metadata },
  spec,
})
const backend = { service: { name: 'rabbitmq-ui', port: { number: 15672 } } }
const rules = [{ host: 'mq.example.org', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }]
const route = (spec: JsonObject): JsonObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'ui', namespace: 'mq' },
  spec: { rules: [{ backendRefs: [{ name: 'rabbitmq-ui', port: 15672 }] }], ...spec },
})
const gateway = (...listeners: readonly JsonObject[]): JsonObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'mq' },
  spec: { listeners },
})
const http = { name: 'web', port: 80, protocol: 'HTTP' }
const https = { name: 'secure', port: 443, protocol: 'HTTPS' }
const attached = { parentRefs: [{ name: 'edge' }] }
const openShift = (spec: JsonObject): JsonObject => ({
  apiVersion: 'route.openshift.io/v1',
  kind: 'Route',
  metadata: { name: 'ui', namespace: 'mq' },
  spec: { to: { kind: 'Service', name: 'rabbitmq-ui' }, port: { targetPort: 'management' }, ...spec },
})
const mesh = (gateways: readonly string[]): JsonObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'ui', namespace: 'mq' },
  spec: {
    gateways,
    hosts: ['mq.example.org'],
    http: [
      { route: [{ destination: { host: 'rabbitmq-ui.mq.svc.cluster.local', port: { number: 15672 } } }] },
    ],
  },
})
const istio = (protocol: string): JsonObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'mq' },
  spec: { servers: [{ port: { number: 80, name: 'web', protocol }, hosts: ['*'] }] },
})
const operated = (spec: JsonObject): string => yaml(rabbitmqCluster(spec, { namespace: 'mq' }))
const through = (...objects: readonly JsonObject[]): string => open({}, { objects })

export default rows({
  valid: [
    { name: 'a Service inside', manifests: open({}) },
    {
      name: 'another port outside',
      manifests: open({ type: 'NodePort', ports: [{ name: 'amqp', port: 5672 }] }),
    },
    {
      name: 'its number for another port of the pods',
      manifests: open({ type: 'NodePort', ports: [{ name: 'amqp', port: 15672, targetPort: 5672 }] }),
    },
    { name: 'other pods', manifests: open({ type: 'NodePort', selector: { app: 'other' } }) },
    { name: 'the plugin is off', manifests: open({ type: 'NodePort' }, { plugins: '[].' }) },
    {
      name: 'the interface listens elsewhere',
      manifests: open({ type: 'NodePort' }, { conf: 'management.tcp.port = 8080' }),
    },
    {
      name: 'an Ingress to another port',
      manifests: through(
        ingress({ defaultBackend: { service: { name: 'rabbitmq-client', port: { name: 'amqp' } } } }),
      ),
    },
    {
      name: 'an Ingress of old to another port',
      manifests: through(
        ingress({ backend: { serviceName: 'rabbitmq-ui', servicePort: 'amqp' } }, {}, 'extensions/v1beta1'),
        ingress(
          { backend: { serviceName: 'rabbitmq-ui', servicePort: 5672 } },
          { name: 'other' },
          'extensions/v1beta1',
        ),
      ),
    },
    { name: 'an Ingress elsewhere', manifests: through(ingress({ rules }, { namespace: 'other' })) },
    { name: 'traffic inside a mesh', manifests: through(mesh(['mesh'])) },
    {
      name: 'a Gateway of Istio to another port',
      manifests: through(
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          metadata: { name: 'mq', namespace: 'mq' },
          spec: {
            gateways: ['edge'],
            tcp: [{ route: [{ destination: { host: 'rabbitmq-ui', port: { number: 5672 } } }] }],
          },
        },
        istio('TCP'),
      ),
    },
    {
      name: 'Ingresses that were not seen',
      manifests: {
        'mq.yaml': open({}),
        'ingress.yaml': 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: ui\n',
      },
      gap: /ingress\.yaml was not read and may hold a Ingress/,
    },
    { name: 'for the operator', manifests: operated({ service: { type: 'ClusterIP' } }) },
    {
      name: 'a chart that opens nothing',
      manifests: yaml(values()),
      gap: /render the chart/,
    },
    {
      name: 'a chart that leaves the port out',
      manifests: yaml(values({ service: { type: 'NodePort', managerPortEnabled: false } })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'by NodePort',
      manifests: open({ type: 'NodePort' }),
      findings: [
        {
          severity: 'warning',
          message:
            /^Service rabbitmq-ui of type NodePort opens port 15672, the management interface, to the out/,
          why: /^whoever reaches it can try passwords there$/,
          help: /^leave the port out of this Service; reach management by kubectl port-forward/,
          path: '/spec/ports/0',
          fix: 'unsafe',
        },
      ],
      after: open({}),
      fixed: open({ type: 'ClusterIP' }),
    },
    {
      name: 'by NodePort, among other ports',
      manifests: open({ type: 'NodePort', ports: [management, { name: 'amqp', port: 5672 }] }),
      findings: [{ severity: 'warning', path: '/spec/ports/0', fix: 'unsafe' }],
      fixed: open({ type: 'NodePort', ports: [{ name: 'amqp', port: 5672 }] }),
    },
    {
      name: 'by NodePort, where an Ingress comes by it too',
      manifests: open(
        { type: 'NodePort' },
        { objects: [ingress({ rules, tls: [{ hosts: ['*.example.org'], secretName: 'tls' }] })] },
      ),
      findings: [
        { severity: 'info', path: '/spec/rules/0/http/paths/0/backend/service/name' },
        { severity: 'warning', path: '/spec/ports/0', fix: 'none' },
      ],
    },
    {
      name: 'by LoadBalancer, one node, one finding for one Service',
      manifests: open(
        { type: 'LoadBalancer', ports: [management, { name: 'tls', port: 15671 }] },
        { replicas: 1 },
      ),
      findings: [
        { severity: 'warning', message: /of type LoadBalancer opens port 15672/, path: '/spec/ports/0' },
      ],
    },
    {
      name: 'by LoadBalancer, of one pod',
      manifests: open({
        type: 'LoadBalancer',
        selector: { 'statefulset.kubernetes.io/pod-name': 'rabbitmq-0' },
      }),
      findings: [{ severity: 'warning', path: '/spec/ports/0' }],
    },
    {
      name: 'by LoadBalancer, from some networks',
      manifests: open({ type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24'] }),
      findings: [
        { severity: 'info', why: /^whoever is in the networks that it lets in/, path: '/spec/ports/0' },
      ],
    },
    {
      name: 'by LoadBalancer, from all networks, where they are named',
      manifests: open({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8', '0.0.0.0/0'] }),
      findings: [{ severity: 'warning', path: '/spec/ports/0' }],
    },
    {
      name: 'at addresses of its own',
      manifests: open({ externalIPs: ['192.0.2.1'] }),
      findings: [
        { severity: 'warning', message: /rabbitmq-ui with externalIPs opens/, path: '/spec/ports/0' },
      ],
    },
    {
      name: 'where the interface was told to listen',
      manifests: open(
        { type: 'NodePort', ports: [{ name: 'ui', port: 80, targetPort: 8080 }] },
        { conf: 'management.tcp.port = 8080' },
      ),
      findings: [{ message: /opens port 8080, the management interface/, path: '/spec/ports/0' }],
    },
    {
      name: 'of a Deployment',
      manifests: open({ type: 'NodePort' }, { kind: 'Deployment', replicas: 1 }),
      findings: [{ severity: 'warning', help: /^leave the port out/, path: '/spec/ports/0' }],
    },
    {
      name: 'through an Ingress without TLS',
      manifests: through(ingress({ rules })),
      findings: [
        {
          severity: 'warning',
          message: /^Ingress ui opens port 15672/,
          why: /^names and passwords travel in plain text/,
          help: /^give it TLS/,
          path: '/spec/rules/0/http/paths/0/backend/service/name',
        },
      ],
    },
    {
      name: 'through an Ingress with TLS for another host',
      manifests: through(ingress({ rules, tls: [{ hosts: ['other.example.org'] }] })),
      findings: [{ severity: 'warning', path: '/spec/rules/0/http/paths/0/backend/service/name' }],
    },
    {
      name: 'through an Ingress with TLS',
      manifests: through(ingress({ rules, tls: [{ hosts: ['*.example.org'], secretName: 'tls' }] })),
      findings: [
        {
          severity: 'info',
          why: /^whoever reaches it can try passwords there$/,
          help: /^let in only those who need it, by their addresses/,
          path: '/spec/rules/0/http/paths/0/backend/service/name',
        },
      ],
    },
    {
      name: 'through an Ingress with a certificate of the cloud',
      manifests: through(
        ingress(
          { defaultBackend: backend },
          { annotations: { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:x' } },
        ),
      ),
      findings: [{ severity: 'info', path: '/spec/defaultBackend/service/name' }],
    },
    {
      name: 'through an Ingress of old',
      manifests: through(
        ingress(
          { backend: { serviceName: 'rabbitmq-ui', servicePort: 'management' } },
          {},
          'extensions/v1beta1',
        ),
      ),
      findings: [{ severity: 'warning', path: '/spec/backend/serviceName' }],
    },
    {
      name: 'through an HTTPRoute, in plain text',
      manifests: through(route(attached), gateway(http, https)),
      findings: [
        {
          severity: 'warning',
          message: /^HTTPRoute ui opens/,
          path: '/spec/rules/0/backendRefs/0/name',
        },
      ],
    },
    {
      name: 'through an HTTPRoute, encrypted',
      manifests: through(
        route({ parentRefs: [{ name: 'edge', sectionName: 'secure' }] }),
        gateway(http, https),
      ),
      findings: [{ severity: 'info', path: '/spec/rules/0/backendRefs/0/name' }],
    },
    {
      name: 'through an HTTPRoute of a Gateway that was not seen',
      manifests: through(route(attached)),
      findings: [{ severity: 'info', path: '/spec/rules/0/backendRefs/0/name' }],
      gap: /whether Gateway edge encrypts was not seen/,
    },
    {
      name: 'through a Route of OpenShift',
      manifests: through(openShift({})),
      findings: [{ severity: 'warning', message: /^Route ui opens/, path: '/spec/to/name' }],
    },
    {
      name: 'through a Route of OpenShift, encrypted',
      manifests: through(openShift({ tls: { termination: 'edge' } })),
      findings: [{ severity: 'info', path: '/spec/to/name' }],
    },
    {
      name: 'through a Gateway of Istio, in plain text',
      manifests: through(mesh(['edge']), istio('HTTP')),
      findings: [
        {
          severity: 'warning',
          message: /^VirtualService ui opens/,
          path: '/spec/http/0/route/0/destination/host',
        },
      ],
    },
    {
      name: 'through a Gateway of Istio, encrypted',
      manifests: through(mesh(['mq/edge']), istio('HTTPS')),
      findings: [{ severity: 'info', path: '/spec/http/0/route/0/destination/host' }],
    },
    {
      name: 'through a Gateway of Istio that was not seen',
      manifests: through(mesh(['istio-system/edge'])),
      findings: [{ severity: 'info', path: '/spec/http/0/route/0/destination/host' }],
      gap: /whether Gateway edge encrypts was not seen/,
    },
    {
      name: 'by the Service of the operator',
      manifests: operated({ service: { type: 'LoadBalancer' } }),
      findings: [
        {
          severity: 'warning',
          message: /^Service rmq of type LoadBalancer opens port 15672/,
          help: /^leave spec\.service\.type at ClusterIP, and open 5672 or 5671 by a Service of your own/,
          path: '/spec/service/type',
        },
      ],
      after: operated({ service: { type: 'ClusterIP' } }),
    },
    {
      name: 'by the Service of the operator, overridden',
      manifests: operated({
        tls: { secretName: 'tls', disableNonTLSListeners: true },
        override: { service: { spec: { type: 'NodePort' } } },
      }),
      findings: [{ message: /opens port 15671/, path: '/spec/override/service/spec/type' }],
    },
    {
      name: "by a Service for the operator's pods",
      manifests: yaml(
        rabbitmqCluster({}, { namespace: 'mq' }),
        service('ui', {
          type: 'NodePort',
          selector: { 'app.kubernetes.io/name': 'rmq' },
          ports: [{ port: 15672 }],
        }),
      ),
      findings: [{ message: /^Service ui of type NodePort/, path: '/spec/ports/0' }],
    },
    {
      name: 'by the Service of a chart',
      manifests: yaml(values({ service: { type: 'NodePort' } })),
      findings: [
        {
          severity: 'warning',
          message: /^service\.type NodePort opens port 15672/,
          help: /^leave service\.type at ClusterIP, and open/,
          path: '/service/type',
        },
      ],
      gap: /render the chart/,
    },
    {
      name: 'by the Ingress of a chart',
      manifests: yaml(values({ ingress: { enabled: true, hostname: 'mq.example.org' } })),
      findings: [{ severity: 'warning', message: /^the Ingress opens port 15672/, path: '/ingress/enabled' }],
      gap: /render the chart/,
    },
    {
      name: 'by the Ingress of a chart, encrypted',
      manifests: yaml(values({ ingress: { enabled: true, tls: true } })),
      findings: [{ severity: 'info', path: '/ingress/enabled' }],
      gap: /render the chart/,
    },
    {
      name: 'by the Service of the CloudPirates chart',
      manifests: yaml({
        replicaCount: 3,
        peerDiscoveryK8sPlugin: { enabled: true },
        service: { type: 'LoadBalancer' },
      }),
      findings: [{ severity: 'warning', path: '/service/type' }],
      gap: /render the chart/,
    },
  ],
})
