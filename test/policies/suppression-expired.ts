import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const ignoring = (text: string): string =>
  cluster({ storage: 'none', annotations: { 'warrener.dev/ignore': text } })

export default rows({
  valid: [
    { name: 'no end', manifests: ignoring('storage-not-persistent=load test') },
    {
      name: 'its last day still counts',
      manifests: ignoring('storage-not-persistent=load test until 2026-01-01'),
    },
  ],
  invalid: [
    {
      name: 'ended yesterday',
      manifests: ignoring('storage-not-persistent=load test until 2025-12-31'),
      findings: [
        {
          severity: 'warning',
          message: /ended on 2025-12-31$/,
          path: '/metadata/annotations/warrener.dev~1ignore',
        },
      ],
    },
  ],
})
