import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const hook = (command: string): JsonObject => ({
  lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } },
})
const wait = 'rabbitmq-upgrade await_online_quorum_plus_one'

export default rows({
  valid: [
    { name: 'three nodes', manifests: cluster({ container: hook(wait) }) },
    { name: 'one node', manifests: cluster({ container: hook(wait), replicas: 1, discovery: '' }) },
    { name: 'no hook', manifests: cluster({ replicas: 2 }) },
    { name: 'another hook', manifests: cluster({ replicas: 2, container: hook('rabbitmq-upgrade drain') }) },
    { name: 'the cluster operator, with three', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a chart, which may have one',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60', replicaCount: 2 })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'two nodes',
      manifests: cluster({ replicas: 2, container: hook(`${wait} -t 300 && rabbitmq-upgrade drain`) }),
      after: cluster({ container: hook(`${wait} -t 300 && rabbitmq-upgrade drain`) }),
      findings: [
        {
          severity: 'warning',
          text: wait,
          message: /^the preStop hook of rabbitmq waits for a majority and one node more, of two nodes$/,
          why: /^as soon as there is a quorum queue or a stream, .* Terminating for 300 s at each/,
          help: /^set spec\.replicas: 3$/,
        },
      ],
    },
    {
      name: 'two nodes with Khepri, and the time of the command itself',
      manifests: cluster({ replicas: 2, image: 'rabbitmq:4.3.0', container: hook(wait) }),
      findings: [{ severity: 'warning', text: wait, why: /^with one on each .* for 120 s at each/ }],
    },
    {
      name: 'a time that nobody knows',
      manifests: cluster({ replicas: 2, container: hook(`${wait} -t $TIME`) }),
      findings: [{ severity: 'warning', text: wait, why: /Terminating at each/ }],
    },
    {
      name: 'the cluster operator, whose hook waits for seven days',
      manifests: yaml(rabbitmqCluster({ replicas: 2 })),
      after: yaml(rabbitmqCluster({ replicas: 3 })),
      findings: [{ severity: 'warning', path: '/spec', why: /for 604800 s/ }],
    },
  ],
})
