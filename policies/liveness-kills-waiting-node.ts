import { compareReleases, type Release } from '../facts/release.ts'
import type { Probe } from '../model/broker/probes.ts'
import type { Cluster } from '../model/cluster.ts'
import { within } from '../model/kube/address.ts'
import type { Edit } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import type { Json } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** How long a node waits for its peers before it gives up by itself, with some room. */
const longestWait = 330

export default clusterRule({
  id: 'liveness-kills-waiting-node',
  group: 'recovery',
  title: 'A probe kills nodes that wait for their peers',
  worst: 'warning',
  single: 'skip',
  needs: ['replicas', 'startup', 'liveness'],
  mayBeAbsent: ['startup', 'liveness'],
  rationale: `A node that starts may have to wait for its peers for five minutes (ten up to 3.10) before it has booted: until then
everything but \`rabbitmq-diagnostics ping\` fails. A liveness or startup probe that asks for more, and has less than that time,
kills a node that does what it should; it begins again, and the others wait for it in turn. RabbitMQ advises against liveness
probes. Where a startup probe waits for the booted node, the liveness probe begins after it.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#restarting-readiness-probes',
    'https://www.rabbitmq.com/docs/monitoring#readiness-probes',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_table.erl@v4.0.9:wait_for_replicated: 10 times 30 s; 3.10.8, 4.0.5 and 4.3.6 were seen to answer only ping, is_booting and is_running until then',
  },
  example: () => ({
    bad: cluster({
      container: {
        livenessProbe: {
          exec: { command: ['rabbitmq-diagnostics', '-q', 'check_running'] },
          timeoutSeconds: 15,
          initialDelaySeconds: 60,
        },
      },
    }),
    good: cluster({
      container: {
        livenessProbe: {
          exec: { command: ['rabbitmq-diagnostics', '-q', 'ping'] },
          timeoutSeconds: 15,
          initialDelaySeconds: 60,
        },
      },
    }),
  }),
  check({ replicas, startup, liveness, cluster }, tell) {
    if (replicas.value < 2 || ifFound(cluster.joined) === false) return
    const probe = startup && tell.know(startup.needsBootedNode) ? startup : liveness
    if (!probe || probe.generated || probe.budgetSeconds >= longestWait) return
    if (probe !== startup && !tell.know(probe.needsBootedNode)) return
    tell.report({
      at: probe.at,
      ...textsOf(cluster, probe),
      help: helpOf(probe),
      ...fixOf(cluster, probe),
    })
  },
})

/** Only a node that comes back to what it was waits for its peers when it boots. */
function textsOf({ comesBack }: Cluster, probe: Probe): Pick<Draft, 'message' | 'why'> {
  const { label, kind, budgetSeconds } = probe
  return ifFound(comesBack)
    ? {
        message: `${label} as ${kind} probe fails on a node that waits for its peers, for which it has ${budgetSeconds} s`,
        why: `after a full stop a node may wait minutes for its peers: it is killed after ${budgetSeconds} s, and begins again`,
      }
    : {
        message: `${label} as ${kind} probe fails until the node has booted, for which it has ${budgetSeconds} s`,
        why: `a node that takes longer, for its peers or by itself, is killed after ${budgetSeconds} s, and begins again`,
      }
}

function helpOf({ kind, field }: Probe): string {
  const ping = 'rabbitmq-diagnostics ping, which passes meanwhile'
  return kind === 'liveness'
    ? `take ${field} out, or let it run ${ping}`
    : `let ${field} run ${ping}, or give it failureThreshold: 33 with periodSeconds: 10`
}

/** Since then the tool for diagnostics is in every image. Source: release notes of 3.7.10; before 3.7.17 `status` asked for no booted node. */
const hasPing: Release = { major: 3, minor: 7, patch: 17 }
/** The tools take seconds to start: what leaves them fewer than these gets what RabbitMQ's own example for Kubernetes gives them. */
const [least, given] = [10, 15]

/** A startup probe gets the time that a node may need; a liveness probe asks what a node answers meanwhile. */
function fixOf(
  { workload, release }: Cluster,
  { kind, at, action, timeoutSeconds }: Probe,
): { readonly fix?: Fix } {
  if (workload.kind !== 'StatefulSet') return {}
  const set = (value: Json, ...path: readonly string[]): Edit => ({
    op: 'set',
    at: within(at, ...path),
    value,
  })
  if (kind === 'startup')
    return {
      fix: {
        title: 'give it as long as a node may wait for its peers',
        safety: 'unsafe',
        edits: [set(10, 'periodSeconds'), set(33, 'failureThreshold')],
      },
    }
  const other = { command: undefined, tcp: 'tcpSocket', http: 'httpGet', other: null }[action.by]
  if (other === null || compareReleases(release, hasPing) < 0) return {}
  return {
    fix: {
      title: 'let it run rabbitmq-diagnostics ping',
      safety: 'unsafe',
      edits: [
        set(['rabbitmq-diagnostics', '-q', 'ping'], 'exec', 'command'),
        ...(timeoutSeconds < least ? [set(given, 'timeoutSeconds')] : []),
        ...(other === undefined ? [] : [{ op: 'remove' as const, at: within(at, other) }]),
      ],
    },
  }
}
