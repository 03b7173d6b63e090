import type { Cluster } from '../model/cluster.ts'
import { labelText, selectorText } from '../model/formats/text/selector.ts'
import { isString } from '../model/kube/json.ts'
import type { Spread } from '../model/pods/spread.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const apartFrom = (app: string): string =>
  cluster({
    pod: {
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: null,
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app } } },
          ],
        },
      },
    },
  })

export default clusterRule({
  id: 'anti-affinity-ineffective',
  group: 'recovery',
  title: 'What is to keep the nodes apart picks other pods',
  worst: 'warning',
  when: { since: 'ever' },
  single: 'skip',
  needs: ['replicas', 'spread'],
  replaces: { inCluster: ['spread-missing'] },
  rationale: `An anti-affinity, or a constraint on how pods spread, looks at the pods that its selector picks. Where that is not the nodes
themselves, as after a copy from another manifest, nothing keeps them apart: Kubernetes may put all on one machine.`,
  sources: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ],
  evidence: {
    kind: 'docs',
    where:
      'Kubernetes: a term counts the pods that its selector picks, in the namespace of the pod unless it names others',
  },
  example: () => ({ bad: apartFrom('rabbit'), good: apartFrom('rabbitmq') }),
  check({ replicas, spread, cluster }, tell) {
    // One that picks the nodes keeps them apart; others may be there for other pods. What the operator adds spreads over zones.
    if (replicas.value < 2 || spread.some(({ selectsOwn, generated }) => selectsOwn !== false && !generated))
      return
    const { workload } = cluster
    const term = spread.find(candidate => !candidate.generated && isMeantFor(candidate, cluster))
    if (term === undefined) return
    const what = term.by === 'anti-affinity' ? 'the anti-affinity' : 'the spread'
    const labels = labelText(workload.template.labels)
    tell.report({
      at: term.at,
      message: `${what} of ${workload.called} picks ${selectorText(term.selector)}, which its pods are not`,
      why: spread.some(({ generated }) => generated)
        ? 'only zones are told apart, as far as there are several: nodes may run on one machine, and go with it'
        : 'nothing keeps the nodes apart: several may run on one machine, and go with it',
      help: labels === '' ? 'label the pods, and select that' : `select ${labels}`,
    })
  },
})

/** Whether a term speaks of these nodes, and is not there to keep them away from something else. */
function isMeantFor({ selector }: Spread, { workload }: Cluster): boolean {
  const text = JSON.stringify(selector ?? null).toLowerCase()
  const own = [workload.object.name, ...Object.values(workload.template.labels).filter(isString)]
  return ['rabbit', ...own].some(word => word !== '' && text.includes(word.toLowerCase()))
}
