import type { JsonObject } from '../../model/kube/json.ts'
import { rabbitmqCluster, secret, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const labelled = { 'rabbitmq.com/topology-operator': 'true' }
const named = (kind: string, spec: JsonObject, labels: JsonObject = {}): string =>
  yaml(
    rabbitmqCluster(
      { replicas: 3, rabbitmq: { additionalPlugins: ['rabbitmq_shovel'] } },
      { namespace: 'mq' },
    ),
    topology(kind, 'one', spec),
    {
      ...secret('one', { stringData: { username: 'app', password: 'replace-me' } }),
      metadata: { name: 'one', namespace: 'mq', labels },
    },
  )
const user = { tags: [], importCredentialsSecret: { name: 'one' } }

export default rows({
  valid: [
    { name: 'labelled', manifests: named('User', user, labelled) },
    { name: 'no Secret is named', manifests: named('User', { tags: [] }) },
    {
      name: 'a Secret that was not seen',
      manifests: named('User', { importCredentialsSecret: { name: 'two' } }),
    },
  ],
  invalid: [
    {
      name: 'credentials',
      manifests: named('User', user, { app: 'mq' }),
      findings: [
        {
          severity: 'info',
          message: /^Secret one has no label/,
          why: /refuses User one, which names it$/,
          path: '/metadata/labels/rabbitmq.com~1topology-operator',
          fix: 'additive',
        },
      ],
      fixed: named('User', user, { app: 'mq', ...labelled }),
    },
    {
      name: 'a URI, and a label that says something else',
      manifests: named(
        'Shovel',
        { uriSecret: { name: 'one' } },
        { 'rabbitmq.com/topology-operator': 'false' },
      ),
      findings: [{ path: '/metadata/labels/rabbitmq.com~1topology-operator' }],
    },
    {
      name: 'a connection',
      manifests: yaml(
        topology('Queue', 'one', {
          name: 'one',
          durable: true,
          rabbitmqClusterReference: { connectionSecret: { name: 'one' } },
        }),
        secret('one', { stringData: { username: 'app', password: 'replace-me', uri: 'http://mq' } }),
      ),
      findings: [{ path: '/metadata/labels/rabbitmq.com~1topology-operator' }],
    },
  ],
})
