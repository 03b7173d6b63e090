import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default rows({
  valid: [
    { name: 'automatic', manifests: having(`{${safe}}`) },
    { name: 'no mirroring', manifests: having('{"max-length": 10}') },
    { name: '4.x', manifests: having('{"ha-mode": "all"}', { image: 'rabbitmq:4.0.5' }) },
  ],
  invalid: [
    {
      name: 'the default',
      manifests: having('{"ha-mode": "all"}'),
      findings: [
        { severity: 'warning', message: /at its default, manual$/, text: '"definition"', fix: 'unsafe' },
      ],
      fixed: having('{"ha-mode": "all", "ha-sync-mode": "automatic"}'),
    },
    {
      name: 'spelt out',
      manifests: having('{"ha-mode": "all", "ha-sync-mode": "manual"}'),
      findings: [{ severity: 'warning', text: '"manual"' }],
    },
    {
      name: 'and promoted at a planned stop',
      manifests: having('{"ha-mode": "all", "ha-promote-on-shutdown": "always"}'),
      findings: [{ severity: 'error', why: /confirmed messages are lost$/, text: '"definition"' }],
    },
  ],
})
