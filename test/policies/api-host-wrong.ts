import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, service } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const asks = (host: string, more: object = {}): string =>
  cluster({
    discovery: `cluster_formation.peer_discovery_backend = k8s
${host === '' ? '' : `cluster_formation.k8s.host = ${host}\n`}cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`,
    ...more,
  })
const proxy = (spec: JsonObject): object => ({ objects: [service('api', spec)] })

export default rows({
  valid: [
    { name: 'the API server', manifests: cluster() },
    { name: 'by default', manifests: asks('') },
    { name: 'by its address', manifests: asks('10.96.0.1') },
    {
      name: 'at its own port',
      manifests: asks('kubernetes.default', { conf: 'cluster_formation.k8s.port = 6443' }),
    },
    {
      name: 'the variable that Kubernetes sets',
      manifests: asks('', {
        env: { K8S_HOST: '$(KUBERNETES_SERVICE_HOST)', K8S_PORT: '$(KUBERNETES_SERVICE_PORT)' },
      }),
    },
    { name: 'a Service that was not seen', manifests: asks('api.example.com') },
    {
      name: 'a Service that leads elsewhere, at its port',
      manifests: asks('api', proxy({ selector: { app: 'proxy' }, ports: [{ port: 443 }] })),
    },
    { name: 'a Service without pods', manifests: asks('api', proxy({ ports: [{ port: 443 }] })) },
    { name: 'from 4.1 nobody is asked', manifests: asks('rabbitmq-headless', { image: 'rabbitmq:4.1.3' }) },
    {
      name: 'another backend',
      manifests: cluster({ discovery: 'cluster_formation.peer_discovery_backend = dns' }),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'the Service of the pods',
      manifests: asks('rabbitmq-headless'),
      findings: [
        {
          severity: 'error',
          text: 'rabbitmq-headless',
          message: /is Service rabbitmq-headless, not the API/,
          fix: 'safe',
        },
      ],
      fixed: asks('kubernetes.default'),
    },
    {
      name: 'with its namespace, in a release that refuses to boot',
      manifests: asks('rabbitmq-client.mq.svc', { image: 'rabbitmq:3.10.8' }),
      findings: [
        { severity: 'error', text: 'rabbitmq-client', why: /each node refuses to boot after five minutes$/ },
      ],
    },
    {
      name: 'another Service, without the port',
      manifests: asks('api', proxy({ selector: { app: 'web' }, ports: [{ port: 80 }] })),
      findings: [{ severity: 'error', text: 'api' }],
    },
    {
      name: 'a port of the broker',
      manifests: asks('kubernetes.default', { conf: 'cluster_formation.k8s.port = 5672' }),
      findings: [{ severity: 'error', text: '5672', message: /does not listen on 5672$/, fix: 'safe' }],
      fixed: asks('kubernetes.default', { conf: 'cluster_formation.k8s.port = 443' }),
    },
    {
      name: 'by a variable, of a single node',
      manifests: asks('', { env: { K8S_HOST: 'rabbitmq-headless' }, replicas: 1 }),
      findings: [
        { severity: 'info', text: '"rabbitmq-headless"', help: /^set K8S_HOST to kubernetes\.default$/ },
      ],
      fixed: asks('', { env: { K8S_HOST: 'kubernetes.default' }, replicas: 1 }),
    },
    {
      name: 'in a Secret',
      manifests: asks('rabbitmq-headless', { filesIn: 'Secret' }),
      findings: [{ severity: 'error', text: 'rabbitmq-headless', message: /what it is set to is Service/ }],
    },
  ],
})
