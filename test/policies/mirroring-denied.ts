import { cluster, policyFile, rabbitmqCluster, type Sample, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'deprecated_features.permit.classic_queue_mirroring'
const policy = (more: Sample = {}): string =>
  cluster({ definitions: policyFile('{"ha-mode": "all"}'), conf: `${key} = false`, ...more })

export default rows({
  valid: [
    { name: 'permitted by default', manifests: policy({ conf: '' }) },
    { name: 'permitted', manifests: policy({ conf: `${key} = true` }) },
    { name: 'no mirrors', manifests: policy({ definitions: policyFile('{"max-length": 9}') }) },
    { name: 'from 4.0 there is nothing to deny', manifests: policy({ image: 'rabbitmq:4.0.9' }) },
  ],
  invalid: [
    {
      name: 'denied',
      manifests: policy(),
      after: policy({ definitions: policyFile('{"max-length": 9}') }),
      findings: [
        {
          severity: 'error',
          text: '"ha-mode"',
          message: /^policy orders sets ha-mode, and mirroring is denied$/,
          why: /^the broker refuses the policy, and the import of the definitions fails$/,
          help: /or take out the line that denies mirroring$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'denied with Khepri',
      manifests: policy({ conf: '' }),
      options: { metadataStore: 'khepri' },
      findings: [
        {
          severity: 'error',
          text: '"ha-mode"',
          message: /is denied with Khepri$/,
          help: /use quorum queues$/,
        },
      ],
    },
    {
      name: 'a resource of the topology operator',
      manifests: yaml(
        rabbitmqCluster(
          { replicas: 3, image: 'rabbitmq:3.13.7', rabbitmq: { additionalConfig: `${key} = false` } },
          { namespace: 'mq' },
        ),
        topology('Policy', 'mirrors', { pattern: '^a', definition: { 'ha-mode': 'all' } }),
      ),
      findings: [{ severity: 'error', text: 'ha-mode', why: /^the broker refuses the policy$/ }],
    },
    {
      name: 'one node, which does not boot all the same',
      manifests: policy({ replicas: 1, discovery: '' }),
      findings: [{ severity: 'error', text: '"ha-mode"' }],
    },
  ],
})
