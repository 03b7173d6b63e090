import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const overriding = (spec: JsonObject, more: JsonObject = {}): string =>
  yaml(rabbitmqCluster({ replicas: 3, ...more, override: { statefulSet: { spec } } }))
const claims = (...names: readonly string[]): JsonObject => ({
  volumeClaimTemplates: names.map(name => ({
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
  })),
})
const variable = (value: string): JsonObject => ({
  template: {
    spec: { containers: [{ name: 'rabbitmq', env: [{ name: 'RABBITMQ_ENABLED_PLUGINS_FILE', value }] }] },
  },
})
const selecting = (selector: JsonObject): string =>
  yaml(rabbitmqCluster({ replicas: 3, override: { service: { spec: { selector } } } }))
const place = '/spec/override/statefulSet/spec'

export default rows({
  valid: [
    { name: 'no override', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    { name: 'one claim template more', manifests: overriding(claims('persistence', 'logs')) },
    {
      name: 'claim templates that are passed over',
      manifests: overriding(claims('data'), { persistence: { storage: 0 } }),
    },
    { name: 'as many replicas', manifests: overriding({ replicas: 3 }) },
    { name: 'the list of the operator', manifests: overriding(variable('/operator/enabled_plugins')) },
    {
      name: 'a selector that fits',
      manifests: overriding({ selector: { matchLabels: { 'app.kubernetes.io/name': 'rmq' } } }),
    },
    { name: 'a label that the pods have', manifests: selecting({ 'app.kubernetes.io/name': 'rmq' }) },
    { name: 'without the operator', manifests: cluster({ env: { RABBITMQ_ENABLED_PLUGINS_FILE: '/x' } }) },
  ],
  invalid: [
    {
      name: 'claim templates without that of the data, one node',
      manifests: overriding(claims('data'), { replicas: 1 }),
      findings: [
        {
          severity: 'error',
          message: /^the overriding claim templates have none called persistence$/,
          why: /the API server refuses each pod$/,
          help: /^call the template for the data persistence/,
          path: `${place}/volumeClaimTemplates`,
          fix: 'none',
        },
      ],
      after: overriding(claims('persistence'), { replicas: 1 }),
    },
    {
      name: 'a selector that does not fit',
      manifests: overriding({ selector: { matchLabels: { app: 'mq' } } }),
      findings: [
        {
          severity: 'error',
          message: /^the overriding selector does not fit the labels of the pods$/,
          why: /refuses the StatefulSet/,
          help: /^take the selector out/,
          path: `${place}/selector`,
        },
      ],
      after: overriding({}),
    },
    {
      name: 'another list of plugins',
      manifests: overriding(variable('/etc/rabbitmq/enabled_plugins')),
      findings: [
        {
          severity: 'warning',
          message: /^RABBITMQ_ENABLED_PLUGINS_FILE leads the node to another list/,
          why: /management among them, are off$/,
          help: /^take the variable out/,
          text: '"/etc/rabbitmq/enabled_plugins"',
        },
      ],
      after: overriding({}),
    },
    {
      name: 'other replicas',
      manifests: overriding({ replicas: 5 }),
      findings: [
        {
          severity: 'warning',
          message: /^an override makes it 5 of 3 replicas$/,
          why: /counting by spec\.replicas/,
          help: /^set spec\.replicas: 5, and take the override out$/,
          path: `${place}/replicas`,
        },
      ],
      after: yaml(rabbitmqCluster({ replicas: 5 })),
    },
    {
      name: 'replicas where none are stated',
      manifests: overriding({ replicas: 3 }, { replicas: null }),
      findings: [{ severity: 'warning', message: /makes it 3 of 1 replicas/, path: `${place}/replicas` }],
    },
    {
      name: 'a Service for no pod',
      manifests: selecting({ app: 'mq' }),
      findings: [
        {
          severity: 'warning',
          message: /^the overriding selector of Service rmq fits no pod$/,
          why: /reach no node$/,
          help: /^take the selector out of the override$/,
          path: '/spec/override/service/spec/selector',
        },
      ],
      after: yaml(rabbitmqCluster({ replicas: 3 })),
    },
  ],
})
