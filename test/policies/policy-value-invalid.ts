import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default rows({
  valid: [
    { name: 'fine', manifests: having(`{"max-length": 10, ${safe}}`) },
    { name: 'an unknown key is another rule', manifests: having('{"no-such-key": 1}') },
    {
      name: 'params of a mode are another rule',
      manifests: having('{"ha-mode": "exactly", "ha-params": "2"}'),
    },
  ],
  invalid: [
    {
      name: 'text for a number',
      manifests: having('{"max-length": "10"}'),
      findings: [{ severity: 'error', text: '"10"', fix: 'none' }],
    },
    {
      name: 'an underscore',
      manifests: having('{"ha-mode": "all", "ha-promote-on-shutdown": "when_synced"}'),
      findings: [
        { severity: 'error', help: /did you mean when-synced\?/, text: '"when_synced"', fix: 'safe' },
      ],
      fixed: having('{"ha-mode": "all", "ha-promote-on-shutdown": "when-synced"}'),
    },
    {
      name: 'no such word',
      manifests: having('{"ha-mode": "all", "ha-promote-on-shutdown": "sometimes"}'),
      findings: [{ severity: 'error', text: '"sometimes"', fix: 'none' }],
    },
    {
      name: 'one node does not boot either',
      manifests: having('{"max-length": "10"}', { replicas: 1 }),
      findings: [{ severity: 'error', text: '"10"' }],
    },
    {
      name: 'in a Secret, whose values are not shown',
      manifests: having('{"max-length": "10"}', { filesIn: 'Secret' }),
      findings: [
        { message: /max-length: not a value that the broker takes$/, path: '/stringData/definitions.json' },
      ],
    },
  ],
})
