import { compareReleases } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { changeRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const firstQuorumQueues = { major: 3, minor: 8, patch: 0 }

export default changeRule({
  id: 'scale-down',
  group: 'recovery',
  title: 'A running cluster loses replicas',
  worst: 'error',
  needs: ['replicas'],
  rationale: `Kubernetes removes the pods with the highest numbers; RabbitMQ keeps them as members that are down. They count for every
majority, and quorum queues keep their replicas there. Each node has to leave first: \`rabbitmq-queues shrink\` and
\`rabbitmqctl forget_cluster_node\`. Scaling to zero and back keeps all members. The cluster operator does not scale down at all. Nodes that
nothing joins take their queues with them.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#removing-nodes',
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#scale-down',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/controller/reconcile_scale_down.go@v2.22.3:scaleDown: it refuses fewer replicas',
  },
  log: [
    {
      by: 'node',
      pattern: /rabbit on node '?(?<node>[^\s']+)'? down/,
      sample: "rabbit on node 'rabbit@rabbitmq-2' down",
    },
  ],
  example: () => ({
    before: cluster(),
    bad: cluster({ replicas: 1 }),
    good: cluster({ replicas: 5 }),
  }),
  check({ before, after }, tell) {
    const [was, is] = [before.replicas.value, after.replicas.value]
    if (was === 0 || is === 0 || is >= was) return
    const { workload } = after.cluster
    tell.report({
      at: after.replicas.written ? after.replicas.at : { ...after.cluster.at, path: ['spec', 'replicas'] },
      message: `${workload.called} goes from ${was} replicas to ${is}`,
      ...textsOf(after.cluster, was, is),
    })
  },
})

/** Nobody sees from here that they have left. */
const then = 'then say so, warrener.dev/ignore: "scale-down=they have left", and scale'

function textsOf(cluster: Cluster, was: number, is: number): Pick<Draft, 'why' | 'help'> {
  const { kind, made } = cluster.workload
  if (made.keepsReplicas !== undefined)
    return {
      why: `${made.keepsReplicas}: the cluster stays as it is, and what was asked for is never done`,
      help: `keep replicas: ${was}; a smaller cluster is a new ${kind}, to which users and queues move`,
    }
  if (ifFound(cluster.joined) === false)
    return {
      why: 'nothing joins the nodes: each is a cluster of its own, and those that go take their queues and messages with them',
      help: `empty the queues of the nodes that go, or move them; ${then}`,
    }
  const node = was - is === 1 ? 'for the node that goes' : `for each of the ${was - is}`
  const leave = `stop it, rabbitmqctl forget_cluster_node rabbit@<node>; ${then}`
  return compareReleases(cluster.release, firstQuorumQueues) < 0
    ? {
        why: 'the nodes that go stay members of the cluster: majorities still count them, and the queues that live there are down',
        help: `${node}: ${leave}`,
      }
    : {
        why: 'the nodes that go stay members of the cluster: majorities still count them, quorum queues keep replicas there',
        help: `${node}: rabbitmq-queues shrink rabbit@<node>, ${leave}`,
      }
}
