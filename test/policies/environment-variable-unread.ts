import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    {
      name: 'variables that are read',
      manifests: cluster({
        env: {
          RABBITMQ_DEFAULT_USER: 'admin',
          RABBITMQ_LOGS: '-',
          RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 2',
          RABBITMQ_CTL_ERL_ARGS: '-x',
          RABBITMQ_MNESIA_DIR: '/var/lib/rabbitmq/mnesia/x',
        },
      }),
    },
    { name: 'another prefix', manifests: cluster({ env: { BROKER_NAME: 'x' } }) },
    {
      name: 'used by another variable',
      manifests: cluster({ env: { RABBITMQ_DOMAIN: 'x', RABBITMQ_DEFAULT_VHOST: '$(RABBITMQ_DOMAIN)' } }),
    },
    {
      name: 'used by a probe',
      manifests: cluster({
        env: { RABBITMQ_PROBE_PASS: 'x' },
        readiness: { exec: { command: ['sh', '-c', 'check $RABBITMQ_PROBE_PASS'] } },
      }),
    },
    {
      name: 'used by rabbitmq.conf',
      manifests: cluster({ env: { RABBITMQ_ADMIN: 'x' }, conf: 'default_user = $(RABBITMQ_ADMIN)' }),
    },
    {
      name: 'an image of its own',
      manifests: cluster({ image: 'registry.example.com/mq/broker:3.13.7', env: { RABBITMQ_X: '1' } }),
    },
    {
      name: 'written by the images of 3.8, refused later',
      manifests: cluster({ image: 'rabbitmq:3.8.30', env: { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.6' } }),
    },
    {
      name: 'before the release data begins',
      manifests: cluster({ image: 'rabbitmq:3.7.28', env: { RABBITMQ_X: '1' } }),
      gap: /release data begins with 3\.8/,
    },
  ],
  invalid: [
    {
      name: 'nobody knows it',
      manifests: cluster({ env: { RABBITMQ_QUEUE_MODE: 'lazy' } }),
      findings: [
        { severity: 'info', message: /^RABBITMQ_QUEUE_MODE is read by nobody$/, text: '"lazy"', fix: 'none' },
      ],
    },
    {
      name: 'a cookie for Bitnami',
      manifests: cluster({ env: { RABBITMQ_ERL_COOKIE: 'shared' } }),
      findings: [
        {
          severity: 'warning',
          message: /variable of the Bitnami image/,
          help: /RABBITMQ_ERLANG_COOKIE/,
          text: '"shared"',
        },
      ],
    },
    {
      name: 'a name that spells a key of rabbitmq.conf',
      manifests: cluster({ env: { RABBITMQ_CLUSTER_FORMATION_PEER_DISCOVERY_BACKEND: 'k8s' } }),
      findings: [
        {
          severity: 'warning',
          why: /not read from variables: cluster_formation\.peer_discovery_backend stays/,
          help: /^write cluster_formation\.peer_discovery_backend = \.\.\. in rabbitmq\.conf$/,
          text: '"k8s"',
        },
      ],
    },
    {
      name: 'names for Bitnami, unknown release',
      manifests: cluster({
        image: 'rabbitmq:latest',
        env: { RABBITMQ_NODE_NAME: 'rabbit@x', RABBITMQ_USERNAME: 'a' },
      }),
      findings: [
        { severity: 'warning', text: '"rabbit@x"' },
        { severity: 'info', help: /default_user/, text: '"a"' },
      ],
    },
  ],
})
