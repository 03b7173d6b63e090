import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const short = (sample: Sample = {}): string => cluster({ nodeName: 'rabbit@$(MY_POD_NAME)', ...sample })
const alone: Sample = { replicas: 1, discovery: '' }

export default rows({
  valid: [
    { name: 'a name of DNS', manifests: cluster() },
    { name: 'the default, which has one where it can', manifests: cluster({ nodeName: null }) },
    { name: 'a part before the @ alone', manifests: cluster({ nodeName: 'mq' }) },
    { name: 'an address', manifests: cluster({ nodeName: 'rabbit@$(MY_POD_IP)' }) },
    { name: 'long names off', manifests: short({ longNames: 'false' }) },
    { name: 'an operator names the nodes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'the command sets it',
      manifests: short({
        container: { command: ['sh', '-c', 'RABBITMQ_USE_LONGNAME=false exec rabbitmq-server'] },
      }),
      gap: /sets RABBITMQ_USE_LONGNAME$/,
    },
  ],
  invalid: [
    {
      name: 'the name of the pod',
      manifests: short(),
      findings: [
        {
          severity: 'warning',
          text: '"true"',
          message: /^long names are on, and the node name of rabbitmq is rabbit@<pod>$/,
          why: /the probes that run them fail for ever$/,
          help: /^set RABBITMQ_NODENAME to rabbit@\$\(MY_POD_NAME\)\.rabbitmq-headless\.mq\.svc\.<cluster domain>$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'no probe by command',
      manifests: short({ readiness: { tcpSocket: { port: 5672 } } }),
      findings: [{ severity: 'warning', text: '"true"', why: /rabbitmqctl and its sisters fail for ever$/ }],
    },
    {
      name: 'one node with a probe by command, which is never ready',
      manifests: short({ ...alone, nodeName: 'rabbit@localhost' }),
      findings: [{ severity: 'warning', text: '"true"', help: /^leave RABBITMQ_USE_LONGNAME out$/ }],
      after: short({ ...alone, nodeName: 'rabbit@localhost', longNames: null }),
    },
    {
      name: 'one node without',
      manifests: short({ ...alone, nodeName: 'rabbit@localhost', readiness: null }),
      findings: [{ severity: 'info', text: '"true"' }],
      after: short({ ...alone, nodeName: 'rabbit@localhost', readiness: null, longNames: null }),
    },
    {
      name: 'a Deployment',
      manifests: short({ kind: 'Deployment' }),
      findings: [{ severity: 'warning', text: '"true"', help: /^leave/ }],
    },
  ],
})
