import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

type Options = Parameters<typeof cluster>[0]
const good = policyFile('{"max-length": 10}')
const having = (from: string, to: string, other: Options = {}): string =>
  cluster({ ...other, definitions: good.replace(from, to) })
const resource = (members: string): string => `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq, namespace: mq}
spec: {replicas: 3, image: "rabbitmq:3.13.7"}
---
apiVersion: rabbitmq.com/v1beta1
kind: Policy
metadata: {name: limits, namespace: mq}
spec: {name: limits, pattern: ".*", definition: {max-length: 10}, rabbitmqClusterReference: {name: rmq}, ${members}}
`
const operated = (members: string): string =>
  cluster({
    definitions: good.replace(
      '"policies":',
      `"parameters": [{"vhost": "/", "component": "operator_policy", "name": "cap", "value": {"pattern": ".*", ${members}"definition": {"max-length": 10}}}],\n  "policies":`,
    ),
  })
const hook = (command: string): string =>
  cluster().replace(
    '          volumeMounts:\n',
    `          lifecycle:\n            postStart:\n              exec:\n                command: [sh, -c, ${JSON.stringify(command)}]\n          volumeMounts:\n`,
  )

export default rows({
  valid: [
    { name: 'fine', manifests: cluster({ definitions: good }) },
    { name: 'without priority', manifests: having(', "priority": 0', '') },
    { name: 'a newer target', manifests: having('"queues"', '"quorum_queues"') },
    { name: 'a resource', manifests: resource('applyTo: queues, priority: 1') },
    { name: 'an operator policy', manifests: operated('"priority": 1, ') },
    {
      name: 'a command',
      manifests: hook(`rabbitmqctl set_policy --apply-to queues a '^a' '{"max-length":1}'`),
    },
  ],
  invalid: [
    {
      name: 'an empty definition',
      manifests: having('{"max-length": 10}', '{}'),
      findings: [{ severity: 'error', text: '{}', message: /no settings/ }],
    },
    {
      name: 'no definition',
      manifests: having(',\n     "definition": {"max-length": 10}', ''),
      findings: [{ severity: 'error', text: '"policies"' }],
    },
    {
      name: 'a definition as text',
      manifests: having('{"max-length": 10}', JSON.stringify('{"max-length": 10}')),
      findings: [{ severity: 'error', text: '"{\\"max-length\\": 10}"', fix: 'safe' }],
      fixed: cluster({ definitions: good }),
    },
    {
      name: 'a priority as text',
      manifests: having('"priority": 0', '"priority": "0"'),
      findings: [{ severity: 'error', text: '"0"', fix: 'safe' }],
      fixed: cluster({ definitions: good }),
    },
    {
      name: 'a priority of null',
      manifests: having('"priority": 0', '"priority": null'),
      findings: [{ text: 'null', fix: 'none' }],
    },
    {
      name: 'a pattern that does not compile',
      manifests: having('"^orders', '"[orders'),
      findings: [{ severity: 'error', message: /without its \]/, text: '"[orders\\\\."' }],
    },
    {
      name: 'a pattern as shells write them',
      manifests: having('"^orders\\\\."', '"*"'),
      findings: [{ severity: 'error', help: /\.\* matches all/, text: '"*"' }],
    },
    {
      name: 'no pattern',
      manifests: having('"pattern": "^orders\\\\.", ', ''),
      findings: [{ severity: 'error', message: /no pattern/, text: '"policies"' }],
    },
    {
      name: 'no such target',
      manifests: having('"queues"', '"everything"'),
      findings: [{ severity: 'error', text: '"everything"', fix: 'none' }],
    },
    {
      name: 'a target in the singular',
      manifests: having('"queues"', '"Queue"'),
      findings: [{ severity: 'error', text: '"Queue"', fix: 'safe' }],
      fixed: cluster({ definitions: good }),
    },
    {
      name: 'a target of 3.12',
      manifests: having('"queues"', '"quorum_queues"', { image: 'rabbitmq:3.11.28' }),
      findings: [{ severity: 'error', text: '"quorum_queues"' }],
    },
    {
      name: 'an error that nobody tells',
      manifests: having('"queues"', '"everything"', { image: 'rabbitmq:3.10.8' }),
      findings: [{ severity: 'error', why: /says nothing/, text: '"everything"' }],
    },
    {
      name: 'a misspelt member',
      manifests: having('"apply-to": "queues", "priority": 0', '"priority": 0, "apply_to": "queues"'),
      findings: [{ severity: 'warning', text: '"apply_to"', fix: 'unsafe' }],
    },
    {
      name: 'the other spelling in a resource',
      manifests: resource('apply-to: queues'),
      findings: [{ severity: 'warning', text: 'apply-to' }],
    },
    {
      name: 'a resource with a quoted priority',
      manifests: resource('priority: "1"'),
      findings: [{ severity: 'error', text: '"1"', fix: 'safe' }],
      fixed: resource('priority: 1'),
    },
    {
      name: 'an operator policy without priority',
      manifests: operated(''),
      findings: [{ severity: 'error', message: /operator policy cap/, text: '"value"', fix: 'safe' }],
    },
    {
      name: 'commands',
      manifests: hook(`rabbitmqctl set_policy --apply-to all-queues a '*' '{"max-length":1}'`),
      findings: [
        { message: /apply-to/, text: '"rabbitmqctl set_policy --apply-to all-queues a' },
        { message: /pattern/, text: '"rabbitmqctl set_policy --apply-to all-queues a' },
      ],
    },
    {
      name: 'a command without settings',
      manifests: hook(`rabbitmqctl set_policy a . '{}'`),
      findings: [{ severity: 'error', text: '{}' }],
    },
    {
      name: 'one node does not boot either',
      manifests: having('"queues"', '"x"', { replicas: 1 }),
      findings: [{ severity: 'error', text: '"x"' }],
    },
  ],
})
