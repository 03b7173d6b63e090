import { checkWorth, commandWorth, type Worth } from '../facts/commands.ts'
import type { Stand } from '../facts/metadata-store.ts'
import type { Probe, ProbeKind } from '../model/broker/probes.ts'
import { placeInScript, type RunScript } from '../model/broker/run-scripts.ts'
import { brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import type { ShellCommand } from '../model/formats/shell/shell.ts'
import type { Address } from '../model/kube/address.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const probing = (...command: readonly string[]): string =>
  cluster({ readiness: { exec: { command }, timeoutSeconds: 15 } })

export default clusterRule({
  id: 'health-check-dead',
  group: 'recovery',
  title: 'A health check that checks nothing any more, or soon will not',
  worst: 'warning',
  when: { releaseData: true },
  needs: [],
  rationale: `\`node_health_check\` and \`/api/healthchecks/node\` went through all channels and queues of a node: slow, and often wrong. Both were
deprecated in 3.8. Since 3.13 the command does nothing, and since 4.1 the HTTP check always says ok: a probe that asks them passes whatever
state the node is in.`,
  sources: [
    'https://www.rabbitmq.com/docs/monitoring#deprecations',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/3.13.0.md',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/4.1.0.md',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_cli/lib/rabbitmq/cli/ctl/commands/node_health_check_command.ex@v3.13.7:run, deps/rabbitmq_management/src/rabbit_mgmt_wm_healthchecks.erl@v4.3.5:to_json: they do nothing',
  },
  example: () => ({
    bad: probing('rabbitmqctl', 'node_health_check'),
    good: probing('rabbitmq-diagnostics', '-q', 'check_running'),
  }),
  check({ cluster, release }, tell) {
    for (const probe of tell.all(cluster.probes)) inProbe(probe, release, tell)
    for (const script of tell.all(cluster.scripts)) inScript(script, release, tell)
  },
})

function inProbe({ action, at, kind, field, generated }: Probe, release: Stand, tell: Tell): void {
  if (generated) return
  if (action.by === 'http')
    say(
      tell,
      release,
      at,
      `${kind} probe`,
      action.path,
      checkWorth(action.path, release),
      helpIn(kind, field, action.isAuthorized ? '' : ', with an Authorization header'),
    )
  if (action.by !== 'command') return
  for (const { what, worth } of checksIn(action.commands, release))
    say(tell, release, at, `${kind} probe`, what, worth, helpIn(kind, field))
}

function inScript(script: RunScript, release: Stand, tell: Tell): void {
  for (const { what, worth, command } of checksIn(script.commands, release))
    say(tell, release, placeInScript(script, command.place), 'script', what, worth)
}

/** The successors fail on a node that boots, waits for its peers or has an alarm: nothing to kill it for. */
const helpIn =
  (kind: ProbeKind, field: string, also = '') =>
  (successor: string): string => {
    if (kind === 'readiness') return `use ${successor} in ${field}${also}`
    return kind === 'liveness'
      ? `take ${field} out, or let it run rabbitmq-diagnostics ping`
      : `let ${field} run rabbitmq-diagnostics check_running`
  }

interface Check {
  readonly what: string
  readonly worth: Worth | undefined
  readonly command: ShellCommand
}
function checksIn(commands: readonly ShellCommand[], release: Stand): readonly Check[] {
  return commands.flatMap(command => {
    const [read] = brokerCommands([command])
    if (read && read.tool !== 'curl')
      return [
        { what: `${read.tool} ${read.verb}`, worth: commandWorth(read.tool, read.verb, release), command },
      ]
    const path = command.args.map(({ text }) => /\/api\/healthchecks\/node\b/.exec(text)?.[0]).find(Boolean)
    return path === undefined ? [] : [{ what: path, worth: checkWorth(path, release), command }]
  })
}

function say(
  tell: Tell,
  release: Stand,
  at: Address,
  who: string,
  what: string,
  worth: Worth | undefined,
  help: (successor: string) => string = successor => `use ${successor}`,
): void {
  if (worth?.successor === undefined || (worth.state !== 'idle' && worth.state !== 'deprecated')) return
  const successor = what.startsWith('/') ? `/${worth.successor.replace(/^\//, '')}` : worth.successor
  tell.report({
    at,
    subject: what,
    ...(worth.state === 'idle' ? idle(what, who, release) : deprecated(what, who)),
    help: help(successor),
  })
}

const idle = (what: string, who: string, release: Stand): Omit<Draft, 'at' | 'help'> => ({
  severity: 'warning',
  message: `a ${who} asks ${what}, which checks nothing in ${release.called}`,
  why: 'it passes whatever state the node is in, as soon as the node has booted',
})

const deprecated = (what: string, who: string): Omit<Draft, 'at' | 'help'> => ({
  severity: 'info',
  message: `a ${who} asks ${what}, which is deprecated`,
  why: 'it is slow, fails for reasons of its own, and checks nothing in later releases',
})
