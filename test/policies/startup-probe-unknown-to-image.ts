import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, overNode, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const annotation = 'rabbitmq.com/legacy-startup-probe'
const image = (text: string | null, metadata: JsonObject = {}, more: JsonObject = {}): string =>
  yaml(rabbitmqCluster({ image: text, ...more }, metadata))
const annotated = { annotations: { [annotation]: 'true' } }
const prefixed = (text: string): string =>
  image(
    'rabbitmq:4.3.6-management',
    {},
    { rabbitmq: { additionalConfig: `management.path_prefix = ${text}\n` } },
  )

export default rows({
  valid: [
    { name: 'an image that has the check', manifests: image('rabbitmq:4.2.4-management') },
    { name: 'the image of the operator', manifests: image(null) },
    {
      name: 'the probe of before',
      manifests: image('rabbitmq:3.13.7', { annotations: { [annotation]: 'false' } }),
    },
    {
      name: 'another probe',
      manifests: image(
        'rabbitmq:3.13.7',
        {},
        {
          override: overNode({ startupProbe: { tcpSocket: { port: 'amqp' } } }),
        },
      ),
    },
    { name: 'no prefix', manifests: prefixed('/') },
    { name: 'without the operator', manifests: cluster() },
    { name: 'any release', manifests: image('rabbitmq:latest'), gap: /./ },
  ],
  invalid: [
    {
      name: 'an older image',
      manifests: image('rabbitmq:3.13.7-management'),
      findings: [
        {
          severity: 'info',
          message: /^the image has no check for the startup probe/,
          why: /restarts the node every five minutes$/,
          help: /^annotate the RabbitmqCluster with rabbitmq\.com\/legacy-startup-probe: "true"$/,
          path: '/spec/image',
          fix: 'additive',
        },
      ],
      fixed: image('rabbitmq:3.13.7-management', annotated),
    },
    {
      name: 'an older image, one node',
      manifests: image('rabbitmq:4.1.3', {}, { replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/image' }],
    },
    {
      name: 'a prefix',
      manifests: prefixed('/mq'),
      findings: [
        {
          severity: 'info',
          message: /^with management\.path_prefix some operators probe the wrong path$/,
          why: /^operator 2\.22, and 2\.23 in its first release, probe without the prefix/,
          inner: 'management.path_prefix',
          fix: 'additive',
        },
      ],
    },
  ],
})
