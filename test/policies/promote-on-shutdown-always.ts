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

const hook = (command: string): string =>
  cluster().replace(
    '          volumeMounts:\n',
    `          lifecycle:\n            postStart:\n              exec:\n${command}          volumeMounts:\n`,
  )
const setPolicy = (value: string): string =>
  `rabbitmqctl set_policy ha "^orders" '{"ha-mode":"all","ha-promote-on-shutdown":"${value}"}' --apply-to queues`
const inShell = (value: string): string =>
  hook(
    `                command:\n                  - /bin/sh\n                  - -c\n                  - |\n                    until rabbitmqctl await_startup; do sleep 2; done # wait\n                    ${setPolicy(value)} || true\n`,
  )
const inScript = (value: string): string =>
  hook('                command: [/bin/bash, /scripts/init.sh]\n')
    .replace(
      '            - name: config\n',
      '            - name: config\n              mountPath: /scripts\n            - name: config\n',
    )
    .replace('\ndata:\n', `\ndata:\n  init.sh: |\n    #!/bin/bash\n    ${setPolicy(value)}\n`)
const inJob = (value: string): string => `${cluster()}---
apiVersion: batch/v1
kind: Job
metadata: {name: policies, namespace: mq}
spec:
  template:
    spec:
      containers:
        - name: set
          image: rabbitmq:3.13.7
          command: [sh, -c]
          args:
            - |
              curl -u "$USER:$PASS" -X PUT http://rabbitmq-client:15672/api/policies/%2F/ha -H 'content-type: application/json' \\
                -d '{"pattern":"^orders","definition":{"ha-mode":"all","ha-promote-on-shutdown":"${value}"},"apply-to":"queues"}'
`

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
      name: 'in a hook, in a shell',
      manifests: inShell('always'),
      findings: [{ severity: 'error', text: '"always"', inner: '/ha-promote-on-shutdown', fix: 'unsafe' }],
      fixed: inShell('when-synced'),
    },
    {
      name: 'in a hook, as a list of words',
      manifests: hook(
        `                command: [rabbitmqctl, set_policy, ha, "^orders", '{"ha-mode":"all","ha-promote-on-shutdown":"always"}']\n`,
      ),
      findings: [{ severity: 'error', text: '"always"' }],
      fixed: hook(
        `                command: [rabbitmqctl, set_policy, ha, "^orders", '{"ha-mode":"all","ha-promote-on-shutdown":"when-synced"}']\n`,
      ),
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
      findings: [{ severity: 'info', text: '"always"' }],
    },
  ],
})
