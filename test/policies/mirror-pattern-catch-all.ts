import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const matching = (pattern: string, definition = '{"ha-mode": "all"}'): string =>
  cluster({ definitions: policyFile(definition, pattern) })

export default rows({
  valid: [
    { name: 'a prefix', manifests: matching('^orders') },
    { name: 'amq.* left out', manifests: matching('^(?!amq\\\\.).*') },
    { name: 'no mirroring', manifests: matching('.*', '{"max-length": 10}') },
  ],
  invalid: [
    {
      name: 'everything',
      manifests: matching('.*'),
      findings: [{ severity: 'info', text: '".*"', fix: 'unsafe' }],
      fixed: matching('^(?!amq\\\\.)'),
    },
    { name: 'empty', manifests: matching(''), findings: [{ severity: 'info', text: '""' }] },
    { name: 'a caret', manifests: matching('^'), findings: [{ severity: 'info', text: '"^"' }] },
    {
      name: 'one character, somewhere',
      manifests: matching('.'),
      findings: [{ severity: 'info', text: '"."' }],
    },
  ],
})
