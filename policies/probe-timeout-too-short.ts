import { tools } from '../facts/commands.ts'
import type { Probe } from '../model/broker/probes.ts'
import { within } from '../model/kube/address.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** What the help proposes, and from when on a probe that runs a tool has time enough. */
const [proposed, enough] = [15, 10] as const
/** Below this a tool is late on a machine that is busy at all. */
const least = 3

const probing = (timeoutSeconds?: number): string =>
  cluster({
    readiness: {
      exec: { command: ['rabbitmq-diagnostics', '-q', 'ping'] },
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    },
  })

export default clusterRule({
  id: 'probe-timeout-too-short',
  group: 'recovery',
  title: 'A probe runs a command line tool that may take longer than it has',
  worst: 'warning',
  needs: [],
  rationale: `Each call of \`rabbitmq-diagnostics\` or \`rabbitmqctl\` starts an Erlang VM and connects it to the node, which takes a second or two
on an idle machine and many on a busy one. A probe has one second unless it says otherwise, and one that is late counts as failed: a
readiness probe takes the node out of its Services when it has most to do, a liveness probe kills it.`,
  sources: [
    'https://www.rabbitmq.com/docs/monitoring#health-checks',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
  ],
  evidence: {
    kind: 'docs',
    where:
      'the monitoring guide: the tools join the cluster for each call; Kubernetes: timeoutSeconds is 1 by default',
  },
  example: () => ({ bad: probing(), good: probing(proposed) }),
  check({ cluster }, tell) {
    for (const probe of tell.all(cluster.probes)) {
      const { kind, label, field, timeoutSeconds, generated } = probe
      if (generated || timeoutSeconds >= enough || !runsTool(probe)) continue
      const at = within(probe.at, 'timeoutSeconds')
      tell.report({
        at,
        severity: timeoutSeconds < least ? 'warning' : 'info',
        message: `${label} as ${kind} probe has ${timeoutSeconds} s`,
        why: `on a busy machine it takes longer, and ${late[kind]}`,
        help: `set ${field}.timeoutSeconds: ${proposed}`,
        fix: {
          title: 'give it time',
          safety: 'safe',
          only: 'create',
          edits: [{ op: 'set', at, value: proposed }],
        },
      })
    }
  },
})

/** What becomes of a node whose probe is late. */
const late: Readonly<Record<Probe['kind'], string>> = {
  startup: 'Kubernetes kills a node that is still starting',
  liveness: 'Kubernetes kills the node',
  readiness: 'clients are no longer sent to the node',
}

const runsTool = ({ action }: Probe): boolean =>
  action.by === 'command' && action.checks.some(({ tool, verb }) => tools.includes(tool) && verb !== '')
