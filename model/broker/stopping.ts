import { type BrokerCommand, brokerCommands } from '../formats/commands/rabbitmqctl.ts'
import type { ShellCommand } from '../formats/shell/shell.ts'
import type { Address } from '../kube/address.ts'
import { eachOf, found, ifSeen, type Lookup, type Seen, someOf, unknown, whyOpen } from '../kube/lookup.ts'
import type { Broker } from './broker.ts'
import { placeInScript, type RunScript } from './run-scripts.ts'

/** How long a pod may take to stop before it is killed. */
export interface Grace {
  readonly at: Address
  readonly seconds: number
  /** False for Kubernetes' default, 30 seconds. */
  readonly written: boolean
}

/** Source: k8s.io/api/core/v1, PodSpec.terminationGracePeriodSeconds; what runs in preStop counts against it. */
export function graceOf({ workload: { template } }: Broker): Lookup<Grace> {
  const path = ['terminationGracePeriodSeconds']
  const why = template.unsettled(path)
  if (why !== undefined) return unknown(why)
  const value = template.spec.terminationGracePeriodSeconds
  const written = typeof value === 'number'
  return found({ at: template.locate(path), seconds: written ? value : 30, written })
}

/** A command that runs before a node stops. */
export interface StopCommand {
  readonly command: ShellCommand
  /** What it is where it is a tool of RabbitMQ. */
  readonly check: BrokerCommand | undefined
  readonly at: Address
  /** How long it waits at most. Undefined: it does not, or nobody knows. */
  readonly waits: number | undefined
  /** Made by whoever makes the pods, not written by the user. */
  readonly generated: boolean
}

/** The commands of preStop hooks. What a script of the image does is not known. */
export function stopCommandsOf(broker: Broker, scripts: Seen<RunScript>): Seen<StopCommand> {
  const known = commandsOf.get(scripts) ?? readStopCommands(broker, scripts)
  commandsOf.set(scripts, known)
  return known
}
/** By the scripts of a broker: they are the same for all its stands. */
const commandsOf = new WeakMap<Seen<RunScript>, Seen<StopCommand>>()

function readStopCommands(broker: Broker, scripts: Seen<RunScript>): Seen<StopCommand> {
  const { workload, container } = broker
  const generated = workload.template.generated([...container.steps, 'lifecycle', 'preStop'])
  const all = eachOf(scripts, script =>
    script.role !== 'pre-stop'
      ? []
      : script.commands.map((command): StopCommand => {
          const [check] = brokerCommands([command])
          const at = placeInScript(script, command.place)
          return { command, check, at, generated, waits: check ? secondsOf(check) : sleeps(command) }
        }),
  )
  const closed = ifSeen(all).flatMap(({ command }) => scriptOfImage(broker, command) ?? [])[0]
  return someOf(ifSeen(all), whyOpen(all) ?? (closed && `what ${closed} does is not known`))
}

/** The script that a command runs, where nothing that was seen holds it. */
function scriptOfImage({ files }: Broker, { name, word, args }: ShellCommand): string | undefined {
  const isShell = /^(?:\.|source|[abdkz]?sh|bash|dash)$/.test(name)
  const path = isShell ? args.find(({ value }) => value?.startsWith('/'))?.value : word.value
  if (path === undefined || !path.startsWith('/') || /^(?:\/usr)?\/s?bin\/|\/rabbitmq[\w-]*$/.test(path))
    return undefined
  return files.read(path).state === 'found' ? undefined : path
}

/** Source: await_online_quorum_plus_one_command.ex and await_online_synchronized_mirror_command.ex@v3.13.7: two minutes by default. */
const awaiting: ReadonlySet<string> = new Set([
  'await_online_quorum_plus_one',
  'await_online_synchronized_mirror',
])
function secondsOf({ verb, options }: BrokerCommand): number | undefined {
  if (!awaiting.has(verb)) return undefined
  const timeout = options.get('timeout')
  if (timeout === undefined) return 120
  return /^\d{1,9}$/.test(timeout.value ?? '') ? Number(timeout.value) : undefined
}

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 }
function sleeps({ name, args }: ShellCommand): number | undefined {
  const [, count, unit = ''] = /^(\d{1,9})([smh]?)$/.exec(args[0]?.value ?? '') ?? []
  return name === 'sleep' && count !== undefined ? Number(count) * (units[unit] ?? 1) : undefined
}
