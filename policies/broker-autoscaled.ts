import type { Cluster } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { dig } from '../model/kube/read.ts'
import type { Autoscaler } from '../model/pods/autoscalers.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const autoscaler = (name: string): string => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: load
  namespace: mq
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: StatefulSet
    name: ${name}
  minReplicas: 3
  maxReplicas: 6
`

export default clusterRule({
  id: 'broker-autoscaled',
  group: 'discovery',
  title: 'An autoscaler changes the number of nodes',
  worst: 'error',
  when: { since: 'ever' },
  needs: [],
  rationale: `A node of a cluster is a member until somebody forgets it, with queues, replicas and a vote in each majority. An autoscaler that takes
a pod away says nothing to the others: after a few times those that are gone are the majority, and quorum queues, streams and Khepri stop. Queues that lay on that node
only are down. More nodes do not make existing queues faster either: they stay where they are. Nodes that nothing joins are worse off: each of them
is a broker of its own, with messages that nobody else has.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#removing-nodes',
    'https://www.rabbitmq.com/docs/production-checklist',
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#scale-down',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go@v1.34.0:reconcileAutoscaler: it sets the number of replicas and nothing else; deps/rabbit/src/rabbit_nodes.erl@v4.3.5:list_members: a member stays one while it is down; rabbitmq/cluster-operator internal/controller/reconcile_scale_down.go@v2.22.3:scaleDown: fewer replicas are refused',
  },
  log: {
    nothing:
      'a pod that is taken away stops as for a roll-out: the other nodes log that it is down, and no more',
  },
  example: () => ({
    bad: cluster() + autoscaler('rabbitmq'),
    good: cluster() + autoscaler('consumers'),
  }),
  check({ cluster }, tell) {
    for (const scaler of tell.all(cluster.autoscalers)) {
      const { object } = scaler
      if (isFixed(scaler)) continue
      tell.report({
        at: at(object, 'spec', 'scaleTargetRef'),
        message: `${object.kind} ${object.name} changes the number of nodes of ${cluster.workload.called}`,
        why: whatHappens(cluster, scaler),
        help: 'remove it; nodes are added one by one, and forgotten before they are taken away',
      })
    }
  },
})

/** Whether it leaves the number as it is: as many at least as at most. */
function isFixed({ object }: Autoscaler): boolean {
  const count = (...names: readonly string[]): unknown =>
    names.map(name => dig(object.value, ['spec', name])).find(value => value !== undefined)
  const most = count('maxReplicas', 'maxReplicaCount')
  return most !== undefined && most === count('minReplicas', 'minReplicaCount')
}

function whatHappens({ workload, joined }: Cluster, { target }: Autoscaler): string {
  if (workload.made.keepsReplicas !== undefined)
    return target === workload.object.kind
      ? 'the operator adds nodes and refuses to take any away: the cluster grows with each peak'
      : 'the operator sets the StatefulSet back to its own number, and each pod that comes and goes meanwhile stays a member'
  const isJoined = ifFound(joined)
  if (isJoined === undefined)
    return 'a node whose pod is taken away stays a member that is down, and messages that only it had are out of reach'
  return isJoined
    ? 'a node whose pod is taken away stays a member: its queues are down, and when a few are gone quorum queues stop'
    : 'each pod is a broker of its own: what is published to one that goes is gone with it, or waits on its disk for nobody'
}
