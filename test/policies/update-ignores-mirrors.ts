import type { JsonObject } from '../../model/kube/json.ts'
import {
  chartValues,
  cluster,
  overNode,
  policyFile,
  rabbitmqCluster,
  type Sample,
  topology,
  yaml,
} from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const at = '/spec/template/spec/containers/0/lifecycle/preStop'
const wait = 'rabbitmq-upgrade await_online_synchronized_mirror -t 600 || true'
const hook = (command: string): JsonObject => ({
  lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } },
})
const policy = (definition: string, more: Sample = {}): string =>
  cluster({ definitions: policyFile(definition), container: { lifecycle: null }, ...more })
const all = '{"ha-mode": "all"}'
/** What the fix writes, behind the last mount. */
const stopping = (seconds: string): [string, string] => {
  const last = '              mountPath: /var/lib/rabbitmq\n'
  const command = `rabbitmq-upgrade await_online_synchronized_mirror -t ${seconds} || true`
  return [
    last,
    `${last}          lifecycle:
            preStop:
              exec:
                command:
                  - /bin/sh
                  - -c
                  - "${command}"
`,
  ]
}
const resource = topology('Policy', 'mirrors', { pattern: '.*', definition: { 'ha-mode': 'all' } })
const operated = (spec: JsonObject = {}): string =>
  yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7', ...spec }, { namespace: 'mq' }), resource)

export default rows({
  valid: [
    { name: 'a hook that waits', manifests: policy(all, { container: hook(wait) }) },
    { name: 'no mirrors', manifests: policy('{"max-length": 9}') },
    { name: 'one copy', manifests: policy('{"ha-mode": "exactly", "ha-params": 1}') },
    { name: 'one node', manifests: policy(all, { replicas: 1, discovery: '' }) },
    { name: 'before 3.8.4 no command waited', manifests: policy(all, { image: 'rabbitmq:3.8.3' }) },
    {
      name: 'from 4.0 nothing is mirrored',
      manifests: policy(all, { image: 'rabbitmq:4.0.9' }),
    },
    { name: 'the hook of the cluster operator waits', manifests: operated() },
    {
      name: 'a script of the image',
      manifests: policy(all, { container: hook('/opt/stop.sh') }),
      gap: /what \/opt\/stop\.sh does is not known/,
    },
    {
      name: 'a chart, which may have one',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'no hook',
      manifests: policy(all),
      after: policy(all, { container: hook(wait) }),
      fixed: policy(all).replace(...stopping('540')),
      findings: [
        {
          severity: 'warning',
          path: at,
          message: /^no preStop hook of rabbitmq waits for the mirrors of policy orders$/,
          why: /^a roll-out does not wait for mirrors/,
          help: /^add lifecycle\.preStop: rabbitmq-upgrade await_online_synchronized_mirror -t 600 \|\| true/,
          fix: 'unsafe',
        },
      ],
    },
    {
      name: 'no hook, and little time to stop',
      manifests: policy(all, { pod: { terminationGracePeriodSeconds: 30 } }),
      findings: [{ severity: 'warning', path: at, fix: 'unsafe' }],
      fixed: policy(all, { pod: { terminationGracePeriodSeconds: 660 } }).replace(...stopping('600')),
    },
    {
      name: 'a hook that waits for something else',
      manifests: policy(all, { container: hook('rabbitmq-upgrade await_online_quorum_plus_one -t 60') }),
      findings: [{ severity: 'warning', path: at, fix: 'none' }],
    },
    {
      name: 'the cluster operator, with another hook',
      manifests: operated({
        override: overNode({ ...hook('rabbitmqctl stop_app') }),
      }),
      findings: [{ severity: 'warning', text: 'preStop' }],
    },
  ],
})
