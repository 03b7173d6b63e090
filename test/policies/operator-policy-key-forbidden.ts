import type { JsonObject } from '../../model/kube/json.ts'
import { rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const policy = (definition: JsonObject, kind = 'OperatorPolicy', release = '3.13.7'): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, image: `rabbitmq:${release}` }, { namespace: 'mq' }),
    topology(kind, 'limits', { name: 'limits', pattern: '^orders', applyTo: 'queues', definition }),
  )

export default rows({
  valid: [
    { name: 'a limit', manifests: policy({ 'max-length': 10000 }) },
    {
      name: 'an ordinary policy',
      manifests: policy({ 'ha-mode': 'all', 'ha-promote-on-shutdown': 'when-synced' }, 'Policy'),
    },
    { name: 'no setting at all: another rule', manifests: policy({ 'no-such-key': 1 }) },
  ],
  invalid: [
    {
      name: 'a promote key',
      manifests: policy({ 'max-length': 10000, 'ha-promote-on-shutdown': 'when-synced' }),
      findings: [{ severity: 'error', text: 'ha-promote-on-shutdown', fix: 'safe' }],
      fixed: policy({ 'max-length': 10000 }),
    },
    {
      name: 'a key that operator policies take in other releases',
      manifests: policy({ 'max-length': 10000, 'ha-mode': 'all' }, 'OperatorPolicy', '3.10.8'),
      findings: [{ help: /^releases that take it in operator policies: 3\.11\.10-3\.13$/, text: 'ha-mode' }],
    },
  ],
})
