import { type BrokerCommand, brokerCommands } from '../formats/commands/rabbitmqctl.ts'
import { commandsOfArray, type ShellCommand } from '../formats/shell/shell.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import { portsOf } from '../pods/container.ts'
import type { Broker } from './broker.ts'

/** What a probe does. */
export type ProbeAction =
  | {
      readonly by: 'command'
      readonly commands: readonly ShellCommand[]
      /** Those of them that are tools of RabbitMQ. */
      readonly checks: readonly BrokerCommand[]
    }
  | {
      readonly by: 'http'
      readonly path: string
      readonly port: ProbePort
      /** Whether it says who it is. */
      readonly isAuthorized: boolean
    }
  | { readonly by: 'tcp'; readonly port: ProbePort }
  | { readonly by: 'other' }

/** A port as it is written, and its number: undefined for a name that no container declares. */
export interface ProbePort {
  readonly text: string
  readonly number: number | undefined
}

/** What a probe that is written does. */
export function actionOf(broker: Broker, probe: Json): ProbeAction {
  const [exec, http, tcp] = ['exec', 'httpGet', 'tcpSocket'].map(key => member(probe, key))
  if (isObject(exec)) {
    const { commands } = commandsOfArray(listOf(member(exec, 'command')).filter(isString))
    return { by: 'command', commands, checks: brokerCommands(commands) }
  }
  // Another host is no probe of the node, and without a port the API server takes none.
  const target = isObject(http) ? http : tcp
  if (!isPort(member(target, 'port')) || member(target, 'host')) return { by: 'other' }
  if (isObject(http)) {
    const path = member(http, 'path')
    return {
      by: 'http',
      path: isString(path) && path !== '' ? path : '/',
      port: portOf(broker, member(http, 'port')),
      isAuthorized: listOf(member(http, 'httpHeaders')).some(
        header => String(member(header, 'name')).toLowerCase() === 'authorization',
      ),
    }
  }
  return { by: 'tcp', port: portOf(broker, member(tcp, 'port')) }
}

const isPort = (port: Json | undefined): boolean => typeof port === 'number' || isString(port)

/** Text that is a number counts as one. Source: k8s.io/kubernetes, pkg/kubelet/prober, extractPort. */
function portOf({ container }: Broker, port: Json | undefined): ProbePort {
  const declared = isString(port) ? portsOf(container).find(({ name }) => name === port)?.port : undefined
  const number =
    typeof port === 'number' ? port : isString(port) && /^\d+$/.test(port) ? Number(port) : declared
  return { text: String(port), number }
}

/** A probe in the words of a message. */
export function labelOf(action: ProbeAction): string {
  if (action.by === 'tcp') return `TCP ${action.port.text}`
  if (action.by === 'http') return `HTTP ${action.path}`
  if (action.by === 'other') return 'probe'
  const checks = action.checks.map(({ tool, verb }) => (verb === '' ? tool : `${tool} ${verb}`))
  return checks.join(' && ') || 'exec'
}
