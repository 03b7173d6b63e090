import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const hook = (command: string, name = 'postStart'): string =>
  cluster({ container: { lifecycle: { [name]: { exec: { command: ['sh', '-c', command] } } } } })
const set = `rabbitmqctl set_policy limits . '{"max-length":1000}'`

export default rows({
  valid: [
    { name: 'another command', manifests: hook('rabbitmqctl await_startup') },
    { name: 'another hook', manifests: hook(set, 'preStop') },
    { name: 'no hook', manifests: cluster() },
  ],
  invalid: [
    {
      name: 'as it is',
      manifests: hook(set),
      findings: [
        { severity: 'warning', message: /sets policy limits$/, text: '"rabbitmqctl set_policy limits .' },
      ],
    },
    {
      name: 'a hook that asks until its node answers',
      manifests: hook(`until rabbitmqctl node_health_check; do sleep 1; done; ${set}`),
      findings: [
        {
          severity: 'warning',
          text: '"until rabbitmqctl',
          why: /^the hook waits for its node and .* a refusal kills the container$/,
        },
      ],
    },
    {
      name: 'a hook that asks until its node answers, its failure tolerated',
      manifests: hook(`while ! curl -f localhost:15672; do sleep 1; done; ${set} || true`),
      findings: [{ severity: 'info', text: '"while !', why: /what is refused nobody hears of$/ }],
    },
    {
      name: 'a command that waits',
      manifests: hook(`rabbitmqctl await_startup; ${set}`),
      findings: [
        { severity: 'warning', text: '"rabbitmqctl await_startup', why: /^the hook waits for its node/ },
      ],
    },
    {
      name: 'a loop that is left when the node answers',
      manifests: hook(`for i in 1 2 3; do rabbitmqctl status && break; sleep 5; done; ${set}`),
      findings: [{ severity: 'warning', text: '"for i', why: /^the hook waits for its node/ }],
    },
    {
      name: 'a question that passes while the node waits for its peers',
      manifests: hook(`until rabbitmqctl ping; do sleep 1; done; ${set}`),
      findings: [{ severity: 'warning', text: '"until', why: /^it fails while the node boots/ }],
    },
    {
      name: 'a pause',
      manifests: hook(`sleep 30; ${set}`),
      findings: [{ severity: 'warning', text: '"sleep 30', why: /not booted after the pause/ }],
    },
    {
      name: 'a pause, its failure tolerated',
      manifests: hook(`sleep 30; ${set} || true`),
      findings: [{ severity: 'info', text: '"sleep 30', why: /after a pause/ }],
    },
    {
      name: 'its failure tolerated',
      manifests: hook(`${set} || true`),
      findings: [
        {
          severity: 'info',
          text: '"rabbitmqctl set_policy',
          why: /^it runs in every pod at every start, while/,
        },
      ],
    },
    {
      name: 'a release before 3.7',
      manifests: hook(
        `if [ "$HOSTNAME" = rabbitmq-0 ]; then until rabbitmqctl node_health_check; do sleep 1; done; ${set}; fi`,
      ).replace('rabbitmq:3.13.7', 'rabbitmq:3.6.16'),
      findings: [{ severity: 'warning', text: '"if [', why: /^the hook waits for its node/ }],
    },
    {
      name: 'one node',
      manifests: hook(set, 'postStart').replace('replicas: 3', 'replicas: 1'),
      findings: [{ severity: 'info', text: '"rabbitmqctl set_policy' }],
    },
    {
      name: 'a name that only the shell knows',
      manifests: hook(`rabbitmqctl set_policy "$NAME" . '{"max-length":1000}'`),
      findings: [
        {
          message: /sets policy \(not known\)$/,
          path: '/spec/template/spec/containers/0/lifecycle/postStart/exec/command/2',
        },
      ],
    },
  ],
})
