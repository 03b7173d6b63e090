import { chartValues, cluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const typed = (type: string): string => `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.service_name = rabbitmq-headless${type === '' ? '' : `\ncluster_formation.k8s.address_type = ${type}`}
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`

export default rows({
  valid: [
    { name: 'the default name, by host name too', manifests: cluster({ nodeName: null }) },
    {
      name: 'a chart that names the nodes',
      manifests: yaml(chartValues({ extraConfiguration: 'cluster_formation.k8s.address_type = ip' })),
    },
    { name: 'host names both', manifests: cluster() },
    {
      name: 'addresses both',
      manifests: cluster({ nodeName: 'rabbit@$(MY_POD_IP)', discovery: typed('ip') }),
    },
    {
      name: 'from 4.1 nothing reads it',
      manifests: cluster({ image: 'rabbitmq:4.1.3', discovery: typed('ip') }),
    },
    {
      name: 'by a variable',
      manifests: cluster({ discovery: typed(''), env: { K8S_ADDRESS_TYPE: 'hostname' } }),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'ip for host names',
      manifests: cluster({ discovery: typed('ip') }),
      findings: [
        {
          severity: 'error',
          message: /^the address type is ip, but nodes are named rabbit@<pod>/,
          text: 'ip',
          why: /each node boots alone, one cluster per pod/,
          fix: 'safe',
        },
      ],
      fixed: cluster({ discovery: typed('hostname') }),
    },
    {
      name: 'left at its default',
      manifests: cluster({ discovery: typed('') }),
      findings: [{ message: /is left at ip/, inner: 'cluster_formation.k8s.address_type' }],
      fixed: cluster({ discovery: typed(''), conf: 'cluster_formation.k8s.address_type = hostname' }),
    },
    {
      name: 'host names for addresses',
      manifests: cluster({ nodeName: 'rabbit@$(MY_POD_IP)', discovery: typed('hostname') }),
      findings: [{ severity: 'error', text: 'hostname', fix: 'none' }],
    },
    {
      name: 'by a variable, which wins over the key',
      manifests: cluster({ env: { K8S_ADDRESS_TYPE: 'ip' } }),
      findings: [{ severity: 'error', text: '"ip"', help: /^set K8S_ADDRESS_TYPE to hostname/, fix: 'none' }],
    },
    {
      name: 'the default name, which DNS knows',
      manifests: cluster({ nodeName: null, discovery: typed('ip') }),
      findings: [
        {
          severity: 'error',
          text: 'ip',
          message: /^the address type is ip, but nodes are named rabbit@<host name of the pod>$/,
          help: /^set cluster_formation\.k8s\.address_type = hostname$/,
          fix: 'safe',
        },
      ],
      fixed: cluster({ nodeName: null, discovery: typed('hostname') }),
    },
    {
      name: 'the default name, which nobody finds',
      manifests: cluster({ nodeName: null, longNames: null, discovery: typed('') }),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.k8s.address_type',
          help: /^set .* = hostname, and RABBITMQ_NODENAME and RABBITMQ_USE_LONGNAME so that/,
          fix: 'none',
        },
      ],
      after: cluster({ discovery: typed('hostname') }),
    },
    {
      name: 'the default name, which nobody finds, by a variable',
      manifests: cluster({ nodeName: null, longNames: null, env: { K8S_ADDRESS_TYPE: 'ip' } }),
      findings: [
        { severity: 'error', text: '"ip"', help: /^set K8S_ADDRESS_TYPE .* nobody finds short ones$/ },
      ],
    },
    {
      name: 'one replica that boots alone anyway',
      manifests: cluster({ discovery: typed('ip'), replicas: 1 }),
      findings: [{ severity: 'info', text: 'ip', why: /the node boots alone/ }],
    },
    {
      name: 'one replica of a release that does not boot where it is not listed',
      manifests: cluster({ discovery: typed('ip'), replicas: 1, image: 'rabbitmq:3.12.14' }),
      findings: [{ severity: 'error', text: 'ip', why: /the node refuses to boot after five minutes$/ }],
    },
  ],
})
