import { cluster, helmRelease, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const discovery = `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless`
const short = (sample: Sample = {}): string =>
  cluster({ nodeName: null, longNames: null, discovery, ...sample })
const hook = (command: string): Sample => ({
  container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', command] } } } },
})

export default rows({
  valid: [
    { name: 'long names of pods', manifests: cluster() },
    { name: 'the long host name of the pod', manifests: cluster({ nodeName: null }) },
    {
      name: 'one node, nothing prepared for more',
      manifests: short({ replicas: 1, discovery: '' }),
    },
    { name: 'nothing joins the nodes', manifests: short({ discovery: '' }) },
    {
      name: 'a search domain of its own',
      manifests: short({ pod: { dnsConfig: { searches: ['rabbitmq-headless.mq.svc.cluster.local'] } } }),
    },
    { name: 'a host name that is the full one', manifests: short({ pod: { setHostnameAsFQDN: true } }) },
    {
      name: 'entries for the hosts file',
      manifests: short({ pod: { hostAliases: [{ ip: '10.0.0.1', hostnames: ['rabbitmq-0'] }] } }),
    },
    {
      name: 'a hook that adds a search domain',
      manifests: short(hook('echo search rabbitmq-headless.mq.svc.cluster.local >> /etc/resolv.conf')),
    },
    { name: 'a hook that edits the hosts file', manifests: short(hook('sed -i s/a/b/ /etc/hosts')) },
    { name: 'a Deployment, whose pods have no names in DNS', manifests: short({ kind: 'Deployment' }) },
    { name: 'the node by itself', manifests: short({ nodeName: 'rabbit@localhost' }) },
    { name: 'a part before the @ that differs', manifests: short({ nodeName: '$(MY_POD_NAME)' }) },
    { name: 'names by address', manifests: short({ nodeName: 'rabbit@$(MY_POD_IP)', longNames: 'true' }) },
    { name: 'an operator names the nodes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'names of machines',
      manifests: short({ pod: { hostNetwork: true } }),
      gap: /^nodes take the names of their machines/,
    },
    {
      name: 'configuration that was not seen',
      manifests: short({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'nothing written',
      manifests: short(),
      findings: [
        {
          severity: 'error',
          path: '/spec/template/spec/containers/0/env/RABBITMQ_USE_LONGNAME',
          message: /^the node names of rabbitmq are short: rabbit@<pod>$/,
          why: /each node boots alone, one cluster per pod$/,
          help: /^set RABBITMQ_NODENAME to .*, RABBITMQ_USE_LONGNAME to true, cluster_formation\.k8s\.hostname_suffix to \.rabbitmq/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'a search domain of something else',
      manifests: short({ pod: { dnsConfig: { searches: ['example.com'] } } }),
      findings: [{ severity: 'error', path: '/spec/template/spec/containers/0/env/RABBITMQ_USE_LONGNAME' }],
    },
    {
      name: 'one replica for now',
      manifests: short({ replicas: 1 }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/containers/0/env/RABBITMQ_USE_LONGNAME',
          why: /a second node would not join this one$/,
        },
      ],
      after: cluster({ replicas: 1 }),
    },
    {
      name: 'long names switched off, no Service and no namespace',
      manifests: short({ longNames: 'false', serviceName: null, namespace: '' }),
      findings: [
        {
          severity: 'error',
          text: '"false"',
          help: /\.<governing Service>\.<namespace>\.svc\.<cluster domain>/,
        },
      ],
    },
    {
      name: 'the name of the pod',
      manifests: short({ nodeName: 'mq@$(MY_POD_NAME)' }),
      findings: [{ severity: 'error', text: '"mq@$(MY_POD_NAME)"', message: /short: mq@<pod>$/ }],
    },
    {
      name: 'the name of one pod for all',
      manifests: short({ replicas: 1, longNames: 'false', nodeName: 'rabbit@rabbitmq-0' }),
      findings: [{ severity: 'warning', text: '"false"', message: /short: rabbit@rabbitmq-0$/ }],
    },
    {
      name: 'a part before the @ alone',
      manifests: short({ nodeName: 'mq' }),
      findings: [{ severity: 'error', text: '"mq"', message: /short: mq@<pod>$/ }],
    },
    {
      name: 'a release that goes by ordinals',
      manifests: short({
        image: 'rabbitmq:4.2.1',
        discovery: 'cluster_formation.peer_discovery_backend = k8s',
      }),
      findings: [
        {
          severity: 'error',
          path: '/spec/template/spec/containers/0/env/RABBITMQ_USE_LONGNAME',
          why: /wait for it for ever$/,
          help: /^set RABBITMQ_NODENAME to [^,]*, RABBITMQ_USE_LONGNAME to true$/,
        },
      ],
      after: cluster({
        image: 'rabbitmq:4.2.1',
        discovery: 'cluster_formation.peer_discovery_backend = k8s',
      }),
    },
    {
      name: 'a list of nodes',
      manifests: short({ discovery: 'cluster_formation.classic_config.nodes.1 = rabbit@rabbitmq-0' }),
      findings: [
        {
          severity: 'error',
          path: '/spec/template/spec/containers/0/env/RABBITMQ_USE_LONGNAME',
          why: /boots alone/,
        },
      ],
    },
    {
      name: 'settings for a cluster without a backend',
      manifests: short({ discovery: 'cluster_formation.k8s.address_type = hostname' }),
      findings: [{ severity: 'error', path: '/spec/template/spec/containers/0/env/RABBITMQ_USE_LONGNAME' }],
    },
    ...(
      [
        ['bitnami', '12.0.4', 'clustering', 'addressType', 'ip', 'hostname'],
        ['cloudpirates', '0.21.18', 'peerDiscoveryK8sPlugin', 'useLongname', false, true],
        ['groundhog2k', '2.3.6', 'clustering', 'useLongName', false, true],
      ] as const
    ).map(([repository, version, map, key, short, long]) => {
      const values = (value: boolean | string): string =>
        yaml(
          helmRelease(repository, version, {
            replicaCount: 3,
            podManagementPolicy: 'Parallel',
            ...(repository === 'groundhog2k' ? { k8sPeerDiscoveryPlugin: { enabled: true } } : {}),
            [map]: { ...(repository === 'cloudpirates' ? { enabled: true } : {}), [key]: value },
          }),
        )
      return {
        name: `the chart of ${repository}`,
        manifests: values(short),
        findings: [
          {
            severity: 'error' as const,
            path: `/spec/values/${map}/${key}`,
            help: new RegExp(`^set ${map}\\.${key}: ${long}$`),
          },
        ],
        after: values(long),
      }
    }),
  ],
})
