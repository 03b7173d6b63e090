import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const image = (tag: string, sample: Sample = {}): string => cluster({ image: `rabbitmq:${tag}`, ...sample })
const operated = (tag: string, autoEnableAllFeatureFlags: boolean): string =>
  yaml(rabbitmqCluster({ image: `rabbitmq:${tag}`, replicas: 3, autoEnableAllFeatureFlags }))

export default rows({
  valid: [
    { name: 'no flag that is required', before: image('3.12.14'), manifests: image('3.13.7') },
    { name: 'a newer patch', before: image('3.11.2'), manifests: image('3.11.28') },
    { name: 'a step that is not supported anyway', before: image('3.8.9'), manifests: image('3.12.14') },
    { name: 'enabled by the operator', before: operated('3.13.7', true), manifests: operated('4.1.3', true) },
    {
      name: 'a node that keeps nothing',
      before: image('3.13.7', { replicas: 1, storage: 'emptyDir' }),
      manifests: image('4.1.3', { replicas: 1, storage: 'emptyDir' }),
    },
    {
      name: 'a release that is not told',
      before: image('3.13.7'),
      manifests: image('latest'),
      gap: /^the release after/,
    },
  ],
  invalid: [
    {
      name: 'flags that are required',
      before: image('3.13.7'),
      manifests: image('4.1.3'),
      findings: [
        {
          severity: 'warning',
          message: /^RabbitMQ 4\.1\.3 requires \w+ and \d+ more, which may be off on 3\.13\.7$/,
          why: /^a node does not boot on data where one of them is off$/,
          help: /^before the image changes: rabbitmqctl enable_feature_flag all/,
          text: 'rabbitmq:4.1.3',
          fix: 'none',
        },
      ],
    },
    {
      name: 'flags that the node enables itself, one node',
      before: image('4.2.6', { replicas: 1 }),
      manifests: image('4.3.7', { replicas: 1 }),
      findings: [{ severity: 'warning', why: /^a node enables them while it boots/, text: 'rabbitmq:4.3.7' }],
    },
    {
      name: 'for the operator',
      before: operated('3.13.7', false),
      manifests: operated('4.1.3', false),
      findings: [{ severity: 'warning', path: '/spec/image' }],
    },
  ],
})
