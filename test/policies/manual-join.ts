import { cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const hook = (name: 'postStart' | 'preStop', command: string): Sample => ({
  container: { lifecycle: { [name]: { exec: { command: ['sh', '-c', command] } } } },
})
const started = (command: string, sample: Sample = {}): string =>
  cluster({ ...sample, ...hook('postStart', command) })
const stopped = (command: string): string => cluster(hook('preStop', command))
const joins = 'rabbitmqctl stop_app\nrabbitmqctl join_cluster rabbit@rabbitmq-0\nrabbitmqctl start_app'

export default rows({
  valid: [
    { name: 'no script', manifests: cluster() },
    {
      name: 'a hook that sets a policy',
      manifests: started('rabbitmqctl set_policy a b \'{"max-length":1}\''),
    },
    { name: 'a hook that reads the file', manifests: started('cat /etc/resolv.conf > /tmp/x') },
    {
      name: 'a Job, which runs once',
      manifests: cluster({
        objects: [
          {
            apiVersion: 'batch/v1',
            kind: 'Job',
            metadata: { name: 'forget', namespace: 'mq' },
            spec: {
              template: {
                spec: {
                  containers: [
                    {
                      name: 'forget',
                      image: 'rabbitmq:3.13.7',
                      command: [
                        'rabbitmqctl',
                        '-n',
                        'rabbit@rabbitmq-client',
                        'forget_cluster_node',
                        'rabbit@x',
                      ],
                    },
                  ],
                },
              },
            },
          },
        ],
      }),
    },
    {
      name: 'a script that was not seen',
      manifests: cluster({
        pod: { volumes: [{ name: 'more', configMap: { name: 'more' } }] },
        container: {
          lifecycle: { postStart: { exec: { command: ['sh', '/config/join.sh'] } } },
          volumeMounts: [{ name: 'more', mountPath: '/config' }],
        },
      }),
      gap: /ConfigMap more/,
    },
  ],
  invalid: [
    {
      name: 'joined after each start',
      manifests: started(joins),
      findings: [
        {
          severity: 'warning',
          text: 'rabbitmqctl join_cluster',
          message: /^the postStart hook of rabbitmq runs join_cluster$/,
          why: /^it runs at every start of a pod/,
          help: /^take it out: with /,
        },
      ],
      after: cluster(),
    },
    {
      name: 'reset before it is joined',
      manifests: started(
        `rabbitmqctl stop_app\nrabbitmqctl join_cluster rabbit@rabbitmq-0\nrabbitmqctl reset`,
      ),
      findings: [
        {
          severity: 'warning',
          text: 'rabbitmqctl reset',
          message: /runs join_cluster, runs reset$/,
          why: /^at every start of a pod its node leaves the cluster/,
        },
      ],
    },
    {
      name: 'forgotten at each stop',
      manifests: stopped(
        'rabbitmqctl stop_app; rabbitmqctl -n rabbit@rabbitmq-0 forget_cluster_node rabbit@$HOSTNAME',
      ),
      findings: [
        {
          severity: 'warning',
          text: 'rabbitmqctl stop_app; rabbitmqctl -n',
          message: /^the preStop hook of rabbitmq runs forget_cluster_node$/,
          why: /^at every stop of a pod a node is taken out/,
          help: /by hand when it is gone for good$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'a search domain added',
      manifests: started('echo "search rabbitmq-headless.mq.svc.cluster.local" >> /etc/resolv.conf'),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/containers/0/lifecycle/postStart/exec/command/2',
          message: /edits \/etc\/resolv\.conf$/,
          why: /^the node looks names up/,
          help: /dnsConfig\.searches/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'a script in the ConfigMap that the command runs',
      manifests: cluster({
        data: { 'start.sh': 'rabbitmq-server -detached\nrabbitmqctl join_cluster rabbit@rabbitmq-0\n' },
        mounts: { 'start.sh': '/scripts/start.sh' },
        container: { command: ['sh', '/scripts/start.sh'] },
      }),
      findings: [
        { severity: 'warning', text: 'rabbitmqctl join_cluster', message: /^the command of rabbitmq/ },
      ],
    },
    {
      name: 'an init container',
      manifests: cluster({
        pod: {
          initContainers: [
            {
              name: 'hosts',
              image: 'busybox',
              command: ['sh', '-c', 'echo "10.0.0.1 mq" | tee -a /etc/hosts'],
            },
          ],
        },
      }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/initContainers/0/command/2',
          message: /^an init container of rabbitmq edits \/etc\/hosts$/,
        },
      ],
    },
    {
      name: 'one node',
      manifests: started('rabbitmqctl force_reset', { replicas: 1, discovery: '' }),
      findings: [
        {
          severity: 'info',
          path: '/spec/template/spec/containers/0/lifecycle/postStart/exec/command/2',
          message: /runs force_reset$/,
        },
      ],
    },
    {
      name: 'one node that would join',
      manifests: started(joins, { replicas: 1, discovery: '' }),
      findings: [
        {
          severity: 'info',
          text: 'rabbitmqctl join_cluster',
          why: /there is no other node$/,
          help: /^take it out: one node joins and leaves nobody$/,
        },
      ],
    },
    {
      name: 'a hook of a RabbitmqCluster',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overNode({ lifecycle: { postStart: { exec: { command: ['sh', '-c', joins] } } } }),
        }),
      ),
      findings: [{ severity: 'warning', text: 'rabbitmqctl join_cluster' }],
    },
  ],
})
