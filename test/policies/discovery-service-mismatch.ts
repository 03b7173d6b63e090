import { cluster, secret, service } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const asking = (service: string, type = 'hostname'): string => `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.address_type = ${type}
cluster_formation.k8s.service_name = ${service}
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`

export default rows({
  valid: [
    { name: 'the governing Service', manifests: cluster() },
    {
      name: 'by IP any Service that selects the pods will do',
      manifests: cluster({ discovery: asking('rabbitmq-client', 'ip') }),
    },
    {
      name: 'from 4.1 nobody is asked',
      manifests: cluster({ image: 'rabbitmq:4.1.3', discovery: asking('other') }),
    },
    {
      name: 'by host name, where no Service governs the pods',
      manifests: cluster({ kind: 'Deployment', discovery: asking('other') }),
    },
    {
      name: 'by what only the pods know',
      manifests: cluster({
        discovery: asking('rabbitmq-client'),
        env: { K8S_ADDRESS_TYPE: { fieldRef: { fieldPath: 'metadata.name' } } },
      }),
    },
    {
      name: 'another backend',
      manifests: cluster({
        discovery:
          'cluster_formation.peer_discovery_backend = dns\ncluster_formation.dns.hostname = rabbitmq-headless',
      }),
    },
    {
      name: 'the variable wins',
      manifests: cluster({ discovery: asking('other'), env: { K8S_SERVICE_NAME: 'rabbitmq-headless' } }),
    },
  ],
  invalid: [
    {
      name: 'the client Service',
      manifests: cluster({ discovery: asking('rabbitmq-client') }),
      findings: [{ severity: 'error', why: /badkey hostname/, text: 'rabbitmq-client', fix: 'safe' }],
      fixed: cluster({ discovery: asking('rabbitmq-headless') }),
    },
    {
      name: 'the default',
      manifests: cluster({
        discovery:
          'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.address_type = hostname\ncluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local',
      }),
      findings: [
        { message: /rabbitmq \(the default\)/, why: /404: each node boots alone/, text: 'k8s', fix: 'safe' },
      ],
      fixed: cluster({
        discovery:
          'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.address_type = hostname\ncluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local',
        conf: 'cluster_formation.k8s.service_name = rabbitmq-headless',
      }),
    },
    {
      name: 'by IP, a Service that is not there',
      manifests: cluster({ discovery: asking('nowhere', 'ip') }),
      findings: [
        { message: /selects none of the pods$/, why: /^the API server answers 404/, text: 'nowhere' },
      ],
    },
    {
      name: 'by IP, of a Deployment',
      manifests: cluster({
        kind: 'Deployment',
        nodeName: 'rabbit@$(MY_POD_IP)',
        discovery: asking('nowhere', 'ip'),
      }),
      findings: [{ text: 'nowhere', help: /^set cluster_formation\.k8s\.service_name = rabbitmq-headless$/ }],
      fixed: cluster({
        kind: 'Deployment',
        nodeName: 'rabbit@$(MY_POD_IP)',
        discovery: asking('rabbitmq-headless', 'ip'),
      }),
    },
    {
      name: 'by IP, and no Service selects the pods',
      manifests: cluster({
        kind: 'Deployment',
        nodeName: 'rabbit@$(MY_POD_IP)',
        discovery: asking('nowhere', 'ip'),
        without: ['Service'],
      }),
      findings: [{ text: 'nowhere', help: /to a Service that selects the pods$/, fix: 'none' }],
    },
    {
      name: 'by IP, a Service of other pods',
      manifests: cluster({
        discovery: asking('shop', 'ip'),
        objects: [service('shop', { selector: { app: 'shop' }, ports: [{ port: 80 }] })],
      }),
      findings: [{ message: /selects none of the pods$/, why: /^its Endpoints list none/, text: 'shop' }],
    },
    {
      name: 'a Service that may be in another file',
      manifests: cluster({ discovery: asking('nowhere') }),
      options: { complete: false },
      findings: [{ severity: 'error', why: /^only the Endpoints of the governing/, text: 'nowhere' }],
    },
    {
      name: 'a name that a Secret holds',
      manifests: cluster({
        env: { K8S_SERVICE_NAME: { secretKeyRef: { name: 'names', key: 'service' } } },
        objects: [secret('names', { stringData: { service: 'hunter2' } })],
      }),
      findings: [
        {
          message: /^peer discovery asks for a Service of another name, but/,
          text: 'name: K8S_SERVICE_NAME',
        },
      ],
    },
    {
      name: 'the variable wins, wrongly',
      manifests: cluster({ env: { K8S_SERVICE_NAME: 'rabbitmq' } }),
      findings: [{ text: '"rabbitmq"', help: /^set K8S_SERVICE_NAME to rabbitmq-headless/ }],
    },
    {
      name: 'one replica: that node does not boot either',
      manifests: cluster({ discovery: asking('rabbitmq-client'), replicas: 1 }),
      findings: [{ severity: 'error', text: 'rabbitmq-client' }],
    },
  ],
})
