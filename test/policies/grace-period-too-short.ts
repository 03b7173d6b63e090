import type { JsonObject } from '../../model/kube/json.ts'
import {
  chartValues,
  cluster,
  overPods,
  policyFile,
  rabbitmqCluster,
  type Sample,
  yaml,
} from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const field = '/spec/template/spec/terminationGracePeriodSeconds'
const grace = (seconds: number | null, more: Sample = {}): string =>
  cluster({ ...more, pod: { terminationGracePeriodSeconds: seconds as never } })
const hook = (command: string): JsonObject => ({
  lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } },
})
const mirrors = (more = ''): string => policyFile(`{"ha-mode": "exactly", "ha-params": 2${more}}`)
const wait = 'rabbitmq-upgrade await_online_quorum_plus_one -t 600 && rabbitmq-upgrade drain'

export default rows({
  valid: [
    { name: 'ten minutes', manifests: cluster() },
    { name: 'a minute', manifests: grace(60) },
    { name: 'nothing is kept', manifests: grace(10, { storage: 'emptyDir' }) },
    {
      name: 'what is kept is kept for a node of another name',
      manifests: grace(10, { nodeName: 'rabbit@$(MY_POD_IP)' }),
    },
    { name: 'one node', manifests: grace(10, { replicas: 1, discovery: '' }) },
    { name: 'as long as the hook waits', manifests: grace(600, { container: hook(wait) }) },
    { name: 'a wait that nobody knows', manifests: grace(60, { container: hook('sleep $WAIT') }) },
    { name: 'seven days of the cluster operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'the hook of the cluster operator, which waits as long as the pod has',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overPods({ terminationGracePeriodSeconds: 120 }),
        }),
      ),
    },
    {
      name: 'a chart, which has its own',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'a policy that a release without mirrors refuses',
      manifests: grace(10, { image: 'rabbitmq:4.1.4', definitions: mirrors() }),
      findings: [{ severity: 'info', path: field, why: /recovers its queues/ }],
    },
    {
      name: 'the default',
      manifests: grace(null),
      after: grace(600),
      findings: [
        {
          severity: 'info',
          path: field,
          message: /^a node of rabbitmq has 30 s to stop, the default$/,
          why: /recovers its queues at the next boot$/,
          help: /^set spec\.template\.spec\.terminationGracePeriodSeconds: 600$/,
        },
      ],
    },
    {
      name: 'ten seconds, and a policy that promotes on failure unless told otherwise',
      manifests: grace(10, { definitions: mirrors(), container: { lifecycle: null } }),
      findings: [
        {
          severity: 'warning',
          text: '10',
          message: /10 s to stop$/,
          why: /which is a crash: policy orders promotes a mirror/,
        },
      ],
    },
    {
      name: 'a policy that waits for its leader',
      manifests: grace(10, {
        definitions: mirrors(', "ha-promote-on-failure": "when-synced"'),
        container: { lifecycle: null },
      }),
      findings: [{ severity: 'info', text: '10' }],
    },
    {
      name: 'less than the hook waits',
      manifests: grace(120, { container: hook(wait) }),
      after: grace(660, { container: hook(wait) }),
      findings: [
        {
          severity: 'warning',
          text: '120',
          why: /^its preStop hook waits for 600 s: the node is killed before it begins to stop$/,
          help: /: 660, or let the hook wait less$/,
        },
      ],
    },
    {
      name: 'less than a command waits by itself',
      manifests: grace(90, { container: hook('rabbitmq-upgrade await_online_quorum_plus_one') }),
      findings: [{ severity: 'warning', text: '90', why: /waits for 120 s/ }],
    },
    {
      name: 'less than the hook sleeps',
      manifests: grace(60, { container: hook('sleep 2m; rabbitmqctl stop_app') }),
      findings: [{ severity: 'warning', text: '60', why: /waits for 120 s/ }],
    },
    {
      name: 'a Deployment',
      manifests: grace(30, { kind: 'Deployment' }),
      findings: [{ severity: 'info', text: '30' }],
    },
    {
      name: 'a RabbitmqCluster',
      manifests: yaml(rabbitmqCluster({ replicas: 3, terminationGracePeriodSeconds: 30 })),
      findings: [{ severity: 'info', text: '30', help: /^set spec\.terminationGracePeriodSeconds: 600$/ }],
    },
    {
      name: 'an old release',
      manifests: grace(30, {
        image: 'rabbitmq:3.6.16',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [{ severity: 'info', text: '30' }],
    },
  ],
})
