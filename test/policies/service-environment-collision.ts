import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const other = (name: string, spec: object = {}) =>
  service(name, { selector: { app: 'x' }, ports: [{ name: 'x', port: 80 }], ...spec } as never)
const beside = (name: string, sample: object = {}, spec: object = {}): string =>
  cluster({ objects: [other(name, spec)], ...sample } as never)

export default rows({
  valid: [
    { name: 'other names', manifests: beside('rabbitmq-nodes') },
    { name: 'headless', manifests: beside('rabbitmq-node', {}, { clusterIP: 'None' }) },
    {
      name: 'no address of its own',
      manifests: beside('rabbitmq-node', {}, { type: 'ExternalName', externalName: 'x' }),
    },
    {
      name: 'in another namespace',
      manifests: cluster({
        objects: [service('rabbitmq-node', { ports: [{ port: 80 }] }, { namespace: 'web' })],
      }),
    },
    { name: 'switched off', manifests: beside('rabbitmq-node', { pod: { enableServiceLinks: false } }) },
    {
      name: 'set by the container',
      manifests: beside('rabbitmq-node', { env: { RABBITMQ_NODE_PORT: '5672' } }),
    },
    {
      name: 'the other name set by the container',
      manifests: beside('node', { env: { RABBITMQ_NODE_PORT: '5672' } }),
    },
    { name: 'a release whose discovery asks nobody', manifests: beside('k8s', { image: 'rabbitmq:4.2.1' }) },
    { name: 'the port of the API server is set', manifests: beside('k8s', { env: { K8S_PORT: '443' } }) },
  ],
  invalid: [
    {
      name: 'the port of AMQP, also on a single node',
      manifests: beside('rabbitmq-node', { replicas: 1 }),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-node gives the pods of rabbitmq the variable RABBITMQ_NODE_PORT$/,
          why: /^it holds tcp:\/\/ and an address, which the broker takes/,
          path: '/metadata/name',
          text: 'rabbitmq-node',
          fix: 'unsafe',
        },
      ],
      after: beside('rabbitmq-node', { replicas: 1, pod: { enableServiceLinks: false } }),
    },
    {
      name: 'the name without a prefix',
      manifests: beside('dist'),
      findings: [{ severity: 'error', path: '/metadata/name', message: /the variable DIST_PORT$/ }],
      after: beside('distribution'),
    },
    {
      name: 'the port of the API server',
      manifests: beside('k8s'),
      findings: [{ severity: 'error', path: '/metadata/name', why: /takes for the port of the API server/ }],
      after: beside('k8s', { pod: { enableServiceLinks: false } }),
    },
    {
      name: 'beside what the operator makes',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }), other('rabbitmq-dist')),
      findings: [{ severity: 'error', path: '/metadata/name' }],
    },
    {
      name: 'beside a Deployment',
      manifests: cluster({ kind: 'Deployment', replicas: 1, nodeName: null, objects: [other('node')] }),
      findings: [{ severity: 'error', path: '/metadata/name' }],
    },
  ],
})
