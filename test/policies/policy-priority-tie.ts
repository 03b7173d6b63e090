import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const policies = (...list: string[]): string =>
  cluster({
    definitions: `{
  "users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}],
  "vhosts": [{"name": "/"}],
  "policies": [${list.join(', ')}]
}`,
  })
const policy = (name: string, pattern: string, definition = '{"max-length": 1}'): string =>
  `{"vhost": "/", "name": "${name}", "pattern": "${pattern}", "priority": 0, "apply-to": "queues", "definition": ${definition}}`

export default rows({
  valid: [
    { name: 'apart', manifests: policies(policy('a', '^a'), policy('b', '^b')) },
    { name: 'patterns that are not plain', manifests: policies(policy('a', 'a|b'), policy('b', 'b')) },
    { name: 'alone', manifests: policies(policy('a', '.*')) },
  ],
  invalid: [
    {
      name: 'one in the other, at the later one',
      manifests: policies(policy('all', '.*'), policy('a', '^a')),
      findings: [
        {
          severity: 'warning',
          message: /^policy a and all/,
          text: '{"vhost": "/", "name": "a", "pattern": "^a",',
        },
      ],
    },
    {
      name: 'the other in the one',
      manifests: policies(policy('a', '^a'), policy('all', '.*')),
      findings: [{ message: /^policy all and a/, text: '{"vhost": "/", "name": "all", "pattern": ".*",' }],
    },
    {
      name: 'mirroring',
      manifests: policies(policy('all', '.*', '{"ha-mode": "all"}'), policy('a', '^a')),
      findings: [{ severity: 'error', text: '{"vhost": "/", "name": "a", "pattern": "^a",' }],
    },
  ],
})
