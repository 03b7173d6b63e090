import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default rows({
  valid: [
    { name: 'on a claim', manifests: having(`{${safe}}`) },
    { name: 'mirrors take over', manifests: having('{"ha-mode": "all"}', { storage: 'emptyDir' }) },
  ],
  invalid: [
    {
      name: 'on an emptyDir',
      manifests: having(`{${safe}}`, { storage: 'emptyDir' }),
      findings: [{ severity: 'warning', text: '"when-synced"' }],
    },
    {
      name: 'and mirrors are synchronised by hand',
      manifests: having('{"ha-mode": "all", "ha-promote-on-failure": "when-synced"}', { storage: 'none' }),
      findings: [{ severity: 'error', text: '"when-synced"' }],
    },
  ],
})
