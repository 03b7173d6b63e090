import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, definitionsFile, rabbitmqCluster, secret, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const imported = (value: JsonObject, component: string, image = 'rabbitmq:4.4.1'): string =>
  cluster({
    image,
    plugins: '[rabbitmq_management, rabbitmq_peer_discovery_k8s, rabbitmq_federation, rabbitmq_shovel].',
    definitions: definitionsFile({ parameters: [{ vhost: '/', component, name: 'north', value }] }, 1),
  })
const shovel = (uri: string): string =>
  yaml(
    rabbitmqCluster(
      { replicas: 3, image: 'rabbitmq:4.4.1', rabbitmq: { additionalPlugins: ['rabbitmq_shovel'] } },
      { namespace: 'mq' },
    ),
    topology('Shovel', 'north', { name: 'north', uriSecret: { name: 'north' } }),
    {
      ...secret('north', { stringData: { srcUri: uri, destUri: 'amqp://rmq' } }),
      metadata: { name: 'north', namespace: 'mq', labels: { 'rabbitmq.com/topology-operator': 'true' } },
    },
  )

export default rows({
  valid: [
    {
      name: 'a mechanism that is taken',
      manifests: imported({ uri: 'amqps://north?auth_mechanism=external' }, 'federation-upstream'),
    },
    { name: 'none', manifests: imported({ uri: ['amqps://north', 'amqps://south'] }, 'federation-upstream') },
    {
      name: 'before 4.4',
      manifests: imported(
        { uri: 'amqps://north?auth_mechanism=oauth' },
        'federation-upstream',
        'rabbitmq:4.2.1',
      ),
    },
    { name: 'a resource', manifests: shovel('amqp://north?auth_mechanism=plain') },
    {
      name: 'a Secret that was not seen',
      manifests: yaml(
        rabbitmqCluster(
          { replicas: 3, image: 'rabbitmq:4.4.1', rabbitmq: { additionalPlugins: ['rabbitmq_shovel'] } },
          { namespace: 'mq' },
        ),
        topology('Shovel', 'north', { name: 'north', uriSecret: { name: 'north' } }),
      ),
      gap: /Secret north was not seen/,
    },
  ],
  invalid: [
    {
      name: 'an upstream',
      manifests: imported({ uri: 'amqps://north?heartbeat=5&auth_mechanism=oauth' }, 'federation-upstream'),
      findings: [
        {
          severity: 'warning',
          message: /^the URI has an auth_mechanism that is refused$/,
          help: /^write one of plain, amqplain, external, crdemo$/,
          text: '"amqps',
        },
      ],
      after: imported({ uri: 'amqps://north?heartbeat=5&auth_mechanism=plain' }, 'federation-upstream'),
    },
    {
      name: 'one of several of a shovel',
      manifests: imported(
        { 'src-uri': ['amqp://a', 'amqp://b?auth_mechanism=mine:check'], 'dest-uri': 'amqp://c' },
        'shovel',
      ),
      findings: [{ text: '[' }],
    },
    {
      name: 'a resource, whose URI is in a Secret',
      manifests: shovel('amqp://north?auth_mechanism=mine:check'),
      findings: [{ path: '/spec/uriSecret/name' }],
    },
  ],
})
