import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, policyFile, rabbitmqCluster, type Sample, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'
const resource = (definition: JsonObject): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' }, { namespace: 'mq' }),
    topology('Policy', 'ha', { name: 'ha', pattern: '^orders', definition }),
  )

export default rows({
  valid: [
    { name: 'spelt out', manifests: having(`{${safe}}`) },
    {
      name: 'always: another rule',
      manifests: having('{"ha-mode": "all", "ha-promote-on-shutdown": "always"}'),
    },
    { name: 'no mirroring', manifests: having('{"max-length": 10}') },
    { name: '4.x', manifests: having('{"ha-mode": "all"}', { image: 'rabbitmq:4.0.5' }) },
  ],
  invalid: [
    {
      name: 'in definitions',
      manifests: having('{"ha-mode": "all"}'),
      findings: [
        { severity: 'info', fix: 'safe', inner: '/policies/orders/definition/ha-promote-on-shutdown' },
      ],
      fixed: having('{"ha-mode": "all", "ha-promote-on-shutdown": "when-synced"}'),
    },
    {
      name: 'in a Policy resource: nothing that was written changes',
      manifests: resource({ 'ha-mode': 'all' }),
      findings: [{ severity: 'info', text: 'definition', fix: 'additive' }],
      fixed: resource({ 'ha-mode': 'all', 'ha-promote-on-shutdown': 'when-synced' }),
    },
  ],
})
