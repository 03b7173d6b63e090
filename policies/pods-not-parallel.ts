import { ifFound } from '../model/kube/lookup.ts'
import { startTogether } from '../model/pods/workload.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'pods-not-parallel',
  group: 'recovery',
  title: 'The nodes start one after another',
  worst: 'info',
  single: 'skip',
  when: { rabbitmq: '>=3.8.18' },
  needs: ['replicas', 'podManagement'],
  rationale: `After a full stop nodes wait for one another. With \`podManagementPolicy: OrderedReady\`, the default, Kubernetes starts each when the one
before is Ready: that works as long as nothing that makes a pod Ready asks for a booted node, and takes the sum of all boots. \`Parallel\` is what RabbitMQ
advises. Up to 3.8.17 nodes without data that start together could form several clusters.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'docs',
    where: 'the guide to cluster formation: podManagementPolicy: Parallel is recommended',
  },
  example: () => ({ bad: cluster({ podManagementPolicy: null }), good: cluster() }),
  check({ replicas, podManagement, cluster }, tell) {
    if (replicas.value < 2 || podManagement.value !== 'OrderedReady' || ifFound(cluster.joined) === false)
      return
    const { workload } = cluster
    const { wording } = workload.made
    tell.report({
      at: podManagement.at,
      message: `${workload.called} starts its ${replicas.value} pods one after another`,
      why: 'at each full start the boots add up; where data are kept, a readiness probe that asks for more than ping would be a deadlock',
      help: `set ${wording.ofSet('podManagementPolicy')}: Parallel (immutable: ${wording.remake})`,
      ...(workload.kind === 'StatefulSet' ? { fix: startTogether(podManagement) } : {}),
    })
  },
})
