import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const always = '{"ha-mode": "all", "ha-promote-on-shutdown": "always"}'
const whenSynced = '{"ha-mode": "all", "ha-promote-on-shutdown": "when-synced"}'
const operated = (image: string): string => `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq, namespace: mq}
spec: {replicas: 3, image: "${image}"}
`
const resource = (cluster = 'rmq'): string => `---
apiVersion: rabbitmq.com/v1beta1
kind: Policy
metadata: {name: ha, namespace: mq}
spec:
  name: ha
  pattern: "^orders"
  applyTo: queues
  definition:
    ha-mode: all
    ha-promote-on-shutdown: always
  rabbitmqClusterReference: {name: ${cluster}}
`
const inSecret = (definition: string): string => {
  const text = policyFile(definition)
  return cluster({ definitions: '{}' })
    .replace(/ {2}definitions\.json: \|\n {4}\{\}\n/, '')
    .replace(
      '          configMap:\n            name: rabbitmq\n',
      '          projected:\n            sources:\n              - configMap: {name: rabbitmq}\n              - secret: {name: definitions}\n',
    )
    .concat(
      `---\napiVersion: v1\nkind: Secret\nmetadata: {name: definitions, namespace: mq}\ndata:\n  definitions.json: ${btoa(text)}\n`,
    )
}

export default rows({
  valid: [
    { name: 'when-synced', manifests: cluster({ definitions: policyFile(whenSynced) }) },
    { name: 'left out', manifests: cluster({ definitions: policyFile('{"ha-mode": "all"}') }) },
    {
      name: '4.0 has no mirroring',
      manifests: cluster({ image: 'rabbitmq:4.0.5', definitions: policyFile(always) }),
    },
    {
      name: 'a cluster that is not among the files',
      manifests: resource('elsewhere').slice(4),
      gap: /not among the objects/,
    },
  ],
  invalid: [
    {
      name: 'in definitions',
      manifests: cluster({ definitions: policyFile(always) }),
      findings: [
        {
          severity: 'error',
          message: /^policy orders: ha-promote-on-shutdown is always$/,
          inner: '/policies/orders/definition/ha-promote-on-shutdown',
          text: '"always"',
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ definitions: policyFile(whenSynced) }),
    },
    {
      name: 'in a base64 Secret',
      manifests: inSecret(always),
      findings: [{ severity: 'error', path: '/data/definitions.json', fix: 'unsafe' }],
      fixed: inSecret(whenSynced),
    },
    {
      name: 'in a Policy resource',
      manifests: operated('rabbitmq:3.13.7') + resource(),
      findings: [{ severity: 'error', path: '/spec/definition/ha-promote-on-shutdown' }],
    },
    {
      name: 'a single node has no mirrors',
      manifests: cluster({
        replicas: 1,
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
        definitions: policyFile(always),
      }),
      findings: [{ severity: 'info' }],
    },
  ],
})
