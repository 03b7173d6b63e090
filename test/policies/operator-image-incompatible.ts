import { cluster, overNode, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const image = (text: string | null, replicas = 3): string => yaml(rabbitmqCluster({ image: text, replicas }))

export default rows({
  valid: [
    { name: 'an official image', manifests: image('rabbitmq:4.2.6-management') },
    { name: 'the major release alone', manifests: image('rabbitmq:4') },
    { name: 'one that may be built on it', manifests: image('example.org/mq/rabbitmq-server:prod') },
    { name: 'that of the operator', manifests: image(null) },
    { name: 'without the operator', manifests: cluster({ image: 'bitnami/rabbitmq:3.13.7' }) },
  ],
  invalid: [
    {
      name: "Bitnami's",
      manifests: image('bitnamilegacy/rabbitmq:4.1.3-debian-12-r1'),
      findings: [
        {
          severity: 'error',
          message: /^bitnamilegacy\/rabbitmq:\S+ is Bitnami's image/,
          why: /has to write: the pods do not start$/,
          help: /^name an official image/,
          path: '/spec/image',
          fix: 'none',
        },
      ],
      after: image('rabbitmq:4.1.3-management'),
    },
    {
      name: 'the operator itself, one node',
      manifests: image('rabbitmqoperator/cluster-operator:2.22.3', 1),
      findings: [
        {
          severity: 'error',
          message: /is no RabbitMQ node$/,
          why: /^no node starts in it$/,
          path: '/spec/image',
        },
      ],
    },
    {
      name: 'older than conf.d',
      manifests: image('rabbitmq:3.7.28'),
      findings: [
        {
          severity: 'error',
          message: /^rabbitmq:3\.7\.28 is too old for the operator to configure$/,
          why: /conf\.d, which a node this old does not read$/,
          path: '/spec/image',
        },
      ],
    },
    {
      name: 'in an override',
      manifests: yaml(
        rabbitmqCluster({
          override: overNode({ image: 'bitnami/rabbitmq:4.0.2' }),
        }),
      ),
      findings: [
        { severity: 'error', path: '/spec/override/statefulSet/spec/template/spec/containers/0/image' },
      ],
    },
  ],
})
