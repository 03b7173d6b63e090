import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

/** What a fix adds at the end. */
const headless = { kind: 'Service', metadata: { name: 'rabbitmq-headless' }, spec: { clusterIP: 'None' } }
const published = {
  ...headless,
  spec: { clusterIP: 'None', publishNotReadyAddresses: true },
}

const nodes = (name: string) =>
  service(name, {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: { app: 'rabbitmq' },
    ports: [{ name: 'epmd', port: 4369 }],
  })
/** The governing Service with a port that its clients know by another number: without an address it would lead to none. */
const mapped = {
  kind: 'Service',
  metadata: { name: 'rabbitmq-headless' },
  spec: { ports: [{ name: 'http', port: 80, targetPort: 15672 }] },
}
/** The one Service of a cluster: as in the first official examples, it governs and lets in clients. */
const one = (spec: JsonObject, ports: readonly JsonObject[], more: readonly JsonObject[] = []): string =>
  cluster({
    without: ['Service'],
    objects: [service('rabbitmq-headless', { ...spec, selector: { app: 'rabbitmq' }, ports }), ...more],
  })
const [amqp, epmd] = [
  { name: 'amqp', port: 5672 },
  { name: 'epmd', port: 4369 },
]
/** A Service with annotations that governs, and another of a name like its own. */
const balanced = (spec: JsonObject, name: string, ...parts: readonly JsonObject[]): string =>
  cluster({
    without: ['Service'],
    serviceName: 'rabbitmq-headless',
    objects: [
      service('rabbitmq-headless-client', { ports: [epmd] }),
      {
        ...service(name, { ...spec, selector: { app: 'rabbitmq' }, ports: [amqp] }),
        metadata: { name, namespace: 'mq', annotations: { 'cloud.example.com/internal': 'yes' } },
      },
      ...parts,
    ],
  })
const forClients = service('rabbitmq-outside', {
  type: 'NodePort',
  selector: { app: 'rabbitmq' },
  ports: [{ name: 'amqp', port: 5672 }],
})
/** The sample with another Service that governs it, and the first one left as it is. */
const governedBy = (name: string, type: string): string =>
  cluster({
    service: { type },
    objects: [nodes(name), mapped],
    serviceName: name,
    nodeName: `rabbit@$(MY_POD_NAME).${name}.mq.svc.cluster.local`,
    discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = ${name}
cluster_formation.k8s.hostname_suffix = .${name}.mq.svc.cluster.local`,
  })
/** Every name by way of one variable. */
const byVariables = (name: string, type: string): string =>
  cluster({
    service: { type },
    objects: name === 'rabbitmq-headless' ? [mapped] : [nodes(name), mapped],
    serviceName: name,
    nodeName: null,
    env: {
      K8S_SERVICE_NAME: name,
      RABBITMQ_NODENAME: 'rabbit@$(MY_POD_NAME).$(K8S_SERVICE_NAME).mq.svc.cluster.local',
      K8S_HOSTNAME_SUFFIX: '.$(K8S_SERVICE_NAME).mq.svc.cluster.local',
    },
    discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname`,
  })

const withoutDomain = {
  nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq-headless.mq',
  discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq`,
} as const

export default rows({
  valid: [
    { name: 'headless', manifests: cluster() },
    {
      name: 'made by the operator',
      manifests: yaml(rabbitmqCluster({ replicas: 3 })),
    },
    { name: 'not seen', manifests: cluster({ without: ['Service'] }) },
  ],
  invalid: [
    {
      name: 'an alias governs the pods',
      manifests: cluster({ service: { type: 'ExternalName', externalName: 'mq.example.org' } }),
      findings: [
        {
          severity: 'error',
          message: /is of type ExternalName, which gives pods no names$/,
          path: '/spec/type',
          why: /^no pod has a DNS record: /,
          help: /^put clusterIP: None, publishNotReadyAddresses: true and a selector of the pods in place of type: ExternalName$/,
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'cluster IP, host names, three replicas',
      manifests: cluster({ service: { type: 'ClusterIP', publishNotReadyAddresses: true } }),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-headless governs StatefulSet rabbitmq/,
          path: '/spec/clusterIP',
          text: 'spec',
          why: /^CoreDNS answers/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ service: { type: 'ClusterIP', publishNotReadyAddresses: true }, objects: [headless] }),
    },
    {
      name: 'only between nodes, and not published before they are ready',
      manifests: cluster({ service: { type: 'ClusterIP' } }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          help: /^set clusterIP: None and publishNotReadyAddresses: true \(immutable/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ service: { type: 'ClusterIP' }, objects: [published] }),
    },
    {
      name: 'a port that clients know by another number: a Service of its own is needed',
      manifests: cluster({ service: { type: 'NodePort' }, objects: [mapped] }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          why: /until then the other nodes cannot resolve them$/,
          fix: 'none',
          help: /name it in RABBITMQ_NODENAME, cluster_formation\.k8s\.service_name, cluster_formation\.k8s\.hostname_suffix and spec\.serviceName \(.*; where nodes have data/,
        },
      ],
      after: governedBy('rabbitmq-nodes', 'NodePort'),
    },
    {
      name: 'NodePort, and no client comes in by it',
      manifests: cluster({ service: { type: 'NodePort' } }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          help: /^set type: ClusterIP, clusterIP: None and publishNotReadyAddresses: true \(immutable/,
          fix: 'unsafe',
        },
      ],
      after: cluster({ objects: [forClients] }),
      fixed: cluster({
        service: { type: 'ClusterIP' },
        objects: [{ ...published, spec: { clusterIP: 'None', publishNotReadyAddresses: true } }],
      }),
    },
    {
      name: 'NodePort, published before the pods are ready',
      manifests: cluster({ service: { type: 'NodePort', publishNotReadyAddresses: true } }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          help: /^set type: ClusterIP and clusterIP: None \(immutable/,
        },
      ],
    },
    {
      name: 'clients come in by it: they get a Service of their own',
      manifests: one({ type: 'NodePort' }, [{ ...amqp, nodePort: 30672 }, epmd]),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          help: /, and let clients in by a Service of their own: then the nodes keep their names$/,
          fix: 'unsafe',
        },
      ],
      fixed: one(
        { type: 'ClusterIP' },
        [amqp, epmd],
        [
          published,
          service('rabbitmq-headless-client', {
            type: 'NodePort',
            selector: { app: 'rabbitmq' },
            ports: [{ ...amqp, nodePort: 30672 }],
          }),
        ],
      ),
    },
    {
      name: 'of a load balancer, with what its cloud reads, and a Service of the name that the fix would take',
      manifests: balanced({ type: 'LoadBalancer', loadBalancerIP: '10.0.0.9' }, 'rabbitmq-headless'),
      findings: [{ severity: 'error', path: '/spec/clusterIP', fix: 'unsafe' }],
      fixed: balanced({ type: 'ClusterIP' }, 'rabbitmq-headless', published).concat(
        '---\n',
        balanced({ type: 'LoadBalancer', loadBalancerIP: '10.0.0.9' }, 'rabbitmq-headless-client-2')
          .split('---\n')
          .find(text => text.includes('client-2')) ?? '',
      ),
    },
    {
      name: 'clients come in by it, and by another',
      manifests: one(
        { type: 'ClusterIP' },
        [amqp],
        [service('all', { ports: [amqp], selector: { app: 'rabbitmq' } })],
      ),
      findings: [{ severity: 'error', path: '/spec/clusterIP', help: /again\)$/, fix: 'unsafe' }],
    },
    {
      name: 'an Ingress leads to it',
      manifests: one(
        { type: 'ClusterIP' },
        [{ name: 'http', port: 15672 }],
        [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'Ingress',
            metadata: { name: 'ui', namespace: 'mq' },
            spec: { defaultBackend: { service: { name: 'rabbitmq-headless', port: { number: 15672 } } } },
          },
        ],
      ),
      findings: [
        { severity: 'error', path: '/spec/clusterIP', help: /^add a headless Service/, fix: 'none' },
      ],
    },
    {
      name: 'everything by variables, as in an official example',
      manifests: byVariables('rabbitmq-headless', 'NodePort'),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          help: /^add a headless Service .* name it in K8S_SERVICE_NAME and spec\.serviceName/,
        },
      ],
      after: byVariables('rabbitmq-nodes', 'NodePort'),
    },
    {
      name: 'a headless Service is there beside it',
      manifests: cluster({ service: { type: 'NodePort' }, objects: [nodes('rabbitmq-nodes'), mapped] }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          help: /^name Service rabbitmq-nodes, which is headless, in/,
        },
      ],
      after: governedBy('rabbitmq-nodes', 'NodePort'),
    },
    {
      name: 'data that does not outlive a pod',
      manifests: cluster({
        service: { type: 'NodePort' },
        objects: [mapped],
        storage: 'emptyDir',
        replicas: 1,
      }),
      findings: [{ severity: 'info', path: '/spec/clusterIP', help: /restart the pods\)$/ }],
    },
    {
      name: 'by an override of what the operator makes',
      manifests: yaml(
        rabbitmqCluster(
          { replicas: 3, override: { statefulSet: { spec: { serviceName: 'own' } } } },
          { namespace: 'mq' },
        ),
        service('own', { selector: { 'app.kubernetes.io/name': 'rmq' }, ports: [{ port: 5672 }] }),
      ),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          help: /^name Service rmq-nodes, which is headless, in spec\.override\.statefulSet/,
        },
      ],
    },
    {
      name: 'ready once booted, and named by a variable',
      manifests: cluster({
        service: { type: 'NodePort' },
        objects: [mapped],
        readiness: { tcpSocket: { port: 5672 } },
        env: { K8S_SERVICE_NAME: 'rabbitmq-headless' },
      }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          why: /breaks at a full restart, not today$/,
          help: /RABBITMQ_NODENAME, K8S_SERVICE_NAME, cluster_formation\.k8s\.hostname_suffix and spec/,
        },
      ],
    },
    {
      name: 'nothing else names it',
      manifests: cluster({
        service: { type: 'NodePort' },
        objects: [mapped],
        image: 'rabbitmq:4.1.3',
        nodeName: null,
      }),
      findings: [
        { severity: 'warning', path: '/spec/clusterIP', help: /name it in spec\.serviceName \(immutable/ },
      ],
    },
    {
      name: 'names without the cluster domain, ready by ping',
      manifests: cluster({ service: { type: 'ClusterIP' }, ...withoutDomain }),
      findings: [{ severity: 'error', path: '/spec/clusterIP', why: /^DNS knows a pod only while/ }],
    },
    {
      name: 'names without the cluster domain, published before the pods are ready',
      manifests: cluster({
        service: { type: 'ClusterIP', publishNotReadyAddresses: true },
        ...withoutDomain,
      }),
      findings: [{ severity: 'error', path: '/spec/clusterIP', why: /^CoreDNS .* even its own name$/ }],
    },
    {
      name: 'one node that is ready once it has booted, and boots once it is ready',
      manifests: cluster({
        service: { type: 'ClusterIP' },
        ...withoutDomain,
        readiness: { tcpSocket: { port: 5672 } },
        replicas: 1,
      }),
      findings: [{ severity: 'error', path: '/spec/clusterIP', why: /even its own name$/ }],
    },
    {
      name: 'short names, which no other pod knows',
      manifests: cluster({ service: { type: 'ClusterIP' }, nodeName: null, longNames: null }),
      findings: [{ severity: 'warning', path: '/spec/clusterIP', why: /short node names are known to no/ }],
    },
    {
      name: 'short names that a search domain completes',
      manifests: cluster({
        service: { type: 'ClusterIP' },
        nodeName: null,
        longNames: null,
        pod: { dnsConfig: { searches: ['rabbitmq-headless.mq.svc.cluster.local'] } },
      }),
      findings: [{ severity: 'warning', path: '/spec/clusterIP', why: /cannot resolve them$/ }],
    },
    {
      name: 'long names that the pod makes itself',
      manifests: cluster({ service: { type: 'ClusterIP' }, nodeName: null }),
      findings: [{ severity: 'warning', path: '/spec/clusterIP', why: /cannot resolve them$/ }],
    },
    {
      name: 'node names by IP',
      manifests: cluster({ service: { type: 'ClusterIP' }, nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [{ severity: 'warning', path: '/spec/clusterIP', why: /named by address do without/ }],
    },
    {
      name: 'one replica, prepared for more',
      manifests: cluster({ service: { type: 'ClusterIP' }, replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/clusterIP', why: /one node does without/ }],
    },
    {
      name: 'a single node for development',
      manifests: cluster({
        service: { type: 'ClusterIP' },
        replicas: 1,
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
      }),
      findings: [{ severity: 'info', path: '/spec/clusterIP' }],
    },
    {
      name: 'in a file of its own',
      manifests: {
        'a/sts.yaml': cluster({ without: ['Service'] }),
        'b/svc.yaml': yaml(
          service('rabbitmq-headless', {
            type: 'ClusterIP',
            selector: { app: 'rabbitmq' },
            ports: [{ port: 4369 }],
          }),
        ),
      },
      findings: [{ severity: 'error', path: '/spec/clusterIP' }],
    },
  ],
})
