import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const tcp = { tcpSocket: { port: 5672 } }
const short = 'rabbit@$(MY_POD_NAME).rabbitmq-headless.mq'
const operatorForm =
  'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.address_type = hostname\ncluster_formation.k8s.service_name = rabbitmq-headless\ncluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq'

export default rows({
  valid: [
    { name: 'published', manifests: cluster() },
    {
      name: 'published by the older annotation',
      manifests: cluster({
        service: { clusterIP: 'None' },
        objects: [
          {
            kind: 'Service',
            metadata: {
              name: 'rabbitmq-headless',
              annotations: { 'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'true' },
            },
          },
        ],
      }),
    },
    { name: 'not headless: another rule says so', manifests: cluster({ service: { type: 'ClusterIP' } }) },
    {
      name: 'a single node',
      manifests: cluster({
        service: { clusterIP: 'None' },
        replicas: 1,
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
      }),
    },
    {
      name: 'names by address, which no record of a pod is asked for',
      manifests: cluster({ service: { clusterIP: 'None' }, nodeName: 'rabbit@$(MY_POD_IP)' }),
    },
    {
      name: 'nodes that nothing joins: none of them asks for another',
      manifests: cluster({ service: { clusterIP: 'None' }, discovery: '', nodeName: null, longNames: null }),
    },
  ],
  invalid: [
    {
      name: 'the full name',
      manifests: cluster({ service: { clusterIP: 'None' } }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/publishNotReadyAddresses',
          why: /until then the other nodes cannot resolve it$/,
          fix: 'additive',
        },
      ],
      fixed: cluster({
        service: { clusterIP: 'None' },
        objects: [
          {
            kind: 'Service',
            metadata: { name: 'rabbitmq-headless' },
            spec: { publishNotReadyAddresses: true },
          },
        ],
      }),
    },
    {
      name: 'false',
      manifests: cluster({ service: { clusterIP: 'None', publishNotReadyAddresses: false } }),
      findings: [{ severity: 'warning', text: 'false', fix: 'unsafe' }],
      fixed: cluster({ service: { clusterIP: 'None', publishNotReadyAddresses: true } }),
    },
    {
      name: 'a name without the cluster domain, ready once booted',
      manifests: cluster({
        service: { clusterIP: 'None' },
        nodeName: short,
        discovery: operatorForm,
        readiness: tcp,
      }),
      findings: [
        { severity: 'error', why: /is not Ready before it boots$/, path: '/spec/publishNotReadyAddresses' },
      ],
    },
    {
      name: 'the same on one replica: it does not boot either',
      manifests: cluster({
        service: { clusterIP: 'None' },
        nodeName: short,
        discovery: operatorForm,
        readiness: tcp,
        replicas: 1,
      }),
      findings: [{ severity: 'error', path: '/spec/publishNotReadyAddresses' }],
    },
    {
      name: 'the full name, ready once booted',
      manifests: cluster({ service: { clusterIP: 'None' }, readiness: tcp }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/publishNotReadyAddresses',
          why: /^after a full stop the nodes wait/,
        },
      ],
    },
    {
      name: 'a name without the cluster domain, ready by ping',
      manifests: cluster({ service: { clusterIP: 'None' }, nodeName: short, discovery: operatorForm }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/publishNotReadyAddresses',
          why: /cannot resolve even its own name$/,
        },
      ],
    },
    {
      name: 'one replica, prepared for more',
      manifests: cluster({ service: { clusterIP: 'None' }, replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/publishNotReadyAddresses', why: /one node does without/ }],
    },
    {
      name: 'names by IP, before discovery listed pods that are not ready',
      manifests: cluster({
        service: { clusterIP: 'None' },
        nodeName: 'rabbit@$(MY_POD_IP)',
        image: 'rabbitmq:3.8.9',
      }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/publishNotReadyAddresses',
          why: /that start together do not see/,
        },
      ],
    },
    {
      name: 'one replica with a name by IP, before discovery listed pods that are not ready',
      manifests: cluster({
        service: { clusterIP: 'None' },
        nodeName: 'rabbit@$(MY_POD_IP)',
        image: 'rabbitmq:3.8.9',
        replicas: 1,
      }),
      findings: [
        {
          severity: 'info',
          path: '/spec/publishNotReadyAddresses',
          why: /^peer discovery .* one node does without$/,
        },
      ],
    },
    {
      name: 'short names',
      manifests: cluster({ service: { clusterIP: 'None' }, nodeName: null, longNames: null }),
      findings: [{ severity: 'warning', path: '/spec/publishNotReadyAddresses', why: /even then$/ }],
    },
  ],
})
