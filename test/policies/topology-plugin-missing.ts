import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const asked = (kind: string, spec: JsonObject = {}): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, ...spec }, { namespace: 'mq' }),
    topology(kind, 'north', { name: 'north', uriSecret: { name: 'north' } }),
  )
const exchange = (type: string, spec: JsonObject = {}): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, ...spec }, { namespace: 'mq' }),
    topology('Exchange', 'x', { name: 'x', type, durable: true }),
  )
const listed = (...additionalPlugins: readonly string[]): JsonObject => ({ rabbitmq: { additionalPlugins } })

export default rows({
  valid: [
    { name: 'federation is on', manifests: asked('Federation', listed('rabbitmq_federation')) },
    {
      name: 'what needs the shovel brings it along',
      manifests: asked('Shovel', listed('rabbitmq_shovel_management')),
    },
    { name: 'a queue needs none', manifests: yaml(rabbitmqCluster(), topology('Queue', 'q', { name: 'q' })) },
    { name: 'no operator', manifests: cluster() },
    { name: 'an exchange of the broker', manifests: exchange('topic') },
    {
      name: 'an exchange that came into the broker',
      manifests: exchange('x-local-random', { image: 'rabbitmq:4.2.6' }),
    },
    {
      name: 'an exchange whose plugin is on',
      manifests: exchange('x-delayed-message', listed('rabbitmq_delayed_message_exchange')),
    },
  ],
  invalid: [
    {
      name: 'an exchange whose plugin is off',
      manifests: exchange('x-consistent-hash'),
      findings: [
        {
          severity: 'error',
          message: /^Exchange x needs the plugin rabbitmq_consistent_hash_exchange, which is off$/,
          why: /does not know such a type of exchange/,
          path: '',
        },
      ],
      after: exchange('x-consistent-hash', listed('rabbitmq_consistent_hash_exchange')),
    },
    {
      name: 'federation is off',
      manifests: asked('Federation'),
      findings: [
        {
          severity: 'error',
          message: /^Federation north needs the plugin rabbitmq_federation, which is off$/,
          path: '',
        },
      ],
      after: asked('Federation', listed('rabbitmq_federation')),
    },
    {
      name: 'another plugin is on',
      manifests: asked('Shovel', listed('rabbitmq_federation')),
      findings: [{ help: /^enable rabbitmq_shovel$/, path: '', fix: 'safe' }],
      fixed: asked('Shovel', listed('rabbitmq_federation', 'rabbitmq_shovel')),
    },
  ],
})
