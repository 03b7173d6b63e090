import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const byAddress = (sample: Sample = {}): string =>
  cluster({
    nodeName: 'rabbit@$(MY_POD_IP)',
    discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = ip
cluster_formation.k8s.service_name = rabbitmq-headless`,
    ...sample,
  })
const node = '"rabbit@$(MY_POD_IP)"'

export default rows({
  valid: [
    { name: 'names of pods', manifests: cluster() },
    {
      name: 'one node whose data goes with its pod anyway',
      manifests: byAddress({ replicas: 1, discovery: '', storage: 'none' }),
    },
    {
      name: 'an address without @, which is only a prefix',
      manifests: byAddress({ nodeName: '$(MY_POD_IP)' }),
    },
  ],
  invalid: [
    {
      name: 'with claims',
      manifests: byAddress(),
      findings: [
        {
          severity: 'error',
          text: node,
          message: /^the node name of rabbitmq is rabbit@<pod IP>$/,
          why: /empty data directory beside the old one/,
          help: /^set RABBITMQ_NODENAME to rabbit@\$\(MY_POD_NAME\)\.rabbitmq-headless\.mq\.svc\.<cluster domain>, cluster_formation\.k8s\.address_type to hostname, cluster_formation\.k8s\.hostname_suffix to \.rabbitmq-headless\.mq\.svc\.<cluster domain>$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'below a Service that nobody asked for pods that are not ready',
      manifests: byAddress({ service: { clusterIP: 'None' } }),
      findings: [
        {
          severity: 'error',
          text: node,
          help: /; and publishNotReadyAddresses: true in Service rabbitmq-headless$/,
        },
      ],
      after: cluster({ service: { clusterIP: 'None', publishNotReadyAddresses: true } }),
    },
    {
      name: 'under another name before the @',
      manifests: byAddress({ nodeName: 'mq@$(MY_POD_IP)' }),
      findings: [{ severity: 'error', text: '"mq@$(MY_POD_IP)"', help: /^set RABBITMQ_NODENAME to mq@\$\(/ }],
    },
    {
      name: 'without data that lasts',
      manifests: byAddress({ storage: 'emptyDir', image: 'rabbitmq:3.8.9' }),
      findings: [{ severity: 'warning', text: node, why: /the old name stays a member/ }],
      after: cluster({ storage: 'emptyDir', image: 'rabbitmq:3.8.9' }),
    },
    {
      name: 'a release before peer discovery',
      manifests: byAddress({
        storage: 'emptyDir',
        image: 'pivotalrabbitmq/rabbitmq-autocluster',
        discovery: '',
        container: {
          env: [
            { name: 'AUTOCLUSTER_TYPE', value: 'k8s' },
            { name: 'K8S_SERVICE_NAME', value: 'rabbitmq-headless' },
          ],
        },
      }),
      findings: [
        {
          severity: 'warning',
          text: node,
          help: /, K8S_ADDRESS_TYPE to hostname, K8S_HOSTNAME_SUFFIX to \.rabbitmq-headless\.mq\.svc\.<cluster domain>$/,
        },
      ],
    },
    {
      name: 'a release that goes by ordinals',
      manifests: byAddress({ storage: 'emptyDir', image: 'rabbitmq:4.1.2' }),
      findings: [{ severity: 'error', text: node, why: /^peer discovery looks for .* no node boots$/ }],
      after: cluster({ storage: 'emptyDir', image: 'rabbitmq:4.1.2' }),
    },
    {
      name: 'one replica of such a release',
      manifests: byAddress({ replicas: 1, image: 'rabbitmq:4.1.2' }),
      findings: [{ severity: 'error', text: node, why: /the node never boots$/ }],
    },
    {
      name: 'one node with a claim',
      manifests: byAddress({ replicas: 1, discovery: '' }),
      findings: [{ severity: 'info', text: node, why: /queues, messages and users stay behind/ }],
    },
    {
      name: 'one node of a Deployment',
      manifests: byAddress({ kind: 'Deployment', replicas: 1, discovery: '' }),
      findings: [{ severity: 'info', text: node, help: /^leave the variable out, and set a hostname/ }],
      after: cluster({
        kind: 'Deployment',
        replicas: 1,
        discovery: '',
        nodeName: null,
        longNames: null,
        pod: { hostname: 'rabbitmq' },
      }),
    },
    {
      name: 'a Deployment of several',
      manifests: byAddress({ kind: 'Deployment', storage: 'emptyDir' }),
      findings: [{ severity: 'warning', text: node, help: /^make it a StatefulSet/ }],
    },
    {
      name: 'no variable with the name of the pod, settings by variables',
      manifests: byAddress({
        storage: 'emptyDir',
        nodeName: 'rabbit@$(MY_POD_IP)',
        longNames: null,
        serviceName: null,
        env: { K8S_ADDRESS_TYPE: 'ip' },
        container: { env: [{ name: 'MY_POD_NAME', value: 'x', valueFrom: null }] },
      }),
      findings: [
        {
          severity: 'warning',
          text: node,
          help: /rabbit@\$\(POD\)\.<governing Service>\.mq\.svc\.<cluster domain>, POD being a variable from metadata\.name, RABBITMQ_USE_LONGNAME to true, K8S_ADDRESS_TYPE to hostname, cluster/,
        },
      ],
    },
  ],
})
