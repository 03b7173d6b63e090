import { chartValues, cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const started = (script: string, sample: Sample = {}): string =>
  cluster({
    ...sample,
    container: { command: ['sh', '-c', `${script}exec docker-entrypoint.sh rabbitmq-server`] },
  })
const forced = 'rabbitmqctl force_boot\n'
const bitnami = 'bitnami/rabbitmq:3.12.14'

export default rows({
  valid: [
    { name: 'no script', manifests: cluster() },
    { name: 'one node', manifests: started(forced, { replicas: 1, discovery: '' }) },
    { name: 'one node for now', manifests: started(forced, { replicas: 1 }) },
    {
      name: 'a command that Khepri has no use for, of which another rule speaks',
      manifests: started(forced, { image: 'rabbitmq:4.3.1' }),
    },
    {
      name: 'at the stop',
      manifests: cluster({
        container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', forced] } } } },
      }),
    },
    { name: 'the variable of another image', manifests: cluster({ env: { RABBITMQ_FORCE_BOOT: 'yes' } }) },
    {
      name: 'a variable that says no',
      manifests: cluster({ image: bitnami, env: { RABBITMQ_FORCE_BOOT: 'no' } }),
    },
    {
      name: 'values of a chart that say no',
      manifests: yaml(
        chartValues({ extraConfiguration: 'heartbeat = 60', clustering: { forceBoot: false } }),
      ),
      gap: /render/,
    },
  ],
  invalid: [
    {
      name: 'by the command of the container',
      manifests: started(forced),
      findings: [
        {
          severity: 'warning',
          text: 'rabbitmqctl force_boot',
          message: /^every start of a node of rabbitmq is forced: rabbitmqctl force_boot$/,
          why: /whichever node comes first/,
          help: /^take it out$/,
        },
      ],
      after: started(''),
    },
    {
      name: 'nodes that start in order',
      manifests: started(forced, { podManagementPolicy: null }),
      findings: [
        {
          severity: 'warning',
          text: 'rabbitmqctl force_boot',
          help: /^take it out, and let the nodes start together: .*podManagementPolicy: Parallel$/,
        },
      ],
      after: started(''),
    },
    {
      name: 'in order, before nodes could start together',
      manifests: started(forced, { image: 'rabbitmq:3.8.9', podManagementPolicy: null }),
      findings: [{ severity: 'warning', text: 'rabbitmqctl force_boot', help: /^take it out$/ }],
    },
    {
      name: 'by the file that the command makes, in a hook and an init container',
      manifests: cluster({
        container: {
          lifecycle: {
            postStart: {
              exec: { command: ['sh', '-c', 'touch "/var/lib/rabbitmq/mnesia/$NODE/force_load"'] },
            },
          },
        },
        pod: {
          initContainers: [
            { name: 'force', image: 'busybox', command: ['sh', '-c', 'echo > /data/force_load'] },
          ],
        },
      }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/initContainers/0/command/2' }],
    },
    {
      name: 'by the variable of the image of Bitnami',
      manifests: cluster({ image: bitnami, env: { RABBITMQ_FORCE_BOOT: 'yes' } }),
      findings: [{ severity: 'warning', text: '"yes"', message: /: RABBITMQ_FORCE_BOOT$/ }],
      after: cluster({ image: bitnami }),
    },
    {
      name: 'by values of a chart',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60', clustering: { forceBoot: true } })),
      findings: [
        {
          severity: 'warning',
          text: 'true',
          message: /: clustering\.forceBoot$/,
          help: /^take it out, and let the nodes start together: podManagementPolicy: Parallel$/,
        },
      ],
      gap: /render/,
    },
    {
      name: 'Khepri knows none',
      manifests: cluster({
        image: 'bitnami/rabbitmq:4.3.1',
        env: { RABBITMQ_FORCE_BOOT: 'yes' },
      }),
      findings: [
        { severity: 'info', text: '"yes"', why: /^Khepri knows no forced start/, help: /^take it out$/ },
      ],
    },
    {
      name: 'a Deployment',
      manifests: started(forced, { kind: 'Deployment', storage: 'none' }),
      findings: [{ severity: 'warning', text: 'rabbitmqctl force_boot', help: /^take it out$/ }],
    },
    {
      name: 'a hook of a RabbitmqCluster',
      manifests: yaml(
        rabbitmqCluster({
          image: 'rabbitmq:3.13.7',
          replicas: 3,
          override: overNode({
            lifecycle: { postStart: { exec: { command: ['rabbitmqctl', 'force_boot'] } } },
          }),
        }),
      ),
      findings: [{ severity: 'warning', text: 'rabbitmqctl', help: /^take it out$/ }],
    },
  ],
})
