import { checksAuthBackends } from '../facts/auth-backends.ts'
import type { Edit } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { isNobodyLeft } from '../model/settings/auth-backends.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'auth-backend-disabled',
  group: 'configuration',
  title: 'An authentication backend belongs to a plugin that is not enabled',
  worst: 'error',
  needs: [],
  rationale: `\`auth_backends.N\` names who decides about logins. The module of a plugin that is not enabled is found, but not started: up to 4.1
the node boots and logins through it fail. From 4.2 on the node drops such backends with a warning, and stops booting when none is left.`,
  sources: ['https://www.rabbitmq.com/docs/access-control', 'https://www.rabbitmq.com/release-information'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: an auth backend whose plugin is off',
  },
  log: [
    {
      by: 'node',
      pattern: /Authentication\/authorization backends require plugins to be enabled/,
      sample: 'Authentication/authorization backends require plugins to be enabled; see logs for details',
    },
  ],
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      conf: 'auth_backends.1 = ldap',
    }),
    good: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      conf: 'auth_backends.1 = ldap',
      plugins: '[rabbitmq_management,rabbitmq_peer_discovery_k8s,rabbitmq_auth_backend_ldap].',
    }),
  }),
  check({ cluster, release }, tell) {
    const backends = tell.all(cluster.authBackends)
    const off = backends.filter(({ plugin, state }) => plugin !== undefined && tell.know(state) === 'off')
    const noneLeft = checksAuthBackends.has(release) && isNobodyLeft(backends)
    for (const { setting, plugin = '' } of off) {
      tell.report({
        at: setting.at,
        severity: noneLeft ? 'error' : 'warning',
        message: `${setting.key} names a backend whose plugin, ${plugin}, is not enabled`,
        why: whatHappens(noneLeft, checksAuthBackends.has(release)),
        help: `enable ${plugin}`,
        stopsBoot: noneLeft,
        ...fixOf(cluster.plugins.append(plugin), plugin),
      })
    }
  },
})

function whatHappens(noneLeft: boolean, isChecked: boolean): string {
  if (noneLeft) return 'the node does not boot: no backend is left'
  return isChecked
    ? 'the node drops the backend and boots: its users cannot log in'
    : 'the node boots, and logins through this backend fail'
}

function fixOf(edit: Edit | undefined, plugin: string): { fix?: Fix } {
  return edit ? { fix: { title: `enable ${plugin}`, safety: 'safe', edits: [edit] } } : {}
}
