import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const file = policyFile('{"max-length": 10}')

export default rows({
  valid: [
    { name: 'off', manifests: cluster({ conf: 'definitions.skip_if_unchanged = false', definitions: file }) },
    { name: 'nothing to import', manifests: cluster({ conf: 'definitions.skip_if_unchanged = true' }) },
  ],
  invalid: [
    {
      name: 'on',
      manifests: cluster({ conf: 'definitions.skip_if_unchanged = true', definitions: file }),
      findings: [{ severity: 'info', text: 'true' }],
    },
    {
      name: 'on, with what cannot be imported',
      manifests: cluster({ conf: 'definitions.skip_if_unchanged = true', definitions: '[]' }),
      findings: [{ severity: 'error', why: /boots without/, text: 'true' }],
    },
  ],
})
