import { cluster, policyFile, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const image = (tag: string, sample: Sample = {}): string =>
  cluster({
    image: `rabbitmq:${tag}`,
    discovery: 'cluster_formation.peer_discovery_backend = k8s',
    ...sample,
  })
const delays = 'cluster_formation.randomized_startup_delay_range.min = 1'
const mirrored: Sample = { definitions: policyFile('{"ha-mode": "all"}') }
const operated = (tag: string, additionalConfig = `${delays}\n`): string =>
  yaml(rabbitmqCluster({ image: `rabbitmq:${tag}`, replicas: 3, rabbitmq: { additionalConfig } }))

export default rows({
  valid: [
    { name: 'what both take', before: image('3.13.7'), manifests: image('4.1.3') },
    {
      name: 'what neither knows',
      before: image('3.13.7', { conf: 'x = 1' }),
      manifests: image('4.1.3', { conf: 'x = 1' }),
    },
    {
      name: 'taken out before',
      before: image('3.13.7', { conf: delays }),
      manifests: image('4.1.3'),
    },
    { name: 'no other release', before: image('3.13.7', mirrored), manifests: image('3.13.7', mirrored) },
    {
      name: 'a release that is not told',
      before: image('3.13.7', mirrored),
      manifests: image('latest', mirrored),
      gap: /^the release after/,
    },
    {
      name: 'a configuration that was not seen',
      before: image('3.13.7', { without: ['ConfigMap'] }),
      manifests: image('4.1.3', { without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'a setting',
      before: image('3.13.7', { conf: delays }),
      manifests: image('4.1.3', { conf: delays }),
      findings: [
        {
          severity: 'error',
          message:
            /^RabbitMQ 4\.1\.3 refuses what 3\.13\.7 takes: cluster_formation\.randomized_startup_delay_range\.min$/,
          why: /^each node that starts with the new image does not boot; a roll-out ends at the first$/,
          help: /^take them out first/,
          text: 'rabbitmq:4.1.3',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a policy in definitions, one node',
      before: image('3.13.7', { ...mirrored, replicas: 1 }),
      manifests: image('4.1.3', { ...mirrored, replicas: 1 }),
      findings: [
        {
          severity: 'error',
          message: /takes: ha-mode$/,
          why: /^the node does not boot with the new image$/,
          text: 'rabbitmq:4.1.3',
        },
      ],
    },
    {
      name: 'several',
      before: image('3.13.7', { conf: `${delays}\n${delays.replace('min', 'max')}`, ...mirrored }),
      manifests: image('4.1.3', { conf: `${delays}\n${delays.replace('min', 'max')}`, ...mirrored }),
      findings: [{ severity: 'error', text: 'rabbitmq:4.1.3' }],
    },
    {
      name: 'more than are named',
      before: image('3.13.7', {
        conf: `${delays}\n${delays.replace('min', 'max')}`,
        definitions: policyFile('{"ha-mode": "exactly", "ha-params": 2}'),
      }),
      manifests: image('4.1.3', {
        conf: `${delays}\n${delays.replace('min', 'max')}`,
        definitions: policyFile('{"ha-mode": "exactly", "ha-params": 2}'),
      }),
      findings: [{ severity: 'error', message: / and 1 more$/, text: 'rabbitmq:4.1.3' }],
    },
    {
      name: 'for the operator',
      before: operated('3.13.7'),
      manifests: operated('4.1.3'),
      findings: [{ severity: 'error', path: '/spec/image' }],
    },
  ],
})
