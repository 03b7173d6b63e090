import { chartValues, cluster, helmRelease, policyFile, yaml } from '../../policies/sample.ts'
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
    {
      name: 'one user has a password, another none',
      manifests: cluster({
        definitions:
          '{"vhosts": [{"name": "/"}], "users": [{"name": "a", "password": "", "tags": ""}, {"name": "b", "password_hash": "", "tags": ""}]}',
      }),
    },
    {
      name: 'lists of a chart with its first user',
      manifests: yaml(
        helmRelease('cloudpirates', '0.21.18', {
          definitions: {
            enabled: true,
            users: [{ name: 'admin', password_hash: '', tags: 'administrator' }],
          },
        }),
      ),
    },
    {
      name: 'lists of a chart that are not switched on',
      manifests: yaml(helmRelease('cloudpirates', '0.21.18', { definitions: { vhosts: [{ name: '/' }] } })),
    },
    {
      name: 'lists beside which a Secret may hold more values',
      manifests: yaml(
        helmRelease('cloudpirates', '0.21.18', { definitions: { enabled: true, vhosts: [{ name: '/' }] } }),
      ).replace('  values:', '  valuesFrom: [{kind: Secret, name: more}]\n  values:'),
      gap: /render the chart/,
    },
  ],
  invalid: [
    ...['0.16.1', '0.21.18'].map(
      (version): InvalidRow => ({
        name: `lists of the CloudPirates chart ${version}, which adds a user without password`,
        manifests: yaml(
          helmRelease('cloudpirates', version, { definitions: { enabled: true, vhosts: [{ name: '/' }] } }),
        ),
        after: yaml(
          helmRelease('cloudpirates', version, {
            definitions: {
              enabled: true,
              vhosts: [{ name: '/' }],
              users: [
                {
                  name: 'admin',
                  password_hash: 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR',
                  tags: '',
                },
              ],
            },
          }),
        ),
        findings: [
          {
            severity: 'warning',
            message:
              version === '0.16.1'
                ? /^\/etc\/rabbitmq-definitions\/defs\.json makes no user$/
                : /defs\.json makes no user with a password$/,
            why: version === '0.16.1' ? /^with definitions/ : /^the broker refuses empty passwords/,
            path: '/spec/values/definitions',
          },
        ],
      }),
    ),
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
