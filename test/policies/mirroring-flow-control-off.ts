import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const off = '[\n  {rabbit, [{mirroring_flow_control, false}]}\n].'

export default rows({
  valid: [
    { name: 'no advanced.config', manifests: cluster() },
    { name: 'on', manifests: cluster({ advanced: '[{rabbit, [{mirroring_flow_control, true}]}].' }) },
    {
      name: 'of another application',
      manifests: cluster({ advanced: '[{other, [{mirroring_flow_control, false}]}].' }),
    },
    {
      name: 'no mirrors on 4.0',
      manifests: cluster({ image: 'rabbitmq:4.0.5', advanced: off }),
    },
    { name: 'cannot be read', manifests: cluster({ advanced: '[{rabbit, [' }), gap: /cannot be read/ },
  ],
  invalid: [
    {
      name: 'off',
      manifests: cluster({ advanced: off }),
      findings: [
        {
          severity: 'warning',
          inner: '/rabbit/mirroring_flow_control',
          path: '/data/advanced.config',
          text: 'false}]}',
          fix: 'none',
        },
      ],
    },
    {
      name: 'for the operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          image: 'rabbitmq:3.12.14',
          rabbitmq: { advancedConfig: '[{rabbit, [{mirroring_flow_control, false}]}].\n' },
        }),
      ),
      findings: [{ severity: 'warning', text: 'false}]}' }],
    },
    {
      name: 'unknown release of 3',
      manifests: cluster({ image: 'rabbitmq:3-management', advanced: off }),
      findings: [{ severity: 'warning', text: 'false' }],
    },
  ],
})
