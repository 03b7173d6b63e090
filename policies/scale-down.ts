import { changeRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default changeRule({
  id: 'scale-down',
  group: 'recovery',
  title: 'A running cluster loses replicas',
  worst: 'error',
  needs: ['replicas'],
  rationale: `Kubernetes removes the pods with the highest numbers; RabbitMQ keeps them as members that are down. They count for every
majority, and quorum queues keep their replicas there. Each node has to leave first: \`rabbitmq-queues shrink\` and
\`rabbitmqctl forget_cluster_node\`. Scaling to zero and back keeps all members.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#removing-nodes',
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#scale-down',
  ],
  evidence: {
    kind: 'source',
    where: 'rabbitmq/cluster-operator internal/controller/reconcile_scale_down.go@v2.22.3 refuses it',
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
      message: `${workload.kind} ${workload.object.name} goes from ${was} replicas to ${is}`,
      why: 'the nodes that go stay members of the cluster: majorities still count them, quorum queues keep replicas there',
      help: `for each of the ${was - is}: rabbitmq-queues shrink rabbit@<node>, stop it, rabbitmqctl forget_cluster_node rabbit@<node>; then scale`,
    })
  },
})
