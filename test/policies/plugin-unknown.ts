import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (name: string): string => yaml(rabbitmqCluster({ rabbitmq: { additionalPlugins: [name] } }))

export default rows({
  valid: [
    {
      name: 'what the image of Bitnami downloads',
      manifests: cluster({
        image: 'bitnami/rabbitmq:4.1.3',
        replicas: 1,
        env: {
          RABBITMQ_COMMUNITY_PLUGINS: 'https://example.com/rabbitmq_delayed_message_exchange-4.1.0.ez',
          RABBITMQ_PLUGINS: 'rabbitmq_management, rabbitmq_delayed_message_exchange',
        },
      }),
    },
    { name: 'plugins of the release', manifests: cluster() },
    { name: 'for the operator', manifests: operated('rabbitmq_stream') },
    {
      name: 'an image of its own',
      manifests: cluster({
        image: 'registry.example.com/mq/broker:3.13.7',
        plugins: '[rabbitmq_delayed_message_exchange].',
      }),
      gap: /may be a plugin that the image, or a mount, brings along/,
    },
    {
      name: 'a mounted plugin',
      manifests: cluster({
        plugins: '[rabbitmq_delayed_message_exchange].',
        container: {
          volumeMounts: [{ name: 'plugins', mountPath: '/opt/rabbitmq/plugins/x.ez', subPath: 'x.ez' }],
        },
      }),
      gap: /may be a plugin that the image, or a mount, brings along/,
    },
    {
      name: 'a list that cannot be read is another rule',
      manifests: cluster({ plugins: '[rabbitmq_nope' }),
      gap: /list of plugins cannot be read/,
    },
    {
      name: 'before the release data begins',
      manifests: cluster({ image: 'rabbitmq:3.7.28', plugins: '[rabbitmq_nope].' }),
      gap: /release data begins with 3\.8/,
    },
    {
      name: 'unknown release, shipped by some',
      manifests: cluster({ image: 'rabbitmq:latest', plugins: '[rabbitmq_stream].' }),
      gap: /tag/,
    },
  ],
  invalid: [
    {
      name: 'the name of the module',
      manifests: cluster({ plugins: '[rabbitmq_management,rabbit_peer_discovery_k8s].' }),
      findings: [
        {
          severity: 'warning',
          message: /^rabbit_peer_discovery_k8s is no plugin of RabbitMQ 3\.13\.7$/,
          help: /did you mean rabbitmq_peer_discovery_k8s/,
          text: 'rabbit_peer_discovery_k8s',
          path: '/data/enabled_plugins',
          fix: 'safe',
        },
      ],
      fixed: cluster(),
    },
    {
      name: 'a slip of the pen and a plugin from elsewhere',
      manifests: cluster({
        plugins: '[rabbitmq_managment, rabbitmq_peer_discovery_k8s, rabbitmq_delayed_message_exchange].',
      }),
      findings: [
        { help: /did you mean rabbitmq_management/, text: 'rabbitmq_managment', fix: 'none' },
        { help: /image that contains it/, text: 'rabbitmq_delayed_message_exchange', fix: 'none' },
      ],
    },
    {
      name: 'parts of the broker, for which no other plugin is proposed',
      manifests: cluster({
        plugins:
          '[rabbitmq_management,rabbit_auth_backend_internal,rabbitmq_peer_discovery_dns,rabbit_peer_discovery_classic_config].',
      }),
      findings: [
        { severity: 'warning', help: /^remove the name$/, text: 'rabbit_auth_backend_internal' },
        { severity: 'warning', message: /a part of the broker/, text: 'rabbitmq_peer_discovery_dns' },
        { severity: 'warning', why: /without being named/, text: 'rabbit_peer_discovery_classic_config' },
      ],
    },
    {
      name: 'too new',
      manifests: cluster({
        image: 'rabbitmq:3.8.30',
        plugins: '[rabbitmq_stream,rabbitmq_peer_discovery_k8s].',
      }),
      findings: [{ severity: 'warning', help: />=3\.9/, text: 'rabbitmq_stream', fix: 'none' }],
    },
    {
      name: 'misspelt for the operator',
      manifests: operated('rabbitmq_streams'),
      findings: [{ text: 'rabbitmq_streams', fix: 'none' }],
    },
    {
      name: 'in a variable',
      manifests: cluster({ env: { RABBITMQ_ENABLED_PLUGINS: 'rabbitmq_nope' } }),
      findings: [{ severity: 'warning', text: '"rabbitmq_nope"' }],
    },
    {
      name: 'in a variable, among others',
      manifests: cluster({ env: { RABBITMQ_ENABLED_PLUGINS: 'rabbitmq_mqtt,rabbit-shovel' } }),
      findings: [{ text: '"rabbitmq_mqtt,rabbit-shovel"', fix: 'safe' }],
      fixed: cluster({ env: { RABBITMQ_ENABLED_PLUGINS: 'rabbitmq_mqtt,rabbitmq_shovel' } }),
    },
    {
      name: 'unknown release, shipped by none, one node',
      manifests: cluster({ replicas: 1, image: 'rabbitmq:latest', plugins: '[rabbitmq_nope].' }),
      findings: [{ severity: 'warning', text: 'rabbitmq_nope' }],
    },
    {
      name: 'an image of its own, misspelt',
      manifests: cluster({
        image: 'registry.example.com/mq/broker:3.13.7',
        plugins: '[rabbit_peer_discovery_k8s].',
      }),
      findings: [{ severity: 'warning', text: 'rabbit_peer_discovery_k8s', fix: 'safe' }],
    },
  ],
})
