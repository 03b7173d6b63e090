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
      name: 'its failure tolerated',
      manifests: hook(`rabbitmqctl await_startup; ${set} || true`),
      findings: [{ severity: 'info', text: '"rabbitmqctl await_startup; rabbitmqctl' }],
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
