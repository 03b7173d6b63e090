import { at } from '../model/kube/address.ts'
import { topologyOf } from '../model/messaging/topology.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, topology, yaml } from './sample.ts'

const federated = (additionalPlugins?: readonly string[]): string =>
  yaml(
    rabbitmqCluster(
      { replicas: 3, ...(additionalPlugins ? { rabbitmq: { additionalPlugins } } : {}) },
      { namespace: 'mq' },
    ),
    topology('Federation', 'upstream', {
      name: 'upstream',
      uriSecret: { name: 'upstream' },
    }),
  )

/** The plugin without which the broker does not know the parameter that a resource becomes. */
const plugins: Readonly<Record<string, string>> = {
  Federation: 'rabbitmq_federation',
  Shovel: 'rabbitmq_shovel',
}

export default clusterRule({
  id: 'topology-plugin-missing',
  group: 'promotion',
  title: 'A Federation or Shovel resource is for a cluster without that plugin',
  worst: 'error',
  needs: [],
  rationale: `The topology operator sets a runtime parameter, \`federation-upstream\` or \`shovel\`. Only the plugin knows that component: without it the
broker answers that the component is not found, and the resource is tried again for ever.`,
  sources: [
    'https://www.rabbitmq.com/docs/federation#getting-started',
    'https://www.rabbitmq.com/docs/shovel#management-status',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/running-nodes.test.ts: commands: a parameter of a plugin that is off',
  },
  log: [
    {
      by: 'operator',
      pattern: /component (?<name>federation-upstream|shovel) not found/,
      sample: 'component shovel not found',
    },
  ],
  example: () => ({ bad: federated(), good: federated(['rabbitmq_federation']) }),
  check({ cluster }, tell) {
    for (const resource of topologyOf(cluster.broker)) {
      const plugin = plugins[resource.kind]
      if (plugin === undefined || tell.know(cluster.plugins.isEnabled(plugin))) continue
      const edit = cluster.plugins.append(plugin)
      tell.report({
        at: at(resource),
        message: `${resource.kind} ${resource.name} needs the plugin ${plugin}, which is off`,
        why: 'the broker does not know such a parameter: the topology operator tries again for ever',
        help: `enable ${plugin}`,
        ...(edit ? { fix: { title: `enable ${plugin}`, safety: 'safe', edits: [edit] } } : {}),
      })
    }
  },
})
