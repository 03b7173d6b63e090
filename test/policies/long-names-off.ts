import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const off = (sample: Sample = {}): string => cluster({ longNames: null, ...sample })
const variable = '/spec/template/spec/containers/0/env/RABBITMQ_USE_LONGNAME'

export default rows({
  valid: [
    { name: 'on', manifests: cluster() },
    { name: 'yes', manifests: cluster({ longNames: 'Yes' }) },
    { name: 'short names', manifests: off({ nodeName: 'rabbit@$(MY_POD_NAME)' }) },
    { name: 'the default name', manifests: off({ nodeName: null }) },
    { name: 'a dot in the part before the @ alone', manifests: off({ nodeName: 'mq.prod' }) },
    { name: 'an operator names the nodes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'on by rabbitmq-env.conf',
      manifests: off({
        data: { 'rabbitmq-env.conf': 'USE_LONGNAME=true\n' },
        mounts: { 'rabbitmq-env.conf': '/etc/rabbitmq/rabbitmq-env.conf' },
      }),
    },
    {
      name: 'on by the command',
      manifests: off({
        container: { command: ['sh', '-c', 'export RABBITMQ_USE_LONGNAME=true; exec rabbitmq-server'] },
      }),
      gap: /^the command of the container sets RABBITMQ_USE_LONGNAME$/,
    },
    {
      name: 'another name by a script that the command runs',
      manifests: off({
        data: { 'start.sh': 'RABBITMQ_NODENAME=rabbit@$(hostname) exec rabbitmq-server\n' },
        mounts: { 'start.sh': '/scripts/start.sh' },
        container: { command: ['/scripts/start.sh'] },
      }),
      gap: /^the command of the container sets RABBITMQ_NODENAME$/,
    },
    {
      name: 'a private image',
      manifests: off({ image: 'example.com/mq/rabbitmq-cluster:3.12.14' }),
      gap: /^the image may set RABBITMQ_USE_LONGNAME$/,
    },
  ],
  invalid: [
    {
      name: 'not set',
      manifests: off(),
      findings: [
        {
          severity: 'error',
          path: variable,
          message:
            /^the node name of rabbitmq is rabbit@<pod>\.rabbitmq-headless\.mq\.svc\.cluster\.local, and long names are off$/,
          why: /^the node stops at once/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ longNames: null, env: { RABBITMQ_USE_LONGNAME: 'true' } }),
      after: cluster(),
    },
    {
      name: 'set to no',
      manifests: off({ longNames: 'no' }),
      findings: [{ severity: 'error', text: '"no"', fix: 'none' }],
      after: cluster(),
    },
    {
      name: 'an address',
      manifests: off({ nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [{ severity: 'error', path: variable }],
    },
    {
      name: 'one node',
      manifests: off({ nodeName: 'rabbit@mq.example.com', replicas: 1, discovery: '' }),
      findings: [{ severity: 'error', path: variable }],
    },
    {
      name: 'a Deployment',
      manifests: off({ kind: 'Deployment', nodeName: 'rabbit@mq.example.com', replicas: 1, discovery: '' }),
      findings: [{ severity: 'error', path: variable }],
    },
  ],
})
