import { cluster, secret } from '../../policies/sample.ts'
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
      name: 'short names: all behind the first dot goes',
      manifests: cluster({ nodeName: 'rabbit@$(MY_POD_NAME)', longNames: null }),
    },
    {
      name: 'short names with more than that of the pod',
      manifests: cluster({
        nodeName: 'rabbit@$(MY_POD_NAME)-mq',
        longNames: null,
        discovery: suffix('-mq.rabbitmq-headless.mq.svc'),
      }),
    },
    {
      name: 'a suffix without dot that nothing reads any more',
      manifests: cluster({
        nodeName: null,
        longNames: null,
        image: 'rabbitmq:4.1.3',
        discovery: suffix('mq'),
      }),
    },
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
      name: 'another Service in the name than one that is not there',
      manifests: cluster({
        nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq.mq.svc.cluster.local',
        without: ['Service'],
      }),
      findings: [
        {
          severity: 'error',
          message: /but serviceName is rabbitmq-headless$/,
          why: /^DNS would know the pods below rabbitmq-headless, if that were there: no node/,
          text: '"rabbit@',
        },
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
          why: /^no node finds its name: each node boots alone/,
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
      findings: [
        {
          message: /^discovery adds \.other/,
          text: '".other"',
          help: /^set K8S_HOSTNAME_SUFFIX to \.rabbitmq/,
        },
      ],
    },
    {
      name: 'a variable from a Secret',
      manifests: cluster({
        env: { K8S_HOSTNAME_SUFFIX: { secretKeyRef: { name: 'names', key: 'suffix' } } },
        objects: [secret('names', { stringData: { suffix: '.hunter2' } })],
      }),
      findings: [{ message: /^discovery adds something else, but/, text: 'name: K8S_HOSTNAME_SUFFIX' }],
    },
    {
      name: 'one replica of a release that does not boot where it is not listed',
      manifests: cluster({ discovery: suffix('.other'), replicas: 1, image: 'rabbitmq:3.12.14' }),
      findings: [{ severity: 'error', text: '.other', why: /the node refuses to boot after five minutes$/ }],
    },
    {
      name: 'short names, and a suffix that does not begin with a dot',
      manifests: cluster({
        nodeName: 'rabbit@$(MY_POD_NAME)',
        longNames: null,
        discovery: suffix('rabbitmq-headless.mq.svc.cluster.local'),
        image: 'rabbitmq:3.8.9',
      }),
      findings: [
        {
          severity: 'error',
          text: 'rabbitmq-headless.mq.svc.cluster.local',
          message: /^discovery looks for <pod>rabbitmq-headless, but nodes have the short name of the pod$/,
          why: /each node boots alone/,
          help: /hostname_suffix = \.rabbitmq-headless\.mq/,
          fix: 'safe',
        },
      ],
      fixed: cluster({
        nodeName: 'rabbit@$(MY_POD_NAME)',
        longNames: null,
        discovery: suffix('.rabbitmq-headless.mq.svc.cluster.local'),
        image: 'rabbitmq:3.8.9',
      }),
    },
    {
      name: 'default names, and a suffix that does not begin with a dot',
      manifests: cluster({
        nodeName: null,
        longNames: null,
        discovery: suffix('rabbitmq-headless.mq.svc'),
        image: 'rabbitmq:3.12.14',
      }),
      findings: [
        { severity: 'error', text: 'rabbitmq-headless.mq.svc', why: /each node refuses to boot after five/ },
      ],
    },
    {
      name: 'short names, and a suffix from a Secret that does not begin with a dot',
      manifests: cluster({
        nodeName: null,
        longNames: null,
        env: { K8S_HOSTNAME_SUFFIX: { secretKeyRef: { name: 'names', key: 'suffix' } } },
        objects: [secret('names', { stringData: { suffix: 'hunter2' } })],
      }),
      findings: [
        {
          severity: 'error',
          text: 'name: K8S_HOSTNAME_SUFFIX',
          message: /^discovery looks for short names with/,
        },
      ],
    },
    {
      name: 'no @: a prefix that differs per pod',
      manifests: cluster({ nodeName: '$(MY_POD_NAME)' }),
      findings: [
        {
          severity: 'error',
          message: /without @$/,
          text: '"$(MY_POD_NAME)"',
          help: /\.rabbitmq-headless\.<namespace>/,
        },
      ],
    },
    {
      name: 'no @ on one node',
      manifests: cluster({ nodeName: '$(MY_POD_NAME)', replicas: 1 }),
      findings: [
        {
          severity: 'info',
          text: '"$(MY_POD_NAME)"',
          why: /a second one would not/,
          help: /^leave the variable/,
        },
      ],
    },
    {
      name: 'no @ on a Deployment, which no Service governs',
      manifests: cluster({ kind: 'Deployment', nodeName: '$(MY_POD_NAME)' }),
      findings: [{ severity: 'error', text: '"$(MY_POD_NAME)"', help: /^leave the variable/ }],
    },
  ],
})
