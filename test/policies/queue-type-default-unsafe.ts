import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const conf = 'default_queue_type = classic'
const definitions = (type: string): string => `{
  "users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}],
  "vhosts": [{"name": "/", "default_queue_type": "${type}"}]
}`

export default rows({
  valid: [
    { name: 'nothing said', manifests: cluster() },
    { name: 'quorum queues', manifests: cluster({ conf: 'default_queue_type = quorum' }) },
    { name: 'quorum queues of a virtual host', manifests: cluster({ definitions: definitions('quorum') }) },
    { name: 'one node', manifests: cluster({ conf, replicas: 1, discovery: '' }) },
    { name: 'the cluster operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
  ],
  invalid: [
    {
      name: 'for all virtual hosts',
      manifests: cluster({ conf }),
      findings: [
        {
          severity: 'info',
          text: 'classic',
          message: /^default_queue_type makes queues classic that do not say their type$/,
          why: /^a classic queue lives on one node/,
          help: /^set quorum/,
        },
      ],
    },
    {
      name: 'for one virtual host',
      manifests: cluster({ definitions: definitions('classic') }),
      findings: [{ severity: 'info', text: '"classic"', message: /^virtual host \/ makes/ }],
    },
    {
      name: 'a RabbitmqCluster',
      manifests: yaml(rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: conf } })),
      findings: [{ severity: 'info', text: 'classic' }],
    },
  ],
})
