import type { Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { BrokerCommand } from '../formats/commands/rabbitmqctl.ts'
import type { ShellCommand } from '../formats/shell/shell.ts'
import { found, type Lookup, unknown } from '../kube/lookup.ts'
import type { ProbeAction } from './probe-action.ts'

/*
 * What fails on a node that runs and has not booted, because it waits for its peers.
 * Source: probe commands against a waiting node, seen on Debian's 3.10.8 and 4.3.6: ping, is_booting and is_running exit 0;
 * check_running exits 69; status, check_port_connectivity, check_local_alarms and check_virtual_hosts exit 64.
 */
const passWhileWaiting: ReadonlySet<string> = new Set([
  'ping',
  'is_booting',
  'is_running',
  // They ask nothing of the node.
  'help',
  'version',
  'autocomplete',
])
/**
 * Until then `status` was a call that a waiting node answers too. Source: rabbitmq-cli, pull 369, "backported to v3.7.x" in July 2019; the
 * tool came with the server from 3.7.0 on.
 */
const statusOfOld = releaseRange('<=3.7.16')
const tools: ReadonlySet<string> = new Set([
  'rabbitmqctl',
  'rabbitmq-diagnostics',
  'rabbitmq-plugins',
  'rabbitmq-upgrade',
  'rabbitmq-queues',
])
/** They are open before the node has booted: epmd and the distribution. */
const openWhileWaiting: readonly (number | undefined)[] = [4369, 25672]

/** Whether a probe fails on a waiting node: TCP on a port for clients and HTTP do, and most commands. */
export function needsBootedNode(action: ProbeAction, release: Release): Lookup<boolean> {
  if (action.by === 'http') return found(true)
  if (action.by === 'tcp') return found(!openWhileWaiting.includes(action.port.number))
  if (action.by === 'other') return unknown('the probe is of a kind not known here')
  const { checks, commands } = action
  if (checks.some(check => failsWhileWaiting(check, release)) || commands.some(asksApi)) return found(true)
  return checks.some(isTool) && !checks.some(check => failsByItself(check, release))
    ? found(false)
    : unknown('what the command of the probe does is not known')
}

/** Whether a command of RabbitMQ fails on a node that has not booted, and with it what runs it. */
export const failsWhileWaiting = (command: BrokerCommand, release: Release): boolean =>
  !command.tolerated && failsByItself(command, release)

const failsByItself = (command: BrokerCommand, release: Release): boolean =>
  isTool(command) &&
  !passWhileWaiting.has(command.verb) &&
  !(command.verb === 'status' && statusOfOld.has(release))

/** A word that is to be filled in first is no command yet. */
const isTool = ({ tool, verb }: BrokerCommand): boolean => tools.has(tool) && /^[a-z]\w*$/.test(verb)

/** A request to the HTTP API, which a plugin serves that starts when the node has booted. */
const asksApi = ({ name, args, tolerated }: ShellCommand): boolean =>
  !tolerated &&
  /^(?:curl|wget|apicheck\.sh)$/.test(name) &&
  args.some(({ text }) => /:156[79][12]\b|\/api\//.test(text))
