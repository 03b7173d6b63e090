import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const commented = `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq}
spec:
  # warrener-ignore scale-down, storage-not-persistent -- load test
  replicas: 3
`

export default rows({
  valid: [
    {
      name: 'a comment over the line it covers',
      manifests: cluster({
        conf: '# warrener-ignore conf-key-unknown -- a plugin of ours\nno.such.key = 1',
      }),
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
      manifests: commented,
      findings: [{ message: /of storage-not-persistent silences nothing$/, text: '# warrener-ignore' }],
    },
    {
      name: 'nothing to silence',
      manifests: cluster({ annotations: { 'warrener.dev/ignore': 'storage-not-persistent=load test' } }),
      findings: [{ message: /silences nothing$/, text: '"storage-not-persistent=load test"' }],
    },
  ],
})
