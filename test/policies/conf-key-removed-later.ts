import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const delay = 'cluster_formation.randomized_startup_delay_range.max = 60'

export default rows({
  valid: [
    { name: 'keys that stay', manifests: cluster({ conf: 'heartbeat = 60' }) },
    {
      name: 'a key that is unknown already is another rule',
      manifests: cluster({ image: 'rabbitmq:4.0.5', conf: delay }),
    },
    { name: 'the newest release', manifests: cluster({ image: 'rabbitmq:4.3.6', conf: 'heartbeat = 60' }) },
    {
      name: 'unknown release',
      manifests: cluster({ image: 'rabbitmq:latest', conf: delay }),
      gap: /tag/,
    },
  ],
  invalid: [
    {
      name: 'the next release refuses it',
      manifests: cluster({ conf: delay }),
      findings: [
        {
          severity: 'info',
          message: /range\.max is unknown to RabbitMQ 4\.0\.9$/,
          inner: 'cluster_formation.randomized_startup_delay_range.max',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a later one refuses it',
      manifests: cluster({ image: 'rabbitmq:3.8.20', conf: 'management.enable_uaa = true' }),
      findings: [{ severity: 'info', message: /3\.12\.14/, text: 'management.enable_uaa' }],
    },
    {
      name: 'single node',
      manifests: cluster({ replicas: 1, conf: 'mqtt.default_user = guest' }),
      findings: [{ severity: 'info', text: 'mqtt.default_user' }],
    },
  ],
})
