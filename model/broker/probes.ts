import type { Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import { brokerCommands } from '../formats/commands/rabbitmqctl.ts'
import { commandsOfArray } from '../formats/shell/shell.ts'
import type { Address } from '../kube/address.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import { inContainer, portsOf } from '../pods/container.ts'
import type { Broker } from './broker.ts'

/** A readiness probe, and what it asks of the node. */
export interface Readiness {
  readonly at: Address
  /** What it does, for messages: `rabbitmq-diagnostics check_running`, `TCP 5672`, `HTTP /api/health`. */
  readonly label: string
  /**
   * Whether it fails on a node that waits for its peers. `ping` and `is_booting` pass there, and `status` of old; every other check, TCP
   * on a client port and HTTP fail.
   */
  readonly needsBootedNode: Lookup<boolean>
}

/**
 * The readiness probe of the broker's container.
 * Source: probe commands against a waiting node, seen on Debian's 3.10.8 and 4.3.6: ping, is_booting and is_running exit 0;
 * check_running exits 69; status, check_port_connectivity, check_local_alarms and check_virtual_hosts exit 64.
 */
export function readinessOf(broker: Broker, release: Release): Lookup<Readiness> {
  const { template } = broker.workload
  const why = template.unsettled([...broker.container.steps, 'readinessProbe'])
  if (why !== undefined) return unknown(why)
  const probe = member(broker.container.value, 'readinessProbe')
  if (!isObject(probe)) return absent()
  return found({
    at: inContainer(template, broker.container, 'readinessProbe'),
    ...judge(broker, probe, release),
  })
}

function judge(broker: Broker, probe: Json, release: Release): Pick<Readiness, 'label' | 'needsBootedNode'> {
  const exec = member(probe, 'exec')
  if (isObject(exec)) return judgeCommand(listOf(member(exec, 'command')).filter(isString), release)
  const http = member(probe, 'httpGet')
  if (isObject(http))
    return { label: `HTTP ${String(member(http, 'path') ?? '/')}`, needsBootedNode: found(true) }
  const tcp = member(probe, 'tcpSocket')
  if (!isObject(tcp))
    return {
      label: 'probe',
      needsBootedNode: unknown('the readiness probe is of a kind not known here'),
    }
  const port = member(tcp, 'port')
  const number = isString(port) ? portsOf(broker.container).find(({ name }) => name === port)?.port : port
  // epmd and the distribution port are open before the node has booted.
  return { label: `TCP ${String(port)}`, needsBootedNode: found(number !== 4369 && number !== 25672) }
}

const passWhileWaiting: ReadonlySet<string> = new Set(['ping', 'is_booting', 'is_running'])
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

function judgeCommand(
  command: readonly string[],
  release: Release,
): Pick<Readiness, 'label' | 'needsBootedNode'> {
  const checks = brokerCommands(commandsOfArray(command).commands).filter(({ tool }) => tools.has(tool))
  const label = checks.map(({ tool, verb }) => `${tool} ${verb}`).join(' && ') || 'exec'
  if (checks.length === 0) {
    return { label, needsBootedNode: unknown("what the readiness probe's command does is not known") }
  }
  const passes = (verb: string): boolean =>
    passWhileWaiting.has(verb) || (verb === 'status' && statusOfOld.has(release))
  return { label, needsBootedNode: found(checks.some(({ verb }) => !passes(verb))) }
}
