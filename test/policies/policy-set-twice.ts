import { cluster, policyFile, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const definition = '{"max-length": 1000}'
const command = (text: string): string =>
  cluster({
    definitions: policyFile(definition),
    container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', `${text} || true`] } } } },
  })
const resource = (limit: number, vhost = '/'): ReturnType<typeof topology> =>
  topology('Policy', `p${limit}`, {
    name: 'orders',
    vhost,
    pattern: '^a',
    definition: { 'max-length': limit },
  })
const operated = (...resources: readonly ReturnType<typeof topology>[]): string =>
  yaml(rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }), ...resources)

export default rows({
  valid: [
    { name: 'one policy', manifests: cluster({ definitions: policyFile(definition) }) },
    {
      name: 'the same twice',
      manifests: command(
        `rabbitmqctl set_policy orders --apply-to queues '^orders\\.' '{"max-length":1000}'`,
      ),
    },
    { name: 'another name', manifests: command(`rabbitmqctl set_policy other . '{"max-length":9}'`) },
    {
      name: 'another virtual host',
      manifests: command(`rabbitmqctl set_policy -p x orders . '{"max-length":9}'`),
    },
    {
      name: 'a definition that nobody knows',
      manifests: command(`rabbitmqctl set_policy orders . "$DEFINITION"`),
    },
    { name: 'two virtual hosts', manifests: operated(resource(1), resource(2, 'x')) },
  ],
  invalid: [
    {
      name: 'definitions and a command',
      manifests: command(`rabbitmqctl set_policy orders . '{"max-length":9}'`),
      findings: [
        {
          severity: 'warning',
          line: 84,
          message: /^policy orders is set twice, by definitions and by a command, differently$/,
          why: /^who sets it last wins/,
          help: /^set it in one place$/,
        },
      ],
    },
    {
      name: 'the configuration and a command, of an operator policy',
      manifests: cluster({
        conf: [
          'default_policies.operator.limits.vhost_pattern = /',
          'default_policies.operator.limits.queue_pattern = ^a',
          'default_policies.operator.limits.max_length = 10',
        ].join('\n'),
        container: {
          lifecycle: {
            preStop: {
              exec: { command: ['sh', '-c', `rabbitmqctl set_operator_policy limits ^b '{"max-length":9}'`] },
            },
          },
        },
      }),
      findings: [
        {
          severity: 'warning',
          line: 81,
          message: /^operator policy limits is set twice, by the configuration and by a command/,
        },
      ],
    },
    {
      name: 'two resources',
      manifests: operated(resource(1), resource(2)),
      after: operated(resource(1)),
      findings: [{ severity: 'warning', path: '/spec', message: /by a resource and by a resource/ }],
    },
  ],
})
