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
  ],
  invalid: [
    {
      name: 'the full name',
      manifests: cluster({ service: { clusterIP: 'None' } }),
      findings: [{ severity: 'warning', path: '/spec/publishNotReadyAddresses', fix: 'additive' }],
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
      findings: [{ severity: 'warning', text: 'false' }],
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
      findings: [{ severity: 'error', why: /cannot resolve itself/, path: '/spec/publishNotReadyAddresses' }],
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
      name: 'node names by IP',
      manifests: cluster({ service: { clusterIP: 'None' }, nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [{ severity: 'info', path: '/spec/publishNotReadyAddresses' }],
    },
  ],
})
