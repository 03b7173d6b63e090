import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const base = 'rabbitmq_management,rabbitmq_peer_discovery_k8s'
const plugins = `[${base},rabbitmq_auth_backend_oauth2,rabbitmq_auth_backend_ldap].`
const chain = (backends: readonly string[], more: object = {}): string =>
  cluster({
    conf: backends.map((name, index) => `auth_backends.${index + 1} = ${name}`).join('\n'),
    plugins,
    advanced: '[{rabbitmq_auth_backend_oauth2, [{key_config, []}]}].',
    ...more,
  })
const fourth = { image: 'rabbitmq:4.2.1', discovery: 'cluster_formation.peer_discovery_backend = k8s' }

export default rows({
  valid: [
    { name: 'none is named', manifests: cluster() },
    {
      name: 'short names and modules',
      manifests: chain(['internal', 'rabbit_auth_backend_ldap', 'oauth2', 'dummy']),
    },
    { name: 'a plugin that is off: another finding', manifests: chain(['ldap'], { plugins: `[${base}].` }) },
    {
      name: 'one of a plugin that comes from elsewhere',
      manifests: chain(['my_own_backend'], { plugins: `[${base},my_own].` }),
      gap: /a plugin that does not come with the release may have this/,
    },
    {
      name: 'nearly one of ours, and of a plugin that comes from elsewhere',
      manifests: chain(['rabbit_auth_backend_https'], { plugins: `[${base},rabbitmq_auth_backend_https].` }),
      gap: /a plugin that does not come with the release may have this/,
    },
    {
      name: 'an image of somebody',
      manifests: chain(['my_own_backend'], { image: 'registry.example.com/team/broker:3.13.7' }),
      gap: /the image may have this authentication backend/,
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'the names of plugins, and none left',
      manifests: chain(['rabbitmq_auth_backend_oauth2', 'rabbitmq_auth_backend_internal']),
      findings: [
        {
          severity: 'error',
          text: 'rabbitmq_auth_backend_oauth2',
          why: /every login ends in/,
          help: /^set it to oauth2$/,
          fix: 'safe',
        },
        { severity: 'error', text: 'rabbitmq_auth_backend_internal', fix: 'safe' },
      ],
      fixed: chain(['oauth2', 'internal']),
    },
    {
      name: 'one of two',
      manifests: chain(['rabbitmq_auth_backend_ldap', 'internal']),
      findings: [{ severity: 'warning', inner: 'auth_backends.1', why: /no later one is asked$/ }],
      fixed: chain(['ldap', 'internal']),
    },
    {
      name: 'a short name that the release does not know yet',
      manifests: chain(['oauth2', 'internal'], { image: 'rabbitmq:3.8.9' }),
      findings: [{ severity: 'warning', text: 'oauth2', help: /^set it to rabbit_auth_backend_oauth2$/ }],
      fixed: chain(['rabbit_auth_backend_oauth2', 'internal'], { image: 'rabbitmq:3.8.9' }),
    },
    {
      name: 'nothing that is meant, from 4.2 on, of one node',
      manifests: chain(['nosuch'], { ...fourth, replicas: 1 }),
      findings: [
        {
          severity: 'error',
          text: 'nosuch',
          why: /does not boot: no backend is left$/,
          help: /^name one that there is/,
          fix: 'none',
        },
      ],
      after: chain(['internal'], { ...fourth, replicas: 1 }),
    },
    {
      name: 'dropped from 4.2 on',
      manifests: chain(['internal', 'LDAP'], fourth),
      findings: [{ severity: 'warning', text: 'LDAP', why: /^the node drops the backend/ }],
      fixed: chain(['internal', 'ldap'], fourth),
    },
    {
      name: 'clear in anybody’s image',
      manifests: chain(['rabbitmq-auth-backend-http', 'internal'], {
        image: 'registry.example.com/team/broker:3.13.7',
      }),
      findings: [
        {
          severity: 'warning',
          inner: 'auth_backends.1',
          help: /^set it to http, and enable rabbitmq_auth_backend_http$/,
          fix: 'safe',
        },
      ],
      fixed: chain(['http', 'internal'], {
        image: 'registry.example.com/team/broker:3.13.7',
        plugins: plugins.replace(']', ',rabbitmq_auth_backend_http]'),
      }),
    },
    {
      name: 'a slip of the pen',
      manifests: chain(['internal', 'lddap']),
      findings: [{ severity: 'warning', text: 'lddap', help: /^set it to ldap$/, fix: 'safe' }],
      fixed: chain(['internal', 'ldap']),
    },
    {
      name: 'in a Secret',
      manifests: chain(['nosuch', 'internal'], { filesIn: 'Secret' }),
      findings: [{ severity: 'warning', text: 'nosuch', message: /: what it is set to is no auth/ }],
    },
    {
      name: 'by the operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          rabbitmq: { additionalConfig: 'auth_backends.1 = rabbitmq_auth_backend_internal\n' },
        }),
      ),
      findings: [{ severity: 'error', inner: 'auth_backends.1' }],
      fixed: yaml(
        rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: 'auth_backends.1 = internal\n' } }),
      ),
    },
    {
      name: 'values of a chart',
      manifests: yaml(
        chartValues({ extraConfiguration: 'auth_backends.1 = LDAP\nauth_backends.2 = internal\n' }),
      ),
      findings: [{ severity: 'warning', text: 'LDAP' }],
    },
  ],
})
