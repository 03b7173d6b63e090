import { safeToStartTogether } from '../facts/peer-discovery.ts'
import { compareReleases } from '../facts/release.ts'
import { waitsForNode } from '../model/broker/hook-waits.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { ifFound, ifSeen } from '../model/kube/lookup.ts'
import { startTogether } from '../model/pods/workload.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'boot-order-deadlock',
  group: 'recovery',
  title: 'Nodes start one after another, and none is ready before its peers are up',
  worst: 'error',
  single: 'skip',
  needs: ['replicas', 'podManagement', 'readiness', 'dataVolume'],
  mayBeAbsent: ['readiness'],
  replaces: { inCluster: ['pods-not-parallel'] },
  rationale: `With \`podManagementPolicy: OrderedReady\`, the default, Kubernetes starts pod 1 when pod 0 is Ready. After a full stop a
node waits for its peers: with Mnesia for the one that stopped last, with Khepri (4.2 for new clusters, 4.3 for all) for a majority.
If the readiness probe, or a postStart hook that asks until it does, needs a booted node, pod 0 waits for pods that Kubernetes does not start. The node gives up after five minutes
(ten up to 3.10), restarts, and waits again. Nodes that nothing joins wait for nobody, nor do nodes named by address: after the stop they
have other names, and no data.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#restarting-readiness-probes',
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_table.erl@v4.0.9:wait_for_replicated, deps/rabbit/src/rabbit_khepri.erl@v4.3.5:wait_for_leader: a node started alone waits and stops; 3.10.8, 4.0.5 and 4.3.6 were seen to, after 5 to 10 minutes',
  },
  log: [
    {
      by: 'node',
      pattern: /Error while waiting for Mnesia tables: \{timeout_waiting_for_tables,\[(?<node>[^\],]+)/,
      sample:
        "Error while waiting for Mnesia tables: {timeout_waiting_for_tables,['rabbit@rabbitmq-1','rabbit@rabbitmq-0'],[rabbit_durable_queue]}",
    },
    {
      by: 'node',
      pattern: /Waiting for Mnesia tables for \d+ ms, \d+ retries left/,
      sample: 'Waiting for Mnesia tables for 30000 ms, 9 retries left',
    },
    { by: 'node', pattern: /exit:timeout_waiting_for_leader/, sample: 'exit:timeout_waiting_for_leader' },
  ],
  example: () => ({
    bad: cluster({
      podManagementPolicy: null,
      readiness: { exec: { command: ['rabbitmq-diagnostics', '-q', 'check_running'] }, timeoutSeconds: 15 },
    }),
    good: cluster({
      readiness: { exec: { command: ['rabbitmq-diagnostics', '-q', 'check_running'] }, timeoutSeconds: 15 },
    }),
  }),
  check({ replicas, podManagement, readiness, dataVolume, cluster, release }, tell) {
    if (podManagement.value !== 'OrderedReady' || replicas.value < 2 || !dataVolume.persistent) return
    if (ifFound(cluster.joined) === false) return
    const hook = waitingHook(cluster)
    if (!hook && !(readiness && tell.know(readiness.needsBootedNode))) return
    if (tell.know(cluster.nodeName)?.style === 'pod-ip') return
    const { workload } = cluster
    const { wording } = workload.made
    const khepri = release.store === 'khepri'
    const fixable = compareReleases(release, safeToStartTogether) >= 0
    tell.report({
      at: podManagement.at,
      severity: khepri ? 'error' : 'warning',
      message: `${workload.called} starts its pods in order, each once the one before is ready`,
      why: khepri
        ? 'after a full stop the first pod waits for a majority that is never started'
        : 'after a full stop the first pod waits, unless it stopped last, for the node that did: Kubernetes does not start that',
      help: fixable
        ? `set ${wording.ofSet('podManagementPolicy')}: Parallel (immutable: ${wording.remake})`
        : `${hook ? 'let the postStart hook wait for nothing' : 'use a readiness probe that passes while the node waits (rabbitmq-diagnostics ping)'}; Parallel is safe from 3.8.18 on: before, new nodes that start together may form several clusters`,
      related: [
        ...(readiness && ifFound(readiness.needsBootedNode)
          ? [{ at: readiness.at, message: `${readiness.label} fails while the node waits` }]
          : []),
        ...(hook ? [{ at: hook, message: 'the postStart hook ends when the node has booted' }] : []),
      ],
      ...(fixable && workload.kind === 'StatefulSet' ? { fix: startTogether(podManagement) } : {}),
    })
  },
})

/** A postStart hook that ends when its node has booted: before, Kubernetes does not call the container running. */
function waitingHook({ scripts, release }: Cluster): Address | undefined {
  const script = ifSeen(scripts).find(
    ({ role, commands }) => role === 'post-start' && waitsForNode(commands, release),
  )
  return script?.at(0)
}
