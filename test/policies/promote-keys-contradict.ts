import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const shutdown = (promote: string): string =>
  `{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "${promote}", "ha-promote-on-failure": "when-synced"}`

export default rows({
  valid: [
    { name: 'both when-synced', manifests: having(shutdown('when-synced')) },
    {
      name: 'both always',
      manifests: having(
        '{"ha-mode": "all", "ha-promote-on-shutdown": "always", "ha-promote-on-failure": "always"}',
      ),
    },
  ],
  invalid: [
    {
      name: 'always and when-synced',
      manifests: having(shutdown('always')),
      findings: [{ severity: 'warning', fix: 'safe', text: '"always"' }],
      fixed: having(shutdown('when-synced')),
    },
  ],
})
