import { authBackendKind } from '../facts/auth-backends.ts'
import { confSchema } from '../facts/conf/index.ts'
import type { Release } from '../facts/release.ts'
import { mentionsWord } from '../model/broker/word-uses.ts'
import type { Cluster } from '../model/cluster.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const plugin = 'rabbitmq_auth_backend_oauth2'
const plugins = `[rabbitmq_management,rabbitmq_peer_discovery_k8s,${plugin}].`

export default clusterRule({
  id: 'oauth2-keys-missing',
  group: 'configuration',
  title: 'OAuth 2 is to let users in, and nothing says which keys sign its tokens',
  worst: 'warning',
  when: { releaseData: true },
  needs: [],
  rationale: `The OAuth 2 backend looks at the signature of each token. It finds the keys by \`auth_oauth2.issuer\`, at \`auth_oauth2.jwks_uri\` (\`jwks_url\` before 4.1),
or in files that \`auth_oauth2.signing_keys\` name, of its own or of an entry of \`oauth_providers\`. Without any of them it can verify no token: every login through it is refused.`,
  sources: ['https://www.rabbitmq.com/docs/oauth2#configure-signing-keys'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_auth_backend_oauth2/src/uaa_jwt.erl@v4.0.9:get_jwk: a key that is neither configured nor found at a JWKS address makes key_not_found of each token',
  },
  example: () => ({
    bad: cluster({
      conf: `auth_backends.1 = rabbit_auth_backend_oauth2\nauth_oauth2.resource_server_id = rabbitmq`,
      plugins,
    }),
    good: cluster({
      conf: 'auth_backends.1 = rabbit_auth_backend_oauth2\nauth_oauth2.resource_server_id = rabbitmq\nauth_oauth2.issuer = https://login.example.com',
      plugins,
    }),
  }),
  check({ cluster }, tell) {
    const { release } = cluster
    const backend = tell.all(cluster.authBackends).find(({ setting }) => {
      const kind = authBackendKind(setting.value, release)
      return kind.is === 'plugin' && kind.plugin === plugin
    })
    if (!backend || tell.know(backend.state) !== 'runs' || hasKeys(cluster, tell)) return
    tell.report({
      at: backend.setting.at,
      subject: 'keys',
      message: `${backend.setting.key}: OAuth 2 has neither an issuer nor a key to verify tokens with`,
      why: 'no token can be verified: every login by one is refused',
      help: `set ${waysIn(release).join(' or ')}`,
    })
  },
})

/** The keys that say where signing keys are, of those that the release knows. */
const waysIn = (release: Release): readonly string[] => {
  const schema = confSchema(release)
  const keys = [
    'auth_oauth2.issuer',
    'auth_oauth2.jwks_uri',
    'auth_oauth2.jwks_url',
    'auth_oauth2.signing_keys.ID',
  ]
  const known = keys.filter(key => schema.find(key) !== undefined)
  return known.filter(key => key !== 'auth_oauth2.jwks_url' || !known.includes('auth_oauth2.jwks_uri'))
}

const ofKeys = /^auth_oauth2\.(?:oauth_providers\.[^.]+\.)?(?:issuer|jwks_ur[il]|signing_keys\..+)$/

/** In rabbitmq.conf, in advanced.config, or by a command. */
function hasKeys({ config, advanced, broker, scripts }: Cluster, tell: Tell): boolean {
  if (tell.all(config.matching('auth_oauth2.')).some(({ key }) => ofKeys.test(key))) return true
  const terms = ['key_config', 'issuer', 'oauth_providers'].map(name =>
    advanced.setting('rabbitmq_auth_backend_oauth2', name),
  )
  if (terms.some(term => tell.know(term) !== undefined)) return true
  const commands = ['add_uaa_key', 'add_signing_key']
  return (
    commands.some(command => mentionsWord(broker, command)) ||
    tell
      .all(scripts)
      .some(script =>
        script.commands.some(({ args }) => args.some(({ value }) => commands.includes(value ?? ''))),
      )
  )
}
