import { labelText } from '../model/formats/text/selector.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'disruption-budget-missing',
  group: 'recovery',
  title: 'No PodDisruptionBudget selects the nodes',
  worst: 'info',
  single: 'skip',
  needs: ['replicas'],
  rationale: `Who drains machines of Kubernetes, for an upgrade or to save some, evicts pods as far as budgets let him. Without one, two nodes of three may go
at once: what needs a majority (quorum queues, Khepri, \`pause_minority\`) stops until one is back. A budget with \`maxUnavailable: 1\` makes each drain wait
for the node before.`,
  sources: [
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    'https://www.rabbitmq.com/docs/production-checklist',
  ],
  evidence: {
    kind: 'docs',
    where: 'Kubernetes: the eviction API asks budgets only, and lets through what none of them holds back',
  },
  example: () => ({
    bad: cluster({ without: ['PodDisruptionBudget'] }),
    good: cluster(),
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value < 2) return
    const held = tell.all(cluster.budgets)
    if (held.length > 0 || !cluster.budgets.complete) return
    const { workload } = cluster
    tell.report({
      at: cluster.at,
      subject: 'budget',
      message: `no PodDisruptionBudget selects the pods of ${workload.called}`,
      why: 'drains of several machines may take several nodes at once, and with them a majority',
      help:
        workload.made.wording.ownBudget ??
        `add one with maxUnavailable: 1 that selects ${labelText(workload.template.labels) || 'the labels that the pods still lack'}`,
    })
  },
})
