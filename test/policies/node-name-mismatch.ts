import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const suffix = (text: string): string => `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.hostname_suffix = ${text}`

export default rows({
  valid: [
    { name: 'all agree', manifests: cluster() },
    {
      name: 'the namespace from the pod',
      manifests: cluster({
        nodeName: null,
        env: {
          NS: { fieldRef: { fieldPath: 'metadata.namespace' } },
          RABBITMQ_NODENAME: 'rabbit@$(MY_POD_NAME).rabbitmq-headless.$(NS).svc.cluster.local',
        },
      }),
    },
    { name: 'names by IP', manifests: cluster({ nodeName: 'rabbit@$(MY_POD_IP)' }) },
    { name: 'the default name', manifests: cluster({ nodeName: null }) },
    {
      name: 'from 4.1 nothing reads the suffix',
      manifests: cluster({ image: 'rabbitmq:4.1.3', discovery: suffix('.wrong') }),
    },
    {
      name: 'the suffix as a variable',
      manifests: cluster({
        discovery:
          'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.address_type = hostname',
        env: { K8S_HOSTNAME_SUFFIX: '.rabbitmq-headless.mq.svc.cluster.local' },
      }),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'another Service in the name',
      manifests: cluster({ nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq.mq.svc.cluster.local' }),
      findings: [
        { severity: 'error', message: /but Service rabbitmq-headless governs the pods$/, text: '"rabbit@' },
      ],
    },
    {
      name: 'another namespace in the name',
      manifests: cluster({ nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq-headless.default.svc.cluster.local' }),
      findings: [
        {
          severity: 'error',
          message: /but the pods are in namespace mq$/,
          text: '"rabbit@$(MY_POD_NAME).rabbitmq-headless.default.s',
        },
      ],
    },
    {
      name: 'another suffix',
      manifests: cluster({ discovery: suffix('.rabbitmq-headless.mq.svc.cluster.lokal') }),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.k8s.hostname_suffix',
          text: '.rabbitmq-headless.mq.svc.cluster.lokal',
          fix: 'safe',
        },
      ],
      fixed: cluster({ discovery: suffix('.rabbitmq-headless.mq.svc.cluster.local') }),
    },
    {
      name: 'no suffix',
      manifests: cluster({
        discovery:
          'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.address_type = hostname\ncluster_formation.k8s.service_name = rabbitmq-headless',
      }),
      findings: [
        {
          severity: 'error',
          message: /^discovery adds no suffix/,
          text: '"rabbit@$(MY_POD_NAME).rabbitmq-headless.mq.svc.cl',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a variable wins over the file',
      manifests: cluster({ env: { K8S_HOSTNAME_SUFFIX: '.other' } }),
      findings: [{ message: /^discovery adds \.other/, text: '".other"' }],
    },
    {
      name: 'no @: a prefix that differs per pod',
      manifests: cluster({ nodeName: '$(MY_POD_NAME)' }),
      findings: [{ severity: 'error', message: /without @$/, text: '"$(MY_POD_NAME)"' }],
    },
  ],
})
