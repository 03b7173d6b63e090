import { at } from '../model/kube/address.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'single-replica-cluster',
  group: 'discovery',
  title: 'Configured as a cluster, with one replica',
  worst: 'info',
  needs: ['replicas', 'size'],
  rationale: `Settings of peer discovery do nothing for one node: it has no peers to find. What they suggest, that the broker goes on while a
node is away, is not so: each restart, drain and roll-out stops all of it.`,
  sources: ['https://www.rabbitmq.com/docs/clustering#node-count'],
  evidence: { kind: 'docs', where: 'rabbitmq-website docs/clustering.md, node counts and quorum' },
  example: () => ({ bad: cluster({ replicas: 1 }), good: cluster() }),
  check({ replicas, size, cluster }, tell) {
    const { workload } = cluster
    if (replicas.value !== 1 || size === 'several' || workload.kind === 'Pod') return
    const [setting] = tell.all(cluster.clusterSettings).filter(({ isNodeName }) => !isNodeName)
    if (size === 'single' && setting === undefined) return
    tell.report({
      at: replicas.written ? replicas.at : at(workload.object, 'spec', 'replicas'),
      message: `${workload.called} is configured as a cluster, and has one replica`,
      why: 'one node has nothing to discover, and each restart, drain or roll-out stops the whole broker',
      help: 'set replicas to 3, or leave the settings of peer discovery out where one node is enough',
      ...(setting ? { related: [{ at: setting.at, message: `${setting.name} is for several nodes` }] } : {}),
    })
  },
})
