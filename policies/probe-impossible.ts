import { checkWorth, command, tools } from '../facts/commands.ts'
import { listeningPlugin, needsCredentials } from '../facts/listeners.ts'
import type { Stand } from '../facts/metadata-store.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { ProbeAction, ProbePort } from '../model/broker/probe-action.ts'
import type { ProbeKind } from '../model/broker/probes.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { missingListener } from '../model/settings/listening.ts'
import { cluster } from './sample.ts'

const asking = (path: string): string =>
  cluster({ readiness: { httpGet: { path, port: 15672 }, timeoutSeconds: 15 } })

export default clusterRule({
  id: 'probe-impossible',
  group: 'recovery',
  title: 'A probe can never pass',
  worst: 'error',
  needs: [],
  replaces: { atPlace: ['liveness-kills-waiting-node', 'health-check-dead'] },
  rationale: `A probe that names a port which no container declares, asks a port whose plugin is off, runs a command that the tool does not
have, or asks the HTTP API without saying who it is, fails for ever. As readiness probe it keeps all clients away and stops every
roll-out; as liveness or startup probe it has the node killed again and again. The HTTP API lets nobody in without a user and a password, but for a few checks
of later releases; kubelets send none, unless \`httpHeaders\` has them.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'https://www.rabbitmq.com/docs/management#http-api',
  ],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/boots.test.ts: probes: /api/healthchecks/node of whom nobody knows is 401; what a kubelet makes of it: kubernetes/kubernetes pkg/probe/http/http.go@v1.34.0:DoHTTPProbe, pkg/kubelet/prober/prober.go@v1.34.0:probe',
  },
  log: [
    {
      by: 'kubelet',
      pattern: /probe failed: HTTP probe failed with statuscode: (?<status>40[14])/,
      sample: 'Readiness probe failed: HTTP probe failed with statuscode: 401',
    },
    {
      by: 'kubelet',
      pattern: /probe failed: .*dial tcp (?<host>[\d.:]+): connect: connection refused/,
      sample: 'Readiness probe failed: dial tcp 10.244.0.7:1883: connect: connection refused',
    },
    {
      by: 'command',
      pattern: /Command '(?<command>[\w-]+)' not found/,
      sample: "Command 'check_runing' not found.",
    },
  ],
  example: () => ({
    bad: asking('/api/health/checks/local-alarms'),
    good: cluster({ readiness: { tcpSocket: { port: 5672 }, timeoutSeconds: 15 } }),
  }),
  check({ cluster, release }, tell) {
    for (const probe of tell.all(cluster.probes)) {
      const fault = probe.generated ? undefined : faultOf(cluster, probe.action, release, tell)
      if (fault === undefined) continue
      tell.report({
        at: probe.at,
        message: `the ${probe.kind} probe can never pass: ${fault.what}`,
        why: consequence(cluster, probe.kind),
        help: fault.help(probe.field),
        stopsBoot: probe.kind !== 'readiness',
        evenAlone: true,
      })
    }
  },
})

interface Fault {
  readonly what: string
  help(field: string): string
}

function faultOf(cluster: Cluster, action: ProbeAction, release: Stand, tell: Tell): Fault | undefined {
  if (action.by === 'command') return commandFault(action, release)
  if (action.by === 'other') return undefined
  const path = action.by === 'http' ? pathFault(cluster, action, release) : undefined
  return portFault(cluster, action.port, path === undefined ? tell : undefined) ?? path
}

/** @param tell where nothing else is known against the probe, so that what is not known of the port matters */
function portFault(
  { plugins, config }: Cluster,
  { text, number }: ProbePort,
  tell: Tell | undefined,
): Fault | undefined {
  if (number === undefined)
    return {
      what: `no port of the container is called ${text}`,
      help: field => `name a port that the container declares in ${field}, or write its number`,
    }
  const missing = missingListener(number, plugins, config)
  const plugin = tell ? tell.know(missing) : ifFound(missing)
  if (plugin === undefined) return undefined
  return {
    what: `nothing listens on ${text} without the plugin ${plugin}`,
    help: field => `switch ${plugin} on, or let ${field} ask another port`,
  }
}

/**
 * What the management plugin answers on its own ports, whatever the state of the node is. Below a prefix that was not seen these paths
 * would not be there at all.
 */
function pathFault(
  { config }: Cluster,
  { path, port, isAuthorized }: ProbeAction & { readonly by: 'http' },
  release: Stand,
): Fault | undefined {
  if (listeningPlugin(port.number ?? 0) !== 'rabbitmq_management') return undefined
  if (ifFound(config.effective('management.path_prefix')) !== undefined) return undefined
  if (checkWorth(path, release)?.state === 'absent')
    return {
      what: `${release.called} has no ${path}`,
      help: field => `let ${field} ask a check that this release has, or a TCP port`,
    }
  if (isAuthorized || !needsCredentials(path)) return undefined
  return {
    what: `${path} asks for a user and a password`,
    help: field => `use tcpSocket on the port for clients in ${field}, or send an Authorization header`,
  }
}

/** What older tools had is not known here. */
function commandFault(
  { checks }: ProbeAction & { readonly by: 'command' },
  release: Stand,
): Fault | undefined {
  if (!hasData.has(release)) return undefined
  const wrong = checks.find(
    ({ tool, verb, tolerated }) =>
      !tolerated &&
      /^[a-z]\w*$/.test(verb) &&
      tools.includes(tool) &&
      command(tool, verb, release) === undefined,
  )
  if (wrong === undefined) return undefined
  return {
    what: `${wrong.tool} has no command ${wrong.verb}`,
    help: field => `let ${field} run a command that the tool has, such as rabbitmq-diagnostics check_running`,
  }
}

const hasData = releaseRange('>=3.8')

function consequence({ workload }: Cluster, kind: ProbeKind): string {
  if (kind !== 'readiness') return 'Kubernetes kills the node, starts it again, and kills it again'
  return workload.kind === 'Pod'
    ? 'the pod is never Ready: no Service sends clients to it'
    : 'no pod is ever Ready: Services have none to send to, roll-outs never go on'
}
