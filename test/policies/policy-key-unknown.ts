import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
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
      name: 'not all keys of the release could be read, and this may be one',
      manifests: having('{"brand-new": 1}', { image: 'rabbitmq:4.3.99' }),
      findings: [
        {
          severity: 'warning',
          message: /sets brand-new, which is not known of RabbitMQ 4\.3\.99$/,
          why: /not all that came with the release could be read/,
          help: /release notes/,
          text: '"brand-new"',
        },
      ],
    },
    {
      name: 'not all could be read, and this is a slip',
      manifests: having('{"max-lenght": 10}', { image: 'rabbitmq:4.3.99' }),
      findings: [{ severity: 'error', help: /did you mean max-length\?/, text: '"max-lenght"' }],
    },
    {
      name: 'misspelt',
      manifests: having('{"max-lenght": 10}'),
      findings: [{ severity: 'error', help: /did you mean max-length\?/, text: '"max-lenght"' }],
    },
    {
      name: 'an argument',
      manifests: having('{"x-max-length": 10}'),
      findings: [{ severity: 'error', help: /did you mean max-length\?/, text: '"x-max-length"' }],
    },
    {
      name: 'the type of a queue is not for a policy to choose',
      manifests: having('{"queue-type": "quorum", "delivery-limit": 3}'),
      findings: [
        { severity: 'error', help: /^a policy cannot choose the type: declare/, text: '"queue-type"' },
      ],
    },
    {
      name: 'no key is proposed that has no effect any more',
      manifests: having('{"queue-modes": "lazy"}'),
      findings: [{ help: /^take the key out$/, text: '"queue-modes"' }],
    },
    {
      name: 'a key of another release',
      manifests: having('{"consumer-timeout": 60000}', { image: 'rabbitmq:3.11.28' }),
      findings: [{ help: / \(releases that know it: >=3\.12\)$/, text: '"consumer-timeout"' }],
    },
    {
      name: 'a plugin may know it',
      manifests: having('{"no-such-key": 10}', { image: 'registry.example.com/mq/broker:3.13.7' }),
      findings: [{ severity: 'warning', text: '"no-such-key"' }],
    },
  ],
})
