import { chartValues, cluster, policyFile, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default rows({
  valid: [
    { name: 'when-synced', manifests: having(`{${safe}}`) },
    {
      name: 'a release that has no such key',
      manifests: having('{"ha-mode": "all"}', { image: 'rabbitmq:3.7.4' }),
    },
    { name: 'no mirroring', manifests: having('{"max-length": 10}') },
  ],
  invalid: [
    {
      name: 'values of a chart',
      manifests: {
        'values.yaml': yaml(
          chartValues({
            loadDefinition: { enabled: true, existingSecret: 'mine' },
            extraSecrets: { mine: { 'load_definition.json': policyFile('{"ha-mode": "all"}') } },
          }),
        ),
      },
      gap: /render the chart/,
      findings: [
        {
          severity: 'warning',
          help: /^set when-synced where the data survives the pods/,
          path: '/extraSecrets/mine/load_definition.json',
          fix: 'unsafe',
        },
      ],
    },
    {
      name: 'whether the names of the nodes last was not seen',
      manifests: having('{"ha-mode": "all"}', {
        nodeName: null,
        env: { RABBITMQ_NODENAME: { configMapKeyRef: { name: 'elsewhere', key: 'name' } } },
      }),
      findings: [
        {
          severity: 'warning',
          text: '"definition"',
          help: /^set when-synced where the data survives the pods/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'the default, on disks that stay',
      manifests: having('{"ha-mode": "all"}'),
      findings: [
        { severity: 'warning', message: /at its default, always$/, text: '"definition"', fix: 'unsafe' },
      ],
      fixed: having('{"ha-mode": "all", "ha-promote-on-failure": "when-synced"}'),
    },
    {
      name: 'spelt out',
      manifests: having('{"ha-mode": "all", "ha-promote-on-failure": "always"}'),
      findings: [{ severity: 'warning', text: '"always"' }],
    },
    {
      name: 'on disks that go with the pod',
      manifests: having('{"ha-mode": "all"}', { storage: 'emptyDir' }),
      findings: [
        { severity: 'warning', text: '"definition"', fix: 'none', help: /^keep data and node names first/ },
      ],
    },
    {
      name: 'on disks that stay, for nodes of other names',
      manifests: having('{"ha-mode": "all"}', { nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [
        { severity: 'warning', text: '"definition"', fix: 'none', help: /^keep data and node names first/ },
      ],
    },
    {
      name: 'one node',
      manifests: having('{"ha-mode": "all"}', { replicas: 1 }),
      findings: [{ severity: 'info', text: '"definition"' }],
    },
  ],
})
