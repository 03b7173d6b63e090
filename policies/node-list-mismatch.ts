import { isSeveral } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import { standsAlone } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import type { Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

const prefix = 'cluster_formation.classic_config.nodes.'

export default clusterRule({
  id: 'node-list-mismatch',
  group: 'discovery',
  title: 'The list of nodes is not that of these nodes',
  worst: 'error',
  single: 'skip',
  needs: [],
  rationale: `A node without data asks those that \`cluster_formation.classic_config.nodes\` lists, by the very names that they are listed under.
Under another name, without the domain or with that of another Service or namespace, it finds none, and boots alone.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-classic-config'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: a list of nodes that are not there',
  },
  log: [
    standsAlone,
    {
      by: 'node',
      pattern: /Classic peer discovery backend: list of nodes does not contain the local node/,
      sample:
        "Classic peer discovery backend: list of nodes does not contain the local node ['rabbit@rabbitmq-0','rabbit@rabbitmq-1']",
    },
  ],
  example: () => ({
    bad: cluster({
      discovery: `cluster_formation.classic_config.nodes.1 = rabbit@rabbitmq-0.rabbitmq.mq.svc.cluster.local
cluster_formation.classic_config.nodes.2 = rabbit@rabbitmq-1.rabbitmq.mq.svc.cluster.local
cluster_formation.classic_config.nodes.3 = rabbit@rabbitmq-2.rabbitmq.mq.svc.cluster.local`,
    }),
    good: cluster({
      discovery: `cluster_formation.classic_config.nodes.1 = rabbit@rabbitmq-0.rabbitmq-headless.mq.svc.cluster.local
cluster_formation.classic_config.nodes.2 = rabbit@rabbitmq-1.rabbitmq-headless.mq.svc.cluster.local
cluster_formation.classic_config.nodes.3 = rabbit@rabbitmq-2.rabbitmq-headless.mq.svc.cluster.local`,
    }),
  }),
  check({ cluster }, tell) {
    const listed = tell.all(cluster.config.matching(prefix)).filter(({ generated }) => !generated)
    const [first] = listed
    if (first === undefined || !isSeveral(cluster)) return
    const nodeNames = tell.know(cluster.nodeNames) ?? []
    if (nodeNames.length < 2) return
    const [own, given] = [new Set(nodeNames), new Set(listed.map(({ value }) => value))]
    const strange = listed.find(({ value }) => !own.has(value))
    const left = nodeNames.find(name => !given.has(name))
    if (strange === undefined && left === undefined) return
    const hasOwn = nodeNames.some(name => given.has(name))
    tell.report({
      at: (strange ?? first).at,
      severity: hasOwn ? 'warning' : 'error',
      message: strange
        ? `${strange.sensitive ? `what ${strange.key} says` : strange.value} is listed, and is none of the nodes of ${cluster.workload.object.name}`
        : `${left} is a node of ${cluster.workload.object.name}, and is not listed`,
      why: hasOwn
        ? 'a node without data asks those alone that are listed: while they are away it finds no other, and boots alone'
        : 'no node finds another under these names: each boots alone, one cluster per pod',
      help: `list ${nodeNames.slice(0, 5).join(', ')}${nodeNames.length > 5 ? ' and so on' : ''}`,
      ...fixOf(listed, nodeNames),
    })
  },
})

/** The names in the lines that are there, where they are as many. */
function fixOf(listed: readonly Setting[], names: readonly string[]): { readonly fix?: Fix } {
  if (listed.length !== names.length) return {}
  const edits = listed.flatMap(({ value, at }, index) => {
    const name = names[index] ?? value
    return name === value ? [] : [{ op: 'set' as const, at, value: name }]
  })
  return { fix: { title: 'list these nodes', safety: 'safe', edits } }
}
