import { at } from '../model/kube/address.ts'
import type { Edit } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { Grant } from '../model/pods/rights.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'event-rights-missing',
  group: 'discovery',
  title: 'The pods may read Endpoints and not post events',
  worst: 'info',
  when: { rabbitmq: '3.8.3-4.0' },
  needs: [],
  rationale: `From 3.8.3 to 4.0 the Kubernetes backend posts an event when a node registers, when a peer comes or goes, and when discovery fails. Without the
verb \`create\` on \`events\` it goes on all the same; what would be seen by \`kubectl get events\` is in the log of the node only.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.0.9:send_event: what the API server answers is passed over; 3.10.8 and 4.0.5 were seen to boot without',
  },
  example: () => ({
    bad: cluster({
      objects: [
        {
          kind: 'Role',
          metadata: { name: 'rabbitmq' },
          rules: [{ apiGroups: [''], resources: ['endpoints'], verbs: ['get'] }],
        },
      ],
    }),
    good: cluster(),
  }),
  check({ cluster }, tell) {
    if (tell.know(cluster.discovery.backend)?.module !== 'k8s') return
    // Who may not read Endpoints has another finding, whose fix gives both.
    const endpoints = tell.know(cluster.rights.may('get', 'endpoints', ifFound(cluster.askedService)))
    if (!endpoints || tell.know(cluster.rights.may('create', 'events'))) return
    tell.report({
      at: cluster.rights.accountAt,
      subject: 'events',
      message: `ServiceAccount ${cluster.rights.account} may not create events`,
      why: 'no event tells that a node registers, comes or goes, or that discovery fails: only its log does',
      help: 'allow create on events where get on endpoints is allowed',
      ...fixOf(endpoints),
    })
  },
})

function fixOf({ role }: Grant): { fix?: Fix } {
  if (role?.kind !== 'Role') return {}
  const rule = { apiGroups: [''], resources: ['events'], verbs: ['create'] }
  const edits: readonly Edit[] = [{ op: 'set', at: at(role, 'rules', '-'), value: rule }]
  return { fix: { title: 'allow events', safety: 'unsafe', edits } }
}
