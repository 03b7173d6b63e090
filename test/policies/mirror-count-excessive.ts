import { cluster, policyFile, rabbitmqCluster, type Sample, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const policy = (definition: string, more: Sample = {}): string =>
  cluster({ definitions: policyFile(definition), ...more })
const all = '{"ha-mode": "all"}'

export default rows({
  valid: [
    { name: 'a count', manifests: policy('{"ha-mode": "exactly", "ha-params": 2}', { replicas: 5 }) },
    { name: 'two nodes', manifests: policy(all, { replicas: 2 }) },
    { name: 'one node', manifests: policy(all, { replicas: 1, discovery: '' }) },
    {
      name: 'from 4.0 nothing is mirrored',
      manifests: policy(all, { image: 'rabbitmq:4.0.9', replicas: 5 }),
    },
  ],
  invalid: [
    {
      name: 'three nodes',
      manifests: policy(all),
      findings: [
        {
          severity: 'info',
          text: '"all"',
          message: /^policy orders mirrors queues on all 3 nodes$/,
          why: /^every message is written 3 times/,
          help: /^use ha-mode: exactly with ha-params: 2$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'five nodes',
      manifests: policy(all, { replicas: 5 }),
      after: policy('{"ha-mode": "exactly", "ha-params": 3}', { replicas: 5 }),
      findings: [{ severity: 'warning', text: '"all"', help: /ha-params: 3$/ }],
    },
    {
      name: 'a resource of the topology operator',
      manifests: yaml(
        rabbitmqCluster({ replicas: 5, image: 'rabbitmq:3.13.7' }, { namespace: 'mq' }),
        topology('Policy', 'mirrors', { pattern: '^a', definition: { 'ha-mode': 'all' } }),
      ),
      findings: [{ severity: 'warning', text: 'all' }],
    },
  ],
})
