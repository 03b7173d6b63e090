import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default rows({
  valid: [
    { name: 'with ha-mode', manifests: having(`{${safe}}`) },
    { name: 'no ha-* key', manifests: having('{"max-length": 10}') },
    {
      name: '4.x refuses all of them',
      manifests: having('{"ha-sync-mode": "automatic"}', { image: 'rabbitmq:4.0.5' }),
    },
  ],
  invalid: [
    {
      name: 'only how, not whether',
      manifests: having('{"ha-sync-mode": "automatic"}'),
      findings: [{ severity: 'error', message: /ha-sync-mode without ha-mode$/, text: '"ha-sync-mode"' }],
    },
    {
      name: 'one node does not boot either',
      manifests: having('{"ha-params": 2}', { replicas: 1 }),
      findings: [{ severity: 'error', text: '"ha-params"' }],
    },
  ],
})
