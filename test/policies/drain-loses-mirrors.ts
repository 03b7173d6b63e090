import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const hook = (command: string): JsonObject => ({
  lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } },
})
const drain = 'rabbitmq-upgrade drain'
const mirrored = (release: string, more: Sample = {}): string =>
  cluster({
    image: `rabbitmq:${release}`,
    definitions: policyFile('{"ha-mode": "all"}'),
    container: hook(drain),
    ...more,
  })

export default rows({
  valid: [
    { name: '3.8.12 leaves mirrors alone', manifests: mirrored('3.8.12') },
    { name: 'before 3.8.8 there was no such command', manifests: mirrored('3.8.7') },
    { name: 'no mirrors', manifests: mirrored('3.8.9', { definitions: policyFile('{"max-length": 9}') }) },
    { name: 'another hook', manifests: mirrored('3.8.9', { container: hook('rabbitmqctl stop_app') }) },
    { name: 'one node', manifests: mirrored('3.8.9', { replicas: 1, discovery: '' }) },
  ],
  invalid: [
    {
      name: 'a hook that drains',
      manifests: mirrored('3.8.9'),
      after: mirrored('3.8.12'),
      findings: [
        {
          severity: 'warning',
          text: drain,
          message: /^the preStop hook of rabbitmq drains the node, and policy orders mirrors queues$/,
          why: /^this release moves the leaders/,
          help: /^upgrade to 3\.8\.12 or later/,
        },
      ],
    },
    {
      name: 'after a wait',
      manifests: mirrored('3.8.11', {
        container: hook(`rabbitmq-upgrade await_online_synchronized_mirror -t 60 || true\n${drain}`),
      }),
      findings: [{ severity: 'warning', text: drain }],
    },
  ],
})
