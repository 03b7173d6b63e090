import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const mounted = (text: string, more: object = {}): string =>
  cluster({
    data: { 'rabbitmq-env.conf': text },
    mounts: { 'rabbitmq-env.conf': '/etc/rabbitmq/rabbitmq-env.conf' },
    ...more,
  })

export default rows({
  valid: [
    { name: 'none', manifests: cluster() },
    {
      name: 'assignments',
      manifests: mounted('# all of it\nRABBITMQ_LOGS=-\nNODE_PORT="5672"\nexport A=$(hostname)\n'),
    },
    { name: 'a script', manifests: mounted('if [ "$A" = b ]; then\n  C=d\nfi\n') },
    {
      name: 'a command that may fail',
      manifests: mounted('RABBITMQ_LOGS = - || true\nif a; then\n  B = c\nfi\n'),
    },
    {
      name: 'assignments of the operator',
      manifests: yaml(rabbitmqCluster({ rabbitmq: { envConfig: 'RABBITMQ_LOGS=-\n' } })),
    },
  ],
  invalid: [
    {
      name: 'a bracket',
      manifests: mounted('RABBITMQ_LOGS=-\nthis is not shell (\n'),
      findings: [
        { severity: 'error', text: 'this is not', message: /^rabbitmq-env\.conf, line 2: unexpected token$/ },
      ],
    },
    {
      name: 'blanks around the equals sign',
      manifests: mounted('A=b\nRABBITMQ_LOGS = -\n'),
      findings: [
        { severity: 'error', text: 'RABBITMQ_LOGS', message: /line 2: RABBITMQ_LOGS is taken for a command/ },
      ],
      after: mounted('A=b\nRABBITMQ_LOGS=-\n'),
    },
    {
      name: 'a colon for an equals sign',
      manifests: mounted('RABBITMQ_LOGS: -\n'),
      findings: [{ severity: 'error', text: 'RABBITMQ_LOGS', message: /line 1: RABBITMQ_LOGS is taken/ }],
    },
    {
      name: 'of one node, where a variable names it',
      manifests: cluster({
        replicas: 1,
        data: { 'env.sh': 'if true; then\n  A=b\nfi\nC="d\n' },
        mounts: { 'env.sh': '/opt/env.sh' },
        env: { RABBITMQ_CONF_ENV_FILE: '/opt/env.sh' },
      }),
      findings: [{ severity: 'error', message: /unterminated double quote/, text: 'C=' }],
    },
    {
      name: 'of the operator',
      manifests: yaml(
        rabbitmqCluster({ replicas: 3, rabbitmq: { envConfig: 'A=b\nthis is not shell (\n' } }),
      ),
      findings: [{ severity: 'error', text: 'this is not', message: /^rabbitmq-env\.conf, line 2/ }],
    },
  ],
})
