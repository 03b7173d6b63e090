import { authBackendKind, checksAuthBackends } from '../facts/auth-backends.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Edit } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { type AuthBackend, isNobodyLeft } from '../model/settings/auth-backends.ts'
import type { Plugins } from '../model/settings/plugins.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'auth-backend-unknown',
  group: 'configuration',
  title: 'An authentication backend that does not exist',
  worst: 'error',
  needs: [],
  rationale: `\`auth_backends.N\` takes short names (\`internal\`, \`ldap\`, \`http\`, \`oauth2\`, \`cache\`) and names of modules (\`rabbit_auth_backend_oauth2\`). The name of a
plugin (\`rabbitmq_auth_backend_oauth2\`) is neither. Up to 4.1 the node boots, and each login that reaches such a backend ends in an internal error, those that a later backend
would let in among them. From 4.2 on the node drops the backend with a line in the log, and does not boot when none is left.`,
  sources: ['https://www.rabbitmq.com/docs/access-control#backends'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: an auth backend that is none',
  },
  log: [
    {
      by: 'node',
      pattern:
        /The `(?<name>[^`]+)` auth backend module is configured\. However, no plugins available provide this module/,
      sample:
        'The `rabbitmq_auth_backend_oauth2` auth backend module is configured. However, no plugins available provide this module.',
    },
    {
      by: 'node',
      pattern: /User '(?<user>[^']*)' authentication failed with internal error/,
      sample:
        "User 'admin' authentication failed with internal error. Enable debug logs to see the real error.",
    },
  ],
  example: () => ({
    bad: cluster({
      conf: 'auth_backends.1 = internal\nauth_backends.2 = rabbitmq_auth_backend_ldap',
      plugins,
    }),
    good: cluster({ conf: 'auth_backends.1 = internal\nauth_backends.2 = ldap', plugins }),
  }),
  check({ cluster, release }, tell) {
    const backends = tell.all(cluster.authBackends)
    const isChecked = checksAuthBackends.has(release)
    const noneLeft = isNobodyLeft(backends)
    for (const backend of backends) {
      // Whether it exists, and not whether it runs.
      if (backend.plugin !== undefined || tell.know(backend.state) !== undefined) continue
      const { setting, meant } = backend
      const missing = missingPlugin(meant, cluster)
      tell.report({
        at: setting.at,
        severity: noneLeft ? 'error' : 'warning',
        message: `${setting.key}: ${setting.sensitive ? 'what it is set to' : setting.value} is no authentication backend`,
        why: whatHappens(noneLeft, isChecked),
        help:
          meant === undefined
            ? 'name one that there is: internal, ldap, http, oauth2 or cache'
            : `set it to ${meant}${missing === undefined ? '' : `, and enable ${missing}`}`,
        stopsBoot: noneLeft && isChecked,
        evenAlone: noneLeft,
        ...fixOf(backend, missing, cluster.plugins),
      })
    }
  },
})

const plugins = '[rabbitmq_management,rabbitmq_peer_discovery_k8s,rabbitmq_auth_backend_ldap].'

function whatHappens(noneLeft: boolean, isChecked: boolean): string {
  if (isChecked)
    return noneLeft
      ? 'the node does not boot: no backend is left'
      : 'the node drops the backend and boots: whom it was to let in cannot log in'
  return noneLeft
    ? 'the node boots, and every login ends in an internal error'
    : 'the node boots, and a login that reaches this backend ends in an internal error: no later one is asked'
}

/** The plugin that the backend which was meant needs, where it is not enabled. */
function missingPlugin(meant: string | undefined, { plugins, release }: Cluster): string | undefined {
  const kind = meant === undefined ? undefined : authBackendKind(meant, release)
  return kind?.is === 'plugin' && plugins.isEnabled(kind.plugin).state === 'absent' ? kind.plugin : undefined
}

function fixOf(
  { setting: { at }, meant }: AuthBackend,
  missing: string | undefined,
  plugins: Plugins,
): { fix?: Fix } {
  const enable = missing === undefined ? [] : [plugins.append(missing)]
  if (meant === undefined || enable.includes(undefined)) return {}
  const edits: readonly Edit[] = [{ op: 'set', at, value: meant }, ...enable.flatMap(edit => edit ?? [])]
  return { fix: { title: `authenticate by ${meant}`, safety: 'safe', edits } }
}
