import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default rows({
  valid: [{ name: 'two', manifests: having(`{${safe}}`) }],
  invalid: [
    {
      name: 'one',
      manifests: having('{"ha-mode": "exactly", "ha-params": 1}'),
      findings: [{ severity: 'warning', text: '1' }],
    },
    {
      name: 'on one node',
      manifests: having('{"ha-mode": "exactly", "ha-params": 1}', { replicas: 1 }),
      findings: [{ severity: 'info', text: '1' }],
    },
  ],
})
