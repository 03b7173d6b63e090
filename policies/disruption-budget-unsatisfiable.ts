import { isSeveral } from '../model/cluster.ts'
import { isString, type Json } from '../model/kube/json.ts'
import type { Budget } from '../model/pods/budget.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const limited = (spec: Readonly<Record<string, number>>): string =>
  cluster({
    objects: [
      {
        kind: 'PodDisruptionBudget',
        metadata: { name: 'rabbitmq', namespace: 'mq' },
        spec: { maxUnavailable: null, ...spec },
      },
    ],
  })

export default clusterRule({
  id: 'disruption-budget-unsatisfiable',
  group: 'recovery',
  title: 'A PodDisruptionBudget lets no node go, or a majority',
  worst: 'warning',
  when: { since: 'ever' },
  single: 'info',
  needs: ['replicas'],
  rationale: `A budget that never lets a pod go blocks every drain: who upgrades the machines waits, or takes the pods by force. One that lets a majority go
at once is no protection: quorum queues and Khepri stop. \`maxUnavailable: 1\` is right for any number of nodes, and stays so when they become more.`,
  sources: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#set-pdb',
  ],
  evidence: {
    kind: 'docs',
    where:
      'Kubernetes: evictions are refused while fewer pods than minAvailable, or more than maxUnavailable, would be left or gone; percentages are rounded up',
  },
  example: () => ({ bad: limited({ minAvailable: 3 }), good: limited({ maxUnavailable: 1 }) }),
  check({ replicas, cluster }, tell) {
    const count = replicas.value
    if (count < 1) return
    for (const budget of tell.all(cluster.budgets)) {
      const limit = limitOf(budget, count, tell)
      if (limit === undefined) continue
      const { allowed, at, text } = limit
      const majority = Math.floor(count / 2) + 1
      const losesMajority = count > 2 && count - allowed < majority
      if (allowed > 0 && !losesMajority) continue
      tell.report({
        at,
        message: `${budget.called} lets ${allowed > 0 ? allowed : 'none'} of ${count === 1 ? 'one node' : `${count} nodes`} go (${text})`,
        why:
          allowed > 0
            ? `${count - allowed} of ${count} are no majority: what needs one stops when so many machines are drained at once`
            : 'no node is ever evicted: a drain of its machine never ends',
        help: isSeveral(cluster)
          ? `set ${budget.place}maxUnavailable: 1 instead`
          : `set ${budget.place}maxUnavailable: 1 instead, or take the budget away: a drain stops the one node anyhow`,
      })
    }
  },
})

/** How many pods a budget lets go at once; undefined where it says nothing that can be read. */
function limitOf(budget: Budget, count: number, tell: Tell) {
  for (const field of ['maxUnavailable', 'minAvailable'] as const) {
    const written = tell.know(budget.limit(field))
    const pods = written && podsOf(written.value, count)
    if (pods === undefined || written === undefined) continue
    const allowed = field === 'maxUnavailable' ? Math.min(pods, count) : Math.max(count - pods, 0)
    return { allowed, at: written.at, text: `${field}: ${String(written.value)}` }
  }
  return undefined
}

/** Source: k8s.io/kubernetes, pkg/controller/disruption/disruption.go, getExpectedPodCount: both are rounded up. */
function podsOf(value: Json, count: number): number | undefined {
  if (typeof value === 'number') return value
  const percent = isString(value) ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined
  return percent === undefined ? undefined : Math.ceil((Number(percent) * count) / 100)
}
