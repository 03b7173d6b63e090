import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, image = 'rabbitmq:3.13.7'): string =>
  cluster({ image, definitions: policyFile(definition) })

export default rows({
  valid: [
    {
      name: 'keys of classic queues',
      manifests: having('{"ha-mode": "all", "max-length": 10, "message-ttl": 1000}'),
    },
    { name: 'no mirroring', manifests: having('{"max-age": "7D"}') },
    {
      name: '4.x has no mirroring',
      manifests: having('{"ha-mode": "all", "max-age": "7D"}', 'rabbitmq:4.0.5'),
    },
  ],
  invalid: [
    {
      name: 'a key of streams',
      manifests: having('{"ha-mode": "all", "max-age": "7D"}'),
      findings: [{ severity: 'error', text: '"max-age"' }],
    },
    {
      name: 'a key of quorum queues',
      manifests: having('{"ha-mode": "all", "delivery-limit": 3}'),
      findings: [{ severity: 'error', message: /delivery-limit beside ha-mode$/, text: '"delivery-limit"' }],
    },
  ],
})
