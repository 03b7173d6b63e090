import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const hook = (command: string, when: 'preStop' | 'postStart' = 'preStop'): JsonObject => ({
  lifecycle: { [when]: { exec: { command: ['sh', '-c', command] } } },
})
const runs = (command: string, more: Sample = {}): string => cluster({ container: hook(command), ...more })
const typed = 'rabbitmqctl forget_cluster_node –offline rabbit@b'

export default rows({
  valid: [
    { name: 'hyphens', manifests: runs('rabbitmqctl forget_cluster_node --offline rabbit@b') },
    { name: 'a failure that does not matter', manifests: runs(`${typed} || true`) },
    { name: 'words that are not known', manifests: runs('rabbitmqctl join_cluster $SEED') },
    { name: 'words to be filled in first', manifests: runs('rabbitmqctl join_cluster {{ seed }}') },
    { name: 'one argument of two', manifests: runs('rabbitmqctl add_user admin') },
    { name: 'a command of which nothing is known here', manifests: runs('rabbitmqctl eval a b c') },
    { name: 'a password that begins with a dash', manifests: runs('rabbitmqctl add_user admin –secret') },
    { name: 'what the cluster operator makes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a chart that is told of no hook',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'a dash in the place of two hyphens',
      manifests: runs(typed),
      after: runs('rabbitmqctl forget_cluster_node --offline rabbit@b'),
      findings: [
        {
          severity: 'error',
          text: typed,
          message: /^rabbitmqctl forget_cluster_node: –offline begins with a dash that is no hyphen$/,
          why: /^the tool refuses it; the hook fails, and the node is stopped/,
          help: /^write --offline$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'a dash in the place of one',
      manifests: runs('rabbitmq-diagnostics check_running —q'),
      findings: [{ severity: 'error', text: 'rabbitmq-diagnostics', help: /^write -q$/ }],
    },
    {
      name: 'too many arguments',
      manifests: runs('rabbitmqctl set_permissions admin .* .* .* .*'),
      after: runs('rabbitmqctl set_permissions admin .* .* .*'),
      findings: [
        {
          severity: 'error',
          text: 'rabbitmqctl',
          message: /: it takes 4 arguments, and is given 5$/,
          help: /^give it 4 arguments$/,
        },
      ],
    },
    {
      name: 'none where one is needed, before the node takes clients',
      manifests: cluster({
        container: hook('rabbitmqctl join_cluster', 'postStart'),
        replicas: 1,
        discovery: '',
      }),
      findings: [{ severity: 'error', text: 'rabbitmqctl', message: /takes 1 argument, and is given 0$/ }],
    },
    {
      name: 'one too many',
      manifests: runs('rabbitmqctl stop_app now'),
      findings: [{ severity: 'error', text: 'rabbitmqctl', help: /^give it no arguments$/ }],
    },
    {
      name: 'none for one or two, in a Deployment',
      manifests: runs('rabbitmqctl add_user', { kind: 'Deployment' }),
      findings: [{ severity: 'error', text: 'rabbitmqctl', message: /takes 1 or 2 arguments/ }],
    },
    {
      name: 'one node',
      manifests: runs(typed, { replicas: 1, discovery: '' }),
      findings: [{ severity: 'info', text: typed }],
    },
    {
      name: 'an override of the cluster operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overNode({ ...hook(typed) }),
        }),
      ),
      findings: [{ severity: 'error', text: typed }],
    },
  ],
})
