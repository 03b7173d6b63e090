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
const policy = (
  name: string,
  pattern: string,
  priority: number,
  other = '"definition": {"max-length": 1}',
  applyTo = 'queues',
  vhost = '/',
): string =>
  `{"vhost": "${vhost}", "name": "${name}", "pattern": "${pattern}", "priority": ${priority}, "apply-to": "${applyTo}", ${other}}`
const ha = '"definition": {"ha-mode": "all"}'

export default rows({
  valid: [
    { name: 'the specific one wins', manifests: policies(policy('all', '.*', 0), policy('a', '^a', 1)) },
    {
      name: 'a fallback',
      manifests: policies(policy('rest', '.*', 0), policy('a', '^a', 1), policy('b', '^b', 1)),
    },
    {
      name: 'another virtual host',
      manifests: policies(policy('all', '.*', 9), policy('a', '^a', 1, undefined, 'queues', 'other')),
    },
    {
      name: 'exchanges',
      manifests: policies(policy('all', '.*', 9, undefined, 'exchanges'), policy('a', '^a', 1)),
    },
    { name: 'patterns that are not plain', manifests: policies(policy('a', 'a|b', 9), policy('b', 'b', 1)) },
  ],
  invalid: [
    {
      name: 'by one that matches all',
      manifests: policies(policy('all', '.*', 9), policy('a', '^a', 1)),
      findings: [
        {
          severity: 'warning',
          message: /^policy a never applies: all/,
          text: '{"vhost": "/", "name": "a", "pattern": "^a",',
        },
      ],
    },
    {
      name: 'by the same pattern',
      manifests: policies(policy('a', 'x+', 2), policy('b', 'x+', 1)),
      findings: [{ message: /^policy b/, text: '{"vhost": "/", "name": "b", "pattern": "x+",' }],
    },
    {
      name: 'by a shorter prefix',
      manifests: policies(policy('a', '^ab', 2), policy('b', '^abc.*', 1)),
      findings: [{ message: /^policy b/, text: '{"vhost": "/", "name": "b", "pattern": "^abc.*",' }],
    },
    {
      name: 'mirroring',
      manifests: policies(policy('all', '.*', 9), policy('a', '^a', 1, ha)),
      findings: [
        {
          severity: 'error',
          why: /^nothing is mirrored/,
          text: '{"vhost": "/", "name": "a", "pattern": "^a",',
        },
      ],
    },
  ],
})
