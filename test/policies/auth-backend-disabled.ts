import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const discovery = 'cluster_formation.peer_discovery_backend = k8s'
const fourth = (conf: string, plugins?: string): string =>
  cluster({ image: 'rabbitmq:4.2.1', discovery, conf, ...(plugins === undefined ? {} : { plugins }) })
const operated = (...additionalPlugins: readonly string[]): string =>
  yaml(
    rabbitmqCluster({
      rabbitmq: {
        additionalConfig: 'auth_backends.1 = ldap\n',
        ...(additionalPlugins.length > 0 ? { additionalPlugins } : {}),
      },
    }),
  )

export default rows({
  valid: [
    { name: 'no backend is named', manifests: cluster() },
    { name: 'the internal one', manifests: fourth('auth_backends.1 = internal') },
    { name: 'by module', manifests: fourth('auth_backends.1 = rabbit_auth_backend_internal') },
    {
      name: 'its plugin is enabled',
      manifests: fourth('auth_backends.1 = ldap', '[rabbitmq_auth_backend_ldap].'),
    },
    {
      name: 'by the operator',
      manifests: operated('rabbitmq_auth_backend_ldap'),
    },
    { name: 'a module of another plugin', manifests: fourth('auth_backends.1 = my_own_backend') },
    {
      name: 'the list of plugins cannot be read',
      manifests: fourth('auth_backends.1 = ldap', '[rabbitmq_auth_backend_ldap]'),
      gap: /cannot be read/,
    },
  ],
  invalid: [
    {
      name: 'nobody is left, 4.2',
      manifests: fourth('auth_backends.1 = ldap'),
      findings: [
        {
          severity: 'error',
          message: /rabbitmq_auth_backend_ldap, is not enabled$/,
          inner: 'auth_backends.1',
          text: 'ldap',
          fix: 'safe',
        },
      ],
      fixed: fourth(
        'auth_backends.1 = ldap',
        '[rabbitmq_management,rabbitmq_peer_discovery_k8s,rabbitmq_auth_backend_ldap].',
      ),
    },
    {
      name: 'the internal one is left, 4.2',
      manifests: fourth('auth_backends.1 = ldap\nauth_backends.2 = internal'),
      findings: [{ severity: 'warning', why: /drops the backend/, text: 'ldap' }],
    },
    {
      name: 'before 4.2',
      manifests: cluster({ conf: 'auth_backends.1 = rabbit_auth_backend_http' }),
      findings: [
        { severity: 'warning', why: /logins through this backend fail/, text: 'rabbit_auth_backend_http' },
      ],
    },
    {
      name: 'one half of a place',
      manifests: fourth('auth_backends.1.authn = ldap\nauth_backends.1.authz = internal'),
      findings: [{ severity: 'error', inner: 'auth_backends.1.authn' }],
    },
    {
      name: 'the operator, one node',
      manifests: operated(),
      findings: [{ severity: 'error', text: 'ldap', fix: 'safe' }],
      fixed: `${operated()}    additionalPlugins:\n      - rabbitmq_auth_backend_ldap\n`,
    },
    {
      name: 'unknown release',
      manifests: cluster({ image: 'rabbitmq:latest', conf: 'auth_backends.1 = ldap' }),
      findings: [{ severity: 'warning', text: 'ldap' }],
    },
  ],
})
