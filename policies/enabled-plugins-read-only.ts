import { isReadOnlyMount } from '../model/pods/volumes.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const variable = 'RABBITMQ_ENABLED_PLUGINS'

export default clusterRule({
  id: 'enabled-plugins-read-only',
  group: 'configuration',
  title: 'The node has to write a list of plugins that is mounted read-only',
  worst: 'error',
  needs: [],
  rationale: `With \`RABBITMQ_ENABLED_PLUGINS\` the node writes the list of plugins itself, each time it boots, over the enabled_plugins file. On a
ConfigMap, which is read-only, it cannot, and does not boot.`,
  sources: ['https://www.rabbitmq.com/docs/plugins#enabled-plugins-file'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_prelaunch_enabled_plugins_file.erl@v4.3.5:do_update_enabled_plugins_file: 4.3.6 was seen to stop with failed_to_update_enabled_plugins_file',
  },
  log: [
    {
      by: 'node',
      pattern: /failed_to_update_enabled_plugins_file/,
      sample: 'Error during startup: {error,failed_to_update_enabled_plugins_file}',
    },
  ],
  example: () => ({
    bad: cluster({ env: { RABBITMQ_ENABLED_PLUGINS: 'rabbitmq_management,rabbitmq_peer_discovery_k8s' } }),
    good: cluster(),
  }),
  check({ cluster }, tell) {
    const { broker, workload } = cluster
    if (broker.image.flavour === 'bitnami') return
    const value = tell.know(broker.environment.get(variable))
    const mount = value && broker.files.mountOf(broker.paths.plugins)
    if (!mount || !isReadOnlyMount(workload, mount)) return
    tell.report({
      at: value.at,
      message: `${variable} is set, and ${broker.paths.plugins} is mounted read-only`,
      why: 'the node does not boot: failed_to_update_enabled_plugins_file',
      help: `remove ${variable} or the mount: one of them says which plugins are on`,
      stopsBoot: true,
      related: [{ at: mount.at, message: 'the mount' }],
    })
  },
})
