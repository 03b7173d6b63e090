import { chartValues, cluster, policyFile, yaml } from '../../policies/sample.ts'
import { type InvalidRow, rows } from '../rule-rows.ts'

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
    ...['3.8.9-debian-10-r37', '3.12.14-debian-12-r0'].map(
      (tag): InvalidRow => ({
        name: `values of a chart, ${tag}`,
        manifests: yaml(
          chartValues({
            image: { tag },
            extraSecrets: { policies: { 'policies.json': '{"vhosts": [{"name": "/"}], "policies": []}\n' } },
            loadDefinition: { enabled: true, existingSecret: 'policies' },
            extraConfiguration: 'load_definitions = /app/policies.json\n',
          }),
        ),
        findings: [
          {
            severity: 'warning',
            message: /^\/app\/policies\.json makes no user$/,
            path: '/extraSecrets/policies/policies.json',
          },
        ],
      }),
    ),
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
