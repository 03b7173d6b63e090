import { isSeveral } from '../model/cluster.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'cookie-in-plain-text',
  group: 'security',
  title: 'The Erlang cookie is written in plain text',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `The Erlang cookie is the password between nodes and command-line tools: who has it and reaches the node runs any code there. As text
of a variable, an argument or a ConfigMap it is in the repository, in \`kubectl describe\` and in every copy of the manifests.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#erlang-cookie',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  evidence: {
    kind: 'docs',
    where: 'rabbitmq.com/docs/clustering: the cookie is a shared secret used for authentication',
  },
  example: () => ({
    bad: cluster({
      container: { env: [{ name: 'RABBITMQ_ERLANG_COOKIE', value: 'swordfish', valueFrom: null }] },
    }),
    good: cluster(),
  }),
  check({ cluster }, tell) {
    for (const { what, name, at } of tell.all(cluster.plainSecrets)) {
      if (what !== 'cookie') continue
      tell.report({
        at,
        subject: 'cookie',
        message: `the Erlang cookie stands in plain text in ${name}`,
        why: 'whoever reads the manifests and reaches the node runs what they like on it',
        help: isSeveral(cluster)
          ? cluster.workload.made.wording.ownCookie
          : 'leave it out: one node makes up a cookie of its own',
      })
    }
  },
})
