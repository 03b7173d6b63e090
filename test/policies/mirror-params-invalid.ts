import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const exactly = (params: string): string =>
  `{"ha-mode": "exactly", "ha-params": ${params}, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"}`

export default rows({
  valid: [
    { name: 'exactly and a number', manifests: having(exactly('2')) },
    { name: 'all and nothing', manifests: having('{"ha-mode": "all"}') },
    { name: 'nodes and a list', manifests: having('{"ha-mode": "nodes", "ha-params": ["rabbit@a"]}') },
  ],
  invalid: [
    {
      name: 'a number in quotes',
      manifests: having(exactly('"2"')),
      findings: [{ severity: 'error', text: '"2"', fix: 'safe' }],
      fixed: having(exactly('2')),
    },
    {
      name: 'no number',
      manifests: having('{"ha-mode": "exactly"}'),
      findings: [{ severity: 'error', text: '"definition"', fix: 'none' }],
    },
    {
      name: 'an empty list',
      manifests: having('{"ha-mode": "nodes", "ha-params": []}'),
      findings: [{ severity: 'error', message: /non-empty/, text: '[]' }],
    },
    {
      name: 'params for all',
      manifests: having('{"ha-mode": "all", "ha-params": 2}'),
      findings: [{ severity: 'error', text: '2', fix: 'safe' }],
      fixed: having('{"ha-mode": "all"}'),
    },
    {
      name: 'in a Secret, whose values are not shown',
      manifests: having(exactly('"2"'), { filesIn: 'Secret' }),
      findings: [{ message: /: ha-params do not fit ha-mode$/, path: '/stringData/definitions.json' }],
    },
  ],
})
