import { cluster, policyFile, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const unset = (sample: Sample = {}): string =>
  cluster({ ...sample, env: { RABBITMQ_DEFAULT_USER: '', RABBITMQ_DEFAULT_PASS: '' } })
const opened = 'loopback_users.guest = false'
const guest = '{"users": [{"name": "guest", "password": "swordfish", "tags": ""}], "vhosts": [{"name": "/"}]}'

export default rows({
  valid: [
    { name: 'as it is', manifests: cluster() },
    { name: 'what the image opens is not the user', manifests: unset() },
    { name: 'closed', manifests: unset({ conf: 'loopback_users.guest = true' }) },
    {
      name: 'in vain: another file comes later',
      manifests: unset({ conf: `${opened}\nloopback_users.guest = true` }),
    },
    {
      name: 'the configuration was not seen',
      manifests: unset({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'guest is there',
      manifests: unset({ conf: opened }),
      findings: [
        {
          severity: 'warning',
          message: /^loopback_users lets guest log in from anywhere$/,
          why: /^there is a user guest, and whoever/,
          help: /^set RABBITMQ_DEFAULT_USER and RABBITMQ_DEFAULT_PASS from a Secret: a new node then makes no guest; on data/,
          inner: 'loopback_users.guest',
          fix: 'none',
        },
      ],
    },
    {
      name: 'guest is there, all may log in from anywhere',
      manifests: unset({ conf: 'loopback_users = none' }),
      findings: [{ severity: 'warning', inner: 'loopback_users' }],
    },
    {
      name: 'guest is there, one node',
      manifests: unset({ conf: opened, replicas: 1 }),
      findings: [{ severity: 'info', why: /^there is a user guest/, inner: 'loopback_users.guest' }],
    },
    {
      name: 'guest is in the definitions',
      manifests: cluster({ conf: opened, definitions: guest }),
      findings: [
        { severity: 'warning', help: /^take guest out of the definitions/, inner: 'loopback_users.guest' },
      ],
      after: cluster({ definitions: guest }),
    },
    {
      name: 'there is no guest',
      manifests: cluster({ conf: opened, definitions: policyFile('{"max-length": 10}') }),
      findings: [
        {
          severity: 'info',
          why: /^there is no user guest now; one/,
          help: /^take the setting out/,
          inner: 'loopback_users.guest',
        },
      ],
      after: cluster({ definitions: policyFile('{"max-length": 10}') }),
    },
    {
      name: 'there may be a guest',
      manifests: cluster({ conf: opened }),
      findings: [{ severity: 'info', why: /^where there is a user guest/, inner: 'loopback_users.guest' }],
    },
    {
      name: 'for the operator',
      manifests: yaml(
        rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: 'loopback_users = none\n' } }),
      ),
      findings: [{ severity: 'info', path: '/spec/rabbitmq/additionalConfig' }],
    },
  ],
})
