import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

/** What a fix adds at the end. */
const headless = { kind: 'Service', metadata: { name: 'rabbitmq-headless' }, spec: { clusterIP: 'None' } }

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
      name: 'NodePort: a Service of its own is needed',
      manifests: cluster({ service: { type: 'NodePort' } }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          why: /until then the other nodes cannot resolve them$/,
          fix: 'none',
          help: /for spec\.serviceName, RABBITMQ_NODENAME, cluster_formation\.k8s\.service_name, cluster_formation\.k8s\.hostname_suffix, and/,
        },
      ],
    },
    {
      name: 'ready once booted, and named by a variable',
      manifests: cluster({
        service: { type: 'NodePort' },
        readiness: { tcpSocket: { port: 5672 } },
        env: { K8S_SERVICE_NAME: 'rabbitmq-headless' },
      }),
      findings: [
        {
          severity: 'error',
          path: '/spec/clusterIP',
          why: /breaks at a full restart, not today$/,
          help: /RABBITMQ_NODENAME, K8S_SERVICE_NAME, cluster_formation\.k8s\.hostname_suffix, and/,
        },
      ],
    },
    {
      name: 'nothing else names it',
      manifests: cluster({ service: { type: 'NodePort' }, image: 'rabbitmq:4.1.3', nodeName: null }),
      findings: [{ severity: 'warning', path: '/spec/clusterIP', help: /for spec\.serviceName, and keep/ }],
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
