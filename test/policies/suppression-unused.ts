import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    {
      name: 'used',
      manifests: cluster({
        storage: 'none',
        annotations: { 'warrener.dev/ignore': 'storage-not-persistent=load test' },
      }),
    },
    {
      name: 'a rule that compares was not run',
      manifests: cluster({ annotations: { 'warrener.dev/ignore': 'scale-down=planned' } }),
    },
    {
      name: 'a rule that is off',
      manifests: cluster({ annotations: { 'warrener.dev/ignore': 'storage-not-persistent=load test' } }),
      options: { severities: { 'storage-not-persistent': 'off' } },
    },
  ],
  invalid: [
    {
      name: 'nothing to silence',
      manifests: cluster({ annotations: { 'warrener.dev/ignore': 'storage-not-persistent=load test' } }),
      findings: [{ message: /silences nothing$/ }],
    },
  ],
})
