import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { inContainer } from '../model/pods/container.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'erlang-cookie-missing',
  group: 'discovery',
  title: 'Several nodes, and no Erlang cookie that they share',
  worst: 'error',
  single: 'skip',
  needs: ['replicas', 'cookie'],
  mayBeAbsent: ['cookie'],
  rationale: `Nodes, and the command-line tools, talk only to nodes with the same Erlang cookie. A node that is given none makes one at random
in its home directory, so that each pod has another one and refuses its peers. Up to 4.0 every node then boots alone. From 4.1 all but
the one that founds the cluster wait for it for ever.`,
  sources: ['https://www.rabbitmq.com/docs/clustering#erlang-cookie'],
  evidence: {
    kind: 'source',
    where:
      'erlang/otp lib/kernel/src/auth.erl@OTP-27.0:create_cookie: a cookie at random where there is no file; erlang/otp lib/kernel/src/dist_util.erl@OTP-27.0:recv_challenge_reply: another cookie is refused',
  },
  log: [
    {
      by: 'node',
      pattern: /Connection attempt from node (?<node>\S+) rejected\. Invalid challenge reply/,
      sample:
        "** Connection attempt from node 'rabbit@rabbitmq-1.rabbitmq.mq.svc.cluster.local' rejected. Invalid challenge reply. **",
    },
    {
      by: 'command',
      pattern:
        /Authentication failed \(rejected by the (?:remote|local) node\), please check the Erlang cookie/,
      sample: '  * Authentication failed (rejected by the remote node), please check the Erlang cookie',
    },
  ],
  example: () => ({
    bad: cluster({ cookie: null }),
    good: cluster(),
  }),
  check({ replicas, cookie, cluster }, tell) {
    if (cookie || replicas.value < 2) return
    const { workload, broker } = cluster
    const variable = broker.image.flavour === 'bitnami' ? 'RABBITMQ_ERL_COOKIE' : 'RABBITMQ_ERLANG_COOKIE'
    tell.report({
      at: inContainer(workload.template, broker.container, 'env', { name: variable }),
      message: `the nodes of ${workload.object.name} are given no Erlang cookie`,
      why: whyOf(cluster),
      help: `set ${variable} from a Secret, the same for all pods`,
    })
  },
})

function whyOf({ joined, discovery }: Cluster): string {
  if (ifFound(joined) === false)
    return 'each makes one of its own and refuses all others: nothing can join them'
  return !discovery.asksApi && ifFound(discovery.backend)?.module === 'k8s'
    ? 'each makes one of its own and refuses the others: all but the node that founds the cluster wait for it for ever'
    : 'each makes one of its own and refuses the others: every node boots alone, one cluster per pod'
}
