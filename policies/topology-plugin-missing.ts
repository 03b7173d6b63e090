import { exchangePlugin } from '../facts/exchange-types.ts'
import type { Release } from '../facts/release.ts'
import { at } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { readString } from '../model/kube/read.ts'
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

/** What a resource needs, and what the broker does not know without it. */
function neededBy(
  resource: KubeObject,
  release: Release,
): readonly [plugin: string, what: string] | undefined {
  const plugin = plugins[resource.kind]
  if (plugin !== undefined) return [plugin, 'parameter']
  const type = resource.kind === 'Exchange' ? ifFound(readString(resource, ['spec', 'type'])) : undefined
  const needed = type && exchangePlugin(type.value, release)
  return needed === undefined ? undefined : [needed, 'type of exchange']
}

export default clusterRule({
  id: 'topology-plugin-missing',
  group: 'promotion',
  title: 'A resource of the topology operator needs a plugin that its cluster lacks',
  worst: 'error',
  needs: [],
  rationale: `The topology operator sets a runtime parameter, \`federation-upstream\` or \`shovel\`. Only the plugin knows that component: without it the
broker answers that the component is not found, and the resource is tried again for ever. So it is with exchanges of types that a plugin brings.`,
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
    {
      by: 'operator',
      pattern: /(?:unknown|invalid) exchange type '(?<value>[^']+)'/,
      sample: "unknown exchange type 'x-delayed-message'",
    },
  ],
  example: () => ({ bad: federated(), good: federated(['rabbitmq_federation']) }),
  check({ cluster, release }, tell) {
    for (const resource of topologyOf(cluster.broker)) {
      const [plugin, what] = neededBy(resource, release) ?? []
      if (plugin === undefined || tell.know(cluster.plugins.isEnabled(plugin))) continue
      const edit = cluster.plugins.append(plugin)
      tell.report({
        at: at(resource),
        message: `${resource.kind} ${resource.name} needs the plugin ${plugin}, which is off`,
        why: `the broker does not know such a ${what}: the topology operator tries again for ever`,
        help: `enable ${plugin}`,
        ...(edit ? { fix: { title: `enable ${plugin}`, safety: 'safe', edits: [edit] } } : {}),
      })
    }
  },
})
