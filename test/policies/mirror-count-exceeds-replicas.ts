import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default rows({
  valid: [
    { name: 'two of three', manifests: having(`{${safe}}`) },
    { name: 'all', manifests: having('{"ha-mode": "all"}') },
    { name: 'scaled to zero', manifests: having(`{${safe}}`, { replicas: 0 }) },
  ],
  invalid: [
    {
      name: 'five of three',
      manifests: having('{"ha-mode": "exactly", "ha-params": 5}'),
      findings: [{ severity: 'info', help: /majority/, text: '5' }],
    },
    {
      name: 'two of one',
      manifests: having(`{${safe}}`, { replicas: 1 }),
      findings: [{ severity: 'info', message: /there is one node$/, help: /^run more nodes/, text: '2' }],
    },
  ],
})
