import { labelText } from '../model/formats/text/selector.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'spread-missing',
  group: 'recovery',
  title: 'Nothing keeps the nodes on different machines',
  worst: 'info',
  when: { since: 'ever' },
  single: 'skip',
  needs: ['replicas', 'spread'],
  mayBeAbsent: ['spread'],
  rationale: `Kubernetes spreads the pods of a set as it sees fit, and may put several on one machine. When that one goes, so does the
majority. An anti-affinity, or a constraint on \`kubernetes.io/hostname\`, keeps them apart. The cluster operator spreads them over zones.`,
  sources: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    'https://www.rabbitmq.com/docs/production-checklist',
  ],
  evidence: {
    kind: 'docs',
    where:
      'Kubernetes: without constraints of their own pods are spread as well as resources allow, and never for certain',
  },
  example: () => ({
    bad: cluster({ pod: { affinity: null } }),
    good: cluster({
      pod: {
        affinity: null,
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: 'rabbitmq' } },
          },
        ],
      },
    }),
  }),
  check({ replicas, spread, cluster }, tell) {
    if (replicas.value < 2 || spread?.some(({ selectsOwn }) => selectsOwn !== false)) return
    const { workload } = cluster
    const labels = labelText(workload.template.labels)
    tell.report({
      at: workload.template.locate(['topologySpreadConstraints']),
      message: `nothing keeps the ${replicas.value} pods of ${workload.called} on different machines`,
      why: 'several nodes may run on one machine, and go with it: a majority at once',
      help: `add ${workload.made.wording.ofPods('topologySpreadConstraints')}: kubernetes.io/hostname, maxSkew 1, ScheduleAnyway${labels === '' ? '' : `, for ${labels}`}`,
    })
  },
})
