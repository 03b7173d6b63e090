import { releaseRange } from '../facts/release-range.ts'
import type { Fix } from '../model/kube/fix.ts'
import type { AccountToken } from '../model/pods/account-token.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'service-account-token-unmounted',
  group: 'discovery',
  title: 'Peer discovery needs the token of the account, and it is not mounted',
  worst: 'error',
  when: { rabbitmq: '<=4.0' },
  needs: [],
  rationale: `Up to 4.0 the Kubernetes backend reads the token and the namespace of its ServiceAccount from files, before it asks the API server for
anything. With \`automountServiceAccountToken: false\` they are not there, and the node does not boot; from 3.13.5 on not even one that has been a member before. What the
pods say counts before what the account says.`,
  sources: [
    'https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: Kubernetes peer discovery without a token',
  },
  log: [
    {
      by: 'node',
      pattern: /badmatch,\s*\{error,\s*(?<reason>enoent)\}/,
      sample: 'error:{badmatch,{error,enoent}}',
    },
  ],
  example: () => ({
    bad: cluster({ pod: { automountServiceAccountToken: false } }),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    if (tell.know(cluster.discovery.backend)?.module !== 'k8s') return
    const path = tell.know(cluster.discovery.setting('token_path'))
    if (
      path?.source !== 'default' &&
      !/\/run\/secrets\/kubernetes\.io\//.test(plainText(path?.text ?? []) ?? '')
    )
      return
    const token = tell.know(cluster.accountToken)
    if (!token || token.isMounted) return
    const { account } = cluster.rights
    tell.report({
      at: token.at,
      message: token.isSaidByPod
        ? 'automountServiceAccountToken: false, and peer discovery reads the token'
        : `ServiceAccount ${account} has its token mounted nowhere, and peer discovery reads it`,
      why: asksAlways.has(release)
        ? 'the node does not boot (enoent), whether it has data or not'
        : 'a node without data does not boot (enoent)',
      help: token.isSaidByPod
        ? 'set it to true'
        : 'set automountServiceAccountToken: true on the pods, whose word counts before that of the account',
      stopsBoot: true,
      ...fixOf(token, cluster.workload.template.locate(['automountServiceAccountToken'])),
    })
  },
})

/** Source: the release notes of 3.13.5: each boot posts an event. */
const asksAlways = releaseRange('>=3.13.5')

const fixOf = ({ isSaidByPod }: AccountToken, at: AccountToken['at']): { fix?: Fix } => ({
  fix: {
    title: 'mount the token',
    safety: isSaidByPod ? 'safe' : 'additive',
    only: 'create',
    edits: [{ op: 'set', at, value: true }],
  },
})
