import { isString, listOf } from '../model/kube/json.ts'
import { isSecretPlace } from '../model/kube/secrecy.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

const nodes = (...pods: readonly number[]): string =>
  policyFile(
    JSON.stringify({
      'ha-mode': 'nodes',
      'ha-params': pods.map(pod => `rabbit@rabbitmq-${pod}.rabbitmq-headless.mq.svc.cluster.local`),
      'ha-sync-mode': 'automatic',
      'ha-promote-on-shutdown': 'when-synced',
      'ha-promote-on-failure': 'when-synced',
    }),
  )

export default policyRule({
  id: 'mirror-nodes-unknown',
  group: 'promotion',
  title: 'A policy mirrors to nodes that there never are',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '<=3.13' },
  rationale: `\`ha-mode: nodes\` lists the whole names of nodes. A name that no node of the cluster has is left out: the queue has fewer copies than it
seems, and none but the one on its leader's node where no name fits.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_mode_nodes.erl@v3.13.7:suggested_queue_nodes: names outside of the running nodes are taken out',
  },
  log: { nothing: 'the broker takes the policy, and leaves out the names that are no running nodes' },
  example: () => ({
    bad: cluster({ definitions: nodes(0, 3) }),
    good: cluster({ definitions: nodes(0, 1) }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    const params = policy.keys.get('ha-params')
    const listed = listOf(params?.value).filter(isString)
    if (!cluster || !params || policy.keys.get('ha-mode')?.value !== 'nodes' || listed.length === 0) return
    const names = tell.know(cluster.nodeNames) ?? []
    const missing = listed.filter(name => !names.includes(name))
    if (names.length === 0 || missing.length === 0) return
    const none = missing.length === listed.length
    tell.report({
      at: params.at,
      severity: none ? 'error' : 'warning',
      message: `${policyLabel(policy)} lists ${isSecretPlace(params.at) ? 'a name' : missing[0]}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}, which no node is called`,
      why: none
        ? 'no node has one of these names: the queues are not mirrored at all'
        : 'the queues have fewer copies than the policy lists',
      help:
        names.length === 1
          ? `the node is called ${names[0]}; or use ha-mode exactly`
          : `the nodes are called ${names[0]} to ${names.at(-1)}; or use ha-mode exactly`,
    })
  },
})
