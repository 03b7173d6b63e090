import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    {
      name: 'a comment over the line it covers',
      manifests: cluster({ conf: 'no.such.key = 1' }).replace(
        '    no.such.key',
        '    # warrener-ignore conf-key-unknown -- a plugin of ours\n    no.such.key',
      ),
    },
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
      name: 'a comment over nothing',
      manifests: cluster().replace(
        '  replicas: 3\n',
        '  # warrener-ignore scale-down, storage-not-persistent -- load test\n  replicas: 3\n',
      ),
      findings: [
        { message: /of storage-not-persistent silences nothing$/, line: 8, text: '# warrener-ignore' },
      ],
    },
    {
      name: 'nothing to silence',
      manifests: cluster({ annotations: { 'warrener.dev/ignore': 'storage-not-persistent=load test' } }),
      findings: [{ message: /silences nothing$/, text: '"storage-not-persistent=load test"' }],
    },
  ],
})
