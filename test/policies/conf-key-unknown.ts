import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const delay = 'cluster_formation.randomized_startup_delay_range.min = 0'

export default rows({
  valid: [
    { name: 'known keys', manifests: cluster({ conf: 'heartbeat = 60\nlog.console.level = info' }) },
    {
      name: 'a key of a plugin that is not enabled',
      manifests: cluster({ conf: 'mqtt.allow_anonymous = false' }),
    },
    {
      name: 'a value with the name of a queue in the key',
      manifests: cluster({ image: 'rabbitmq:3.13.7', conf: 'default_permissions.configure = .*' }),
    },
    {
      name: 'a key of a plugin that is on, while keys came with the enabled ones only',
      manifests: cluster({
        image: 'rabbitmq:3.8.2',
        conf: 'management.tcp.port = 15672',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
    },
    {
      name: 'a key that came with this release',
      manifests: cluster({ image: 'rabbitmq:4.1.3', conf: 'cluster_formation.k8s.ordinal_start = 0' }),
    },
    {
      name: 'before the release data begins',
      manifests: cluster({ image: 'rabbitmq:3.7.28', conf: 'no.such.key = 1' }),
      gap: /release data begins with 3\.8/,
    },
    {
      name: 'unknown release, a key that some know',
      manifests: cluster({ image: 'rabbitmq:latest', conf: delay }),
      gap: /tag/,
    },
  ],
  invalid: [
    {
      name: 'a key of later releases that is like one of this release',
      manifests: cluster({ image: 'rabbitmq:3.8.9', conf: 'auth_http.ssl_options.depth = 2' }),
      findings: [
        {
          severity: 'error',
          text: 'auth_http.ssl_options.depth',
          help: /^remove the line \(releases that know it: >=3\.13\.4\)$/,
        },
      ],
    },
    {
      name: 'not all keys of the release could be read, and this may be one',
      manifests: cluster({ image: 'rabbitmq:4.3.99', conf: 'brand_new.key = 1' }),
      findings: [
        {
          severity: 'warning',
          message: /^brand_new\.key is no key that is known of RabbitMQ 4\.3\.99$/,
          why: /not all that came with the release could be read/,
          help: /release notes/,
          text: 'brand_new.key',
        },
      ],
    },
    {
      name: 'not all could be read, and this is a slip',
      manifests: cluster({ image: 'rabbitmq:4.3.99', conf: 'heartbeet = 60' }),
      findings: [{ severity: 'error', help: /did you mean heartbeat/, text: 'heartbeet' }],
    },
    {
      name: 'a tag without patch: nobody wrote one',
      manifests: cluster({ image: 'rabbitmq:4.1', conf: 'heartbeet = 60' }),
      findings: [{ severity: 'error', message: /of RabbitMQ 4\.1$/, text: 'heartbeet' }],
    },
    {
      name: 'not all could be read, and this went long ago',
      manifests: cluster({ image: 'rabbitmq:4.3.99', conf: delay }),
      findings: [
        { severity: 'error', text: 'cluster_formation.randomized_startup_delay_range.m', fix: 'safe' },
      ],
      fixed: cluster({ image: 'rabbitmq:4.3.99' }),
    },
    {
      name: 'not known of any release that it may be',
      manifests: cluster({ image: 'rabbitmq:latest', conf: 'brand_new.key = 1' }),
      findings: [{ severity: 'error', text: 'brand_new.key' }],
    },
    {
      name: 'misspelt',
      manifests: cluster({ conf: 'cluster_partition_handlng = autoheal' }),
      findings: [
        {
          severity: 'error',
          message: /^cluster_partition_handlng is not a key of RabbitMQ 3\.13\.7$/,
          help: /did you mean cluster_partition_handling\?/,
          inner: 'cluster_partition_handlng',
          text: 'cluster_partition_handlng',
          fix: 'none',
        },
      ],
    },
    {
      name: 'misspelt, with a comment behind it, and before other lines',
      manifests: cluster({ conf: 'disk_free_limit.absolut = 5GB # half of it\nheartbeat = 30' }),
      findings: [{ severity: 'error', inner: 'disk_free_limit.absolut', fix: 'unsafe' }],
      fixed: cluster({ conf: 'disk_free_limit.absolute = 5GB # half of it\nheartbeat = 30' }),
    },
    {
      name: 'misspelt, with a value that the right key does not take',
      manifests: cluster({ conf: 'heartbeet = often' }),
      findings: [{ severity: 'error', inner: 'heartbeet', fix: 'none' }],
    },
    {
      name: 'dropped in 4.0, without effect before',
      manifests: cluster({ image: 'rabbitmq:4.0.5', conf: delay }),
      findings: [
        { severity: 'error', text: 'cluster_formation.randomized_startup_delay_range.m', fix: 'safe' },
      ],
      fixed: cluster({ image: 'rabbitmq:4.0.5' }),
    },
    {
      name: 'too new',
      manifests: cluster({
        image: 'rabbitmq:3.12.14',
        conf: 'deprecated_features.permit.classic_queue_mirroring = true',
      }),
      findings: [
        { severity: 'error', help: /3\.13/, text: 'deprecated_features.permit.classic_queue_mirroring' },
      ],
    },
    {
      name: 'a key of a plugin that is off, while keys came with the enabled ones only',
      manifests: cluster({
        image: 'rabbitmq:3.8.2',
        plugins: '[rabbitmq_peer_discovery_k8s].',
        conf: 'management.tcp.port = 15672',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [
        {
          severity: 'error',
          message:
            /^management\.tcp\.port is not known to RabbitMQ 3\.8\.2 while rabbitmq_management is off$/,
          why: /only where it is enabled$/,
          help: /^enable rabbitmq_management, or remove the line$/,
          text: 'management.tcp.port',
        },
      ],
    },
    {
      name: 'an image of its own may carry more schemas',
      manifests: cluster({ image: 'registry.example.com/mq/broker:3.13.7', conf: 'no.such.key = 1' }),
      findings: [{ severity: 'warning', text: 'no.such.key' }],
    },
    {
      name: 'unknown release, unknown to all',
      manifests: cluster({ image: 'rabbitmq:latest', conf: 'no.such.key = 1' }),
      findings: [{ severity: 'error', text: 'no.such.key' }],
    },
    {
      name: 'for the operator',
      manifests: yaml(rabbitmqCluster({ rabbitmq: { additionalConfig: '# limits\nchannel_maxx = 10\n' } })),
      findings: [{ severity: 'error', text: 'channel_maxx', path: '/spec/rabbitmq/additionalConfig' }],
    },
    {
      name: 'single node',
      manifests: cluster({ replicas: 1, conf: 'no.such.key = 1' }),
      findings: [{ severity: 'error', text: 'no.such.key' }],
    },
  ],
})
