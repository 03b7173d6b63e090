import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Parameters<typeof cluster>[0] = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })

export default rows({
  valid: [
    { name: 'known', manifests: having('{"max-length": 10}') },
    {
      name: 'ha-* has rules of its own',
      manifests: having('{"ha-mode": "all"}', { image: 'rabbitmq:4.0.5' }),
    },
    {
      name: 'unknown release, a key that some know',
      manifests: having('{"queue-version": 2}', { image: 'rabbitmq:latest' }),
      gap: /tag/,
    },
  ],
  invalid: [
    {
      name: 'misspelt',
      manifests: having('{"max-lenght": 10}'),
      findings: [{ severity: 'error', help: /did you mean max-length\?/, text: '"max-lenght"' }],
    },
    {
      name: 'an argument',
      manifests: having('{"x-max-length": 10}'),
      findings: [{ severity: 'error', text: '"x-max-length"' }],
    },
    {
      name: 'a plugin may know it',
      manifests: having('{"no-such-key": 10}', { image: 'registry.example.com/mq/broker:3.13.7' }),
      findings: [{ severity: 'warning', text: '"no-such-key"' }],
    },
  ],
})
