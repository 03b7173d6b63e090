import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, definitionsFile, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const declared = (spec: JsonObject, image = 'rabbitmq:4.3.5', more: JsonObject = {}): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, image, ...more }, { namespace: 'mq' }),
    topology('Queue', 'orders', { name: 'orders', ...spec }),
  )
const imported = (durable: boolean, image: string, type?: string): string =>
  cluster({
    image,
    definitions: definitionsFile(
      {
        queues: [
          {
            vhost: '/',
            name: 'orders',
            durable,
            auto_delete: false,
            arguments: type === undefined ? {} : { 'x-queue-type': type },
          },
        ],
      },
      1,
    ),
  })
const permit = 'deprecated_features.permit.transient_nonexcl_queues = true'

export default rows({
  valid: [
    { name: 'durable', manifests: declared({ durable: true }) },
    { name: 'transient where that is let be', manifests: declared({ durable: false }, 'rabbitmq:4.2.1') },
    { name: 'not said where either is fine', manifests: declared({}, 'rabbitmq:4.2.1') },
    {
      name: 'transient, with a permit',
      manifests: declared({ durable: false }, 'rabbitmq:4.3.5', { rabbitmq: { additionalConfig: permit } }),
    },
    { name: 'definitions: durable', manifests: imported(true, 'rabbitmq:4.3.5') },
    { name: 'definitions: transient before 4.3', manifests: imported(false, 'rabbitmq:4.2.3') },
    {
      name: 'a quorum queue of definitions: another rule',
      manifests: imported(false, 'rabbitmq:4.3.5', 'quorum'),
    },
  ],
  invalid: [
    {
      name: 'not said',
      manifests: declared({}),
      findings: [
        {
          severity: 'info',
          message: /^Queue orders does not say whether it is durable$/,
          why: /transient, which RabbitMQ 4\.3 denies$/,
          path: '/spec/durable',
          fix: 'safe',
        },
      ],
      after: declared({ durable: true }),
    },
    {
      name: 'a quorum queue that does not say it, whatever the release',
      manifests: declared({ type: 'quorum' }, 'rabbitmq:3.13.7'),
      findings: [{ severity: 'info', why: /which a quorum queue cannot be$/, path: '/spec/durable' }],
    },
    {
      name: 'transient on 4.3',
      manifests: declared({ durable: false }),
      findings: [{ severity: 'warning', why: /^RabbitMQ 4\.3 refuses such queues/, path: '/spec/durable' }],
      after: declared({ durable: true }),
    },
    {
      name: 'transient in definitions for 4.3',
      manifests: imported(false, 'rabbitmq:4.3.5'),
      findings: [
        {
          severity: 'warning',
          message: /^queue orders is transient and not exclusive$/,
          why: /the import leaves it out, and says nothing$/,
          text: 'false',
        },
      ],
      fixed: imported(true, 'rabbitmq:4.3.5'),
    },
  ],
})
