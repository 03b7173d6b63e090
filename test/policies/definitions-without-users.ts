import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const none = '{"vhosts": [{"name": "/"}]}'

export default rows({
  valid: [
    {
      name: 'a policy in the place of the file: definitions-invalid says what comes of it',
      manifests: cluster({ definitions: '{"name": "a", "pattern": "x", "definition": {"max-length": 1}}' }),
    },
    { name: 'a user', manifests: cluster({ definitions: policyFile('{"max-length": 10}') }) },
    { name: 'no definitions', manifests: cluster() },
    { name: 'no JSON: another rule', manifests: cluster({ definitions: '{' }) },
  ],
  invalid: [
    {
      name: 'virtual hosts only',
      manifests: cluster({ definitions: none }),
      findings: [{ severity: 'warning', path: '/data/definitions.json' }],
    },
    {
      name: 'an empty list',
      manifests: cluster({ definitions: '{"users": []}' }),
      findings: [{ severity: 'warning', path: '/data/definitions.json' }],
    },
    {
      name: 'a single node',
      manifests: cluster({ replicas: 1, definitions: none }),
      findings: [{ severity: 'warning', path: '/data/definitions.json' }],
    },
  ],
})
