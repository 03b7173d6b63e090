import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const hooked = (command: readonly string[], other: Sample = {}): string =>
  cluster({ ...other, container: { lifecycle: { postStart: { exec: { command } } } } })
const hook = (command: string, other: Sample = {}): string => hooked(['sh', '-c', command], other)
const script = (...lines: readonly string[]): string => hook(lines.map(line => `${line}\n`).join(''))

export default rows({
  valid: [
    { name: 'no command', manifests: cluster() },
    { name: 'a good command', manifests: hook(`rabbitmqctl set_policy a ^a '{"max-length":1}'`) },
    {
      name: 'in double quotes',
      manifests: hook('rabbitmqctl set_policy -p / --priority 1 a ^a "{\\"max-length\\":1}"'),
    },
    {
      name: 'as a list of words',
      manifests: hooked(['rabbitmqctl', 'set_policy', 'a', '^a', '{"max-length":1}']),
    },
    { name: 'what only the shell knows', manifests: hook('rabbitmqctl set_policy a ^a "$DEFINITION"') },
    {
      name: 'a comma that this release takes',
      manifests: hook(`rabbitmqctl set_policy a ^a '{"max-length":1,}'`, { image: 'rabbitmq:3.10.8' }),
    },
    { name: 'other commands', manifests: hook('rabbitmqctl add_user a b c d e') },
  ],
  invalid: [
    {
      name: 'quotes that the shell takes away',
      manifests: script('set -e', `rabbitmqctl set_policy a ^a '{'max-length':1}'`),
      findings: [
        { severity: 'error', text: 'rabbitmqctl set_policy', message: /not JSON/, why: /restart loop/ },
      ],
    },
    {
      name: 'a comma too many',
      manifests: hook(`rabbitmqctl set_policy a ^a '{"max-length":1,}'`),
      findings: [{ severity: 'error', text: '"rabbitmqctl set_policy a ^a' }],
    },
    {
      name: 'a word too few',
      manifests: hook(`rabbitmqctl set_policy ^a '{"max-length":1}'`),
      findings: [
        { message: /takes 3 arguments, not 2/, text: `"rabbitmqctl set_policy ^a '{\\"max-length\\":1}'"` },
      ],
    },
    {
      name: 'no such option',
      manifests: hook(`rabbitmqctl set_policy --apply_to queues a ^a '{}'`),
      findings: [
        {
          message: /there is no option --apply_to/,
          text: "rabbitmqctl set_policy --apply_to queues a ^a '{}'",
        },
      ],
    },
    {
      name: 'tolerated',
      manifests: hook(`rabbitmqctl set_policy a ^a '{' || true`),
      findings: [
        { severity: 'error', why: /nobody says so/, text: "rabbitmqctl set_policy a ^a '{' || true" },
      ],
    },
    {
      name: 'a list of words',
      manifests: hooked(['rabbitmqctl', 'set_policy', 'a', '^a', '{']),
      findings: [{ text: '"{"' }],
    },
    {
      name: 'rabbitmqadmin',
      manifests: hook(
        `rabbitmqadmin declare policy name=a pattern=^a definition='{"max-length":1}' apply_to=queues`,
      ),
      findings: [
        { message: /no argument apply_to/, text: '"rabbitmqadmin declare policy name=a pattern=^a' },
      ],
    },
    {
      name: 'a request',
      manifests: hook(`curl -X PUT http://h:15672/api/policies/%2F/a -d '{"definition":{"max-length":1}}'`),
      findings: [{ message: /no pattern/, text: '"curl -X PUT http://h:15672/api/policies/%2F/a -d' }],
    },
    {
      name: 'one node is restarted too',
      manifests: hook(`rabbitmqctl set_policy a`, { replicas: 1 }),
      findings: [{ severity: 'error', text: 'rabbitmqctl set_policy a' }],
    },
    {
      name: 'one node goes on without',
      manifests: hook(`rabbitmqctl set_policy a || true`, { replicas: 1 }),
      findings: [{ severity: 'info', text: 'rabbitmqctl set_policy a || true' }],
    },
  ],
})
