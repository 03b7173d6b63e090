import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const base = 'rabbitmq_management,rabbitmq_peer_discovery_k8s'
const plugins = `[${base},rabbitmq_auth_backend_oauth2].`
const by = (line: string, more: object = {}): string =>
  cluster({
    conf: `auth_backends.1 = oauth2\nauth_oauth2.resource_server_id = rabbitmq\n${line}`,
    plugins,
    ...more,
  })

export default rows({
  valid: [
    { name: 'not used', manifests: cluster({ plugins }) },
    { name: 'an issuer', manifests: by('auth_oauth2.issuer = https://login.example.com') },
    {
      name: 'the address of its keys',
      manifests: by('auth_oauth2.jwks_url = https://login.example.com/keys'),
    },
    {
      name: 'a provider with a key',
      manifests: by('auth_oauth2.oauth_providers.a.jwks_uri = https://login.example.com/keys'),
    },
    {
      name: 'in advanced.config',
      manifests: by('', {
        advanced: '[{rabbitmq_auth_backend_oauth2, [{key_config, [{default_key, <<"a">>}]}]}].',
      }),
    },
    {
      name: 'a hook adds one',
      manifests: by('', {
        container: {
          lifecycle: {
            postStart: { exec: { command: ['rabbitmqctl', 'add_uaa_key', 'a', '--pem-file=/a.pem'] } },
          },
        },
      }),
    },
    { name: 'its plugin is off: another finding', manifests: by('', { plugins: `[${base}].` }) },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'nothing of the kind',
      manifests: by(''),
      findings: [
        {
          severity: 'warning',
          text: 'oauth2',
          help: /^set auth_oauth2\.issuer or auth_oauth2\.jwks_url or auth_oauth2\.signing_keys\.ID$/,
        },
      ],
      after: by('auth_oauth2.issuer = https://login.example.com'),
    },
    {
      name: 'a release that knows no issuer',
      manifests: by('', { image: 'rabbitmq:3.12.14' }),
      findings: [{ text: 'oauth2', help: /^set auth_oauth2\.jwks_url or auth_oauth2\.signing_keys\.ID$/ }],
    },
    {
      name: 'by the operator, one node',
      manifests: yaml(
        rabbitmqCluster({
          rabbitmq: {
            additionalConfig: 'auth_backends.1 = oauth2\nauth_oauth2.resource_server_id = rabbitmq\n',
            additionalPlugins: ['rabbitmq_auth_backend_oauth2'],
          },
        }),
      ),
      findings: [{ severity: 'warning', inner: 'auth_backends.1' }],
    },
  ],
})
