import { backendPlugin } from '../facts/peer-discovery.ts'
import { meantPlugin } from '../facts/plugins.ts'
import type { Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Fix } from '../model/kube/fix.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import type { Config } from '../model/settings/config.ts'
import type { Plugins } from '../model/settings/plugins.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-plugin-disabled',
  group: 'discovery',
  title: 'The plugin of the peer discovery backend is not enabled',
  worst: 'error',
  single: 'info',
  needs: [],
  rationale: `Backends for Kubernetes, AWS, Consul and etcd are plugins. Up to 3.8.3 a plugin that is not enabled has neither its module nor its keys in
rabbitmq.conf: the node does not boot. Later releases find both, and discovery works; what the plugin starts is missing (events of nodes that come and go, up to
4.0, and node cleanup).`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-plugins'],
  evidence: {
    kind: 'source',
    where:
      'src/rabbit_plugins.erl@v3.8.3:extract_schemas, src/rabbit_config.erl@v3.8.3:schema_dir: only schemas of enabled plugins are read; 3.8.9, 3.10.8, 4.0.5 and 4.3.6 were seen to find peers without the plugin',
  },
  log: [
    {
      by: 'node',
      pattern: /Conf file attempted to set unknown variable: (?<key>cluster_formation\.\w+\.\S+)/,
      sample: '[error]   - Conf file attempted to set unknown variable: cluster_formation.k8s.host',
    },
  ],
  example: () => ({
    bad: cluster({ plugins: '[rabbitmq_management].' }),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    const backend = tell.know(cluster.discovery.backend)
    const plugin = backend?.module && backendPlugin(backend.module)
    if (!backend || !plugin || tell.know(cluster.plugins.isEnabled(plugin))) return
    // A slip of the pen in its name is one finding, and that rule's.
    if (tell.all(cluster.plugins.named).some(({ name }) => meantPlugin(name, release) === plugin)) return
    const stopsBoot = knowsEnabledOnly.has(release)
    const hasList = cluster.plugins.append(plugin) !== undefined
    tell.report({
      at: backend.at,
      subject: 'plugin',
      severity: stopsBoot ? 'error' : 'warning',
      message: `peer discovery goes by ${backend.value}, and ${plugin} is not enabled`,
      why: whatHappens(release, stopsBoot),
      help: `enable ${plugin}${hasList ? '' : ": a list of plugins takes the place of the image's own, which it has to repeat"}`,
      stopsBoot,
      ...fixOf(cluster, plugin, tell),
    })
  },
})

/** Source: src/rabbit_plugins.erl@v3.8.3 and the release notes of 3.8.4. */
const knowsEnabledOnly = releaseRange('<=3.8.3')
const postsEvents = releaseRange('3.8.3-4.0')

function whatHappens(release: Release, stopsBoot: boolean): string {
  if (stopsBoot)
    return 'the release knows neither the module nor the keys of a plugin that is not enabled: the node does not boot'
  return postsEvents.has(release)
    ? 'the module is found all the same; nothing of the plugin is started: no events of nodes that come and go, no node cleanup'
    : 'the module is found all the same; nothing of the plugin is started, node cleanup among it'
}

/** With the plugin on, node cleanup would begin to do what its keys say: nobody is to get that by the way. */
function fixOf(
  { config, plugins }: { config: Config; plugins: Plugins },
  plugin: string,
  tell: Tell,
): { fix?: Fix } {
  const edit = plugins.append(plugin)
  if (!edit || tell.all(config.matching('cluster_formation.node_cleanup.')).length > 0) return {}
  return { fix: { title: `enable ${plugin}`, safety: 'safe', edits: [edit] } }
}
