import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, policyFile, rabbitmqCluster, secret, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const always = '{"ha-mode": "all", "ha-promote-on-shutdown": "always"}'
const whenSynced = '{"ha-mode": "all", "ha-promote-on-shutdown": "when-synced"}'
const operated = (image: string): JsonObject => rabbitmqCluster({ replicas: 3, image }, { namespace: 'mq' })
const resource = (rabbitmqClusterReference = { name: 'rmq' }): JsonObject =>
  topology('Policy', 'ha', {
    name: 'ha',
    pattern: '^orders',
    applyTo: 'queues',
    definition: { 'ha-mode': 'all', 'ha-promote-on-shutdown': 'always' },
    rabbitmqClusterReference,
  })
const inSecret = (definition: string): string =>
  cluster({
    conf: 'load_definitions = /etc/rabbitmq/definitions.json',
    mounts: { 'definitions.json': '/etc/rabbitmq/definitions.json' },
    pod: { volumes: [{ name: 'config', configMap: null, projected: { sources } }] },
    objects: [secret('definitions', { data: { 'definitions.json': btoa(policyFile(definition)) } })],
  })
const sources = [{ configMap: { name: 'rabbitmq' } }, { secret: { name: 'definitions' } }]

const hooked = (...command: readonly string[]): JsonObject => ({
  lifecycle: { postStart: { exec: { command } } },
})
const setPolicy = (value: string): string =>
  `rabbitmqctl set_policy ha "^orders" '{"ha-mode":"all","ha-promote-on-shutdown":"${value}"}' --apply-to queues`
const inWords = (value: string): string =>
  cluster({
    container: hooked(
      'rabbitmqctl',
      'set_policy',
      'ha',
      '^orders',
      `{"ha-mode":"all","ha-promote-on-shutdown":"${value}"}`,
    ),
  })
const inShell = (value: string): string =>
  cluster({
    container: hooked(
      '/bin/sh',
      '-c',
      `until rabbitmqctl await_startup; do sleep 2; done # wait\n${setPolicy(value)} || true\n`,
    ),
  })
const inScript = (value: string): string =>
  cluster({
    container: {
      ...hooked('/bin/bash', '/scripts/init.sh'),
      volumeMounts: [{ name: 'config', mountPath: '/scripts' }],
    },
    data: { 'init.sh': `#!/bin/bash\n${setPolicy(value)}\n` },
  })
const inJob = (value: string): string => {
  const request = `curl -u "$USER:$PASS" -X PUT http://rabbitmq-client:15672/api/policies/%2F/ha -H 'content-type: application/json' \\
  -d '{"pattern":"^orders","definition":{"ha-mode":"all","ha-promote-on-shutdown":"${value}"},"apply-to":"queues"}'
`
  const container = { name: 'set', image: 'rabbitmq:3.13.7', command: ['sh', '-c'], args: [request] }
  return cluster({
    objects: [
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'policies', namespace: 'mq' },
        spec: { template: { spec: { containers: [container] } } },
      },
    ],
  })
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
      manifests: yaml(resource({ name: 'elsewhere' })),
      gap: /not among the objects/,
    },
  ],
  invalid: [
    {
      name: 'in a hook, in a shell',
      manifests: inShell('always'),
      findings: [{ severity: 'error', text: '"always"', inner: '/ha-promote-on-shutdown', fix: 'unsafe' }],
      fixed: inShell('when-synced'),
    },
    {
      name: 'in a hook, as a list of words',
      manifests: inWords('always'),
      findings: [{ severity: 'error', text: '"always"' }],
      fixed: inWords('when-synced'),
    },
    {
      name: 'in a script that a hook runs',
      manifests: inScript('always'),
      findings: [{ severity: 'error', path: '/data/init.sh', text: '"always"' }],
      fixed: inScript('when-synced'),
    },
    {
      name: 'in a Job that asks the HTTP API',
      manifests: inJob('always'),
      findings: [{ severity: 'error', text: '"always"' }],
    },
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
      manifests: yaml(operated('rabbitmq:3.13.7'), resource()),
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
      findings: [{ severity: 'info', text: '"always"' }],
    },
  ],
})
