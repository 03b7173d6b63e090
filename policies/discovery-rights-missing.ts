import { k8sApiAccess } from '../facts/peer-discovery.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import { namespaceOf } from '../model/names/node-name.ts'
import { granting } from '../model/pods/rights-edits.ts'
import { plainText, substitute } from '../model/pods/symbolic-text.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-rights-missing',
  group: 'discovery',
  title: 'The pods may not read the Endpoints that peer discovery asks for',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '<=4.0', since: 'ever' },
  needs: [],
  rationale: `Up to 4.0 the Kubernetes backend reads Endpoints from the API server with the ServiceAccount of the pod. Without the verb
\`get\` on \`endpoints\` in its namespace the node does not boot (up to 3.12, after five seconds; from 3.8.18 on after five minutes), or boots alone after half a minute:
three Ready pods, three clusters (3.13 and 4.0, and the autocluster plugin before 3.7). From 4.1 the backend asks nobody.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: an API server that refuses',
  },
  log: [
    {
      by: 'node',
      pattern: /Failed to fetch a list of nodes from Kubernetes API: (?<status>403)/,
      sample: '[error] Failed to fetch a list of nodes from Kubernetes API: 403',
    },
    {
      by: 'node',
      pattern: /Failed to lock with peer discovery backend rabbit_peer_discovery_k8s: "(?<status>403)"/,
      sample: 'Failed to lock with peer discovery backend rabbit_peer_discovery_k8s: "403"',
    },
    {
      by: 'node',
      pattern:
        /Peer discovery: failed to query the list of nodes from the backend: \{error,"(?<status>403)"\}/,
      sample: 'Peer discovery: failed to query the list of nodes from the backend: {error,"403"}',
    },
  ],
  example: () => ({
    bad: cluster({ without: ['Role', 'RoleBinding'] }),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    if (tell.know(cluster.discovery.backend)?.module !== 'k8s') return
    if (asksAsAnother(cluster, tell)) return
    const asked = tell.know(cluster.discovery.setting('service_name'))
    const service = asked && plainText(substitute(asked.text, namespaceOf(cluster.broker)))
    if (tell.know(cluster.rights.may('get', 'endpoints', service))) return
    const { account, accountAt, nearMisses, areShown } = cluster.rights
    const failure = discoveryFailure(release, 'refused', isSeveral(cluster))
    const wanted = k8sApiAccess(release).map(({ verb, resource }) => `${verb} on ${resource}`)
    const fix = granting(cluster.broker.world, cluster.workload, cluster.rights, k8sApiAccess(release))
    tell.report({
      at: accountAt,
      severity: areShown ? 'error' : 'warning',
      message: areShown
        ? `ServiceAccount ${account} may not get endpoints, which peer discovery reads`
        : `nothing that was seen lets ServiceAccount ${account} get endpoints, which peer discovery reads`,
      why: `it is answered 403: ${failure.text}`,
      help: `add a Role with ${wanted.join(' and ')}, and bind it to the account`,
      related: nearMisses,
      stopsBoot: failure.stopsBoot,
      ...(fix === undefined ? {} : { fix: { ...fix, safety: 'unsafe' } }),
    })
  },
})

/** With the token of another account, or through something that asks in its place. */
function asksAsAnother({ discovery }: Cluster, tell: Tell): boolean {
  const [token, host] = [tell.know(discovery.setting('token_path')), tell.know(discovery.setting('host'))]
  const isOwn =
    token?.source === 'default' || /\/run\/secrets\/kubernetes\.io\//.test(plainText(token?.text ?? []) ?? '')
  const isDirect = !/^(?:localhost|127\.)/.test(plainText(host?.text ?? []) ?? '')
  if (isOwn && isDirect) return false
  tell.gap(
    isOwn
      ? 'what listens on localhost asks the API server'
      : 'the node asks with the token of another account',
  )
  return true
}
