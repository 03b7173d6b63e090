import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, overNode, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const spec = (more: JsonObject): string => yaml(rabbitmqCluster(more, { namespace: 'mq' }))
const lines = (additionalConfig: string): JsonObject => ({ rabbitmq: { additionalConfig } })
const variable = (value: JsonObject): JsonObject => ({
  override: overNode({ env: [{ name: 'RABBITMQ_DEFAULT_PASS', ...value }] }),
})

export default rows({
  valid: [
    { name: 'what the operator makes up', manifests: spec({}) },
    { name: 'other settings', manifests: spec(lines('default_vhost = shop\n')) },
    {
      name: 'a Secret of their own',
      manifests: spec({
        ...lines('default_user = shop\n'),
        secretBackend: { externalSecret: { name: 'x' } },
      }),
    },
    {
      name: 'in Vault',
      manifests: spec({
        ...lines('default_user = shop\n'),
        secretBackend: { vault: { role: 'mq', defaultUserPath: 'secret/data/mq' } },
      }),
    },
    { name: 'without the operator', manifests: cluster({ conf: 'default_user = shop' }) },
  ],
  invalid: [
    {
      name: 'in the configuration',
      manifests: spec(lines('default_user = shop\ndefault_pass = swordfish\n')),
      findings: [
        {
          severity: 'warning',
          message: /^default_user is set by hand, beside what the operator makes up$/,
          why: /^Secret rmq-default-user gets these when an operator from 2\.19 on makes it, and never again/,
          help: /^leave it out, and take user and password from the Secret/,
          inner: 'default_user',
          fix: 'none',
        },
      ],
      after: spec(lines('')),
    },
    {
      name: 'in a variable, one node',
      manifests: spec({ replicas: 1, ...variable({ value: 'swordfish' }) }),
      findings: [
        {
          severity: 'warning',
          message: /^RABBITMQ_DEFAULT_PASS is set by hand/,
          why: /^Secret rmq-default-user goes on telling/,
          text: '"swordfish"',
        },
      ],
    },
    {
      name: 'in a variable from a Secret',
      manifests: spec(variable({ valueFrom: { secretKeyRef: { name: 'x', key: 'pass' } } })),
      findings: [
        { severity: 'warning', path: '/spec/override/statefulSet/spec/template/spec/containers/0/env/0' },
      ],
    },
  ],
})
