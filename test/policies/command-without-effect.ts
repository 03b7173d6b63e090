import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const hook = (command: string): JsonObject => ({
  lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } },
})
const runs = (command: string, image: string, more: Sample = {}): string =>
  cluster({ image: `rabbitmq:${image}`, container: hook(command), ...more })
const offline = 'rabbitmqctl forget_cluster_node --offline rabbit@rabbitmq-2'

export default rows({
  valid: [
    { name: 'with Mnesia', manifests: runs(`${offline}; rabbitmqctl force_boot`, '4.1.2') },
    {
      name: 'on a node that runs',
      manifests: runs('rabbitmqctl forget_cluster_node rabbit@rabbitmq-2', '4.3.0'),
    },
    {
      name: 'a command that did what it says',
      manifests: runs('rabbitmqctl rename_cluster_node a b', '3.12.14'),
    },
    { name: 'what the cluster operator makes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'either store, of which one heeds it',
      manifests: runs(offline, '4.2.1'),
      gap: /Khepri|Mnesia|store/,
    },
  ],
  invalid: [
    {
      name: 'with Khepri nobody is forgotten by a stopped node',
      manifests: runs(offline, '4.3.0'),
      after: runs('rabbitmqctl forget_cluster_node rabbit@rabbitmq-2', '4.3.0'),
      findings: [
        {
          severity: 'warning',
          text: offline,
          message: /^rabbitmqctl forget_cluster_node --offline has no effect$/,
          why: /by those that run/,
          help: /^run it without --offline/,
        },
      ],
    },
    {
      name: 'with Khepri no boot is forced',
      manifests: runs('rabbitmqctl force_boot', '4.3.0'),
      after: runs('true', '4.3.0'),
      findings: [
        {
          severity: 'warning',
          text: 'rabbitmqctl',
          why: /^Khepri knows no forced boot/,
          help: /^take it out$/,
        },
      ],
    },
    {
      name: 'a name that stays as it is',
      manifests: runs('rabbitmqctl rename_cluster_node a b', '3.13.7'),
      findings: [
        { severity: 'warning', text: 'rabbitmqctl', why: /keeps its name$/, help: /^let a node with/ },
      ],
    },
    {
      name: 'a Deployment',
      manifests: runs(offline, '4.3.0', { kind: 'Deployment' }),
      findings: [{ severity: 'warning', text: offline }],
    },
  ],
})
