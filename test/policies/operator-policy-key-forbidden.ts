import { rows } from '../rule-rows.ts'

const policy = (definition: string, kind = 'OperatorPolicy'): string => `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq, namespace: mq}
spec: {replicas: 3, image: "rabbitmq:3.13.7"}
---
apiVersion: rabbitmq.com/v1beta1
kind: ${kind}
metadata: {name: limits, namespace: mq}
spec:
  name: limits
  pattern: "^orders"
  applyTo: queues
  definition:
${definition}  rabbitmqClusterReference: {name: rmq}
`

export default rows({
  valid: [
    { name: 'a limit', manifests: policy('    max-length: 10000\n') },
    {
      name: 'an ordinary policy',
      manifests: policy('    ha-mode: all\n    ha-promote-on-shutdown: when-synced\n', 'Policy'),
    },
    { name: 'no setting at all: another rule', manifests: policy('    no-such-key: 1\n') },
  ],
  invalid: [
    {
      name: 'a promote key',
      manifests: policy('    max-length: 10000\n    ha-promote-on-shutdown: when-synced\n'),
      findings: [{ severity: 'error', text: 'ha-promote-on-shutdown', fix: 'safe' }],
      fixed: policy('    max-length: 10000\n'),
    },
  ],
})
