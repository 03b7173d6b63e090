import type { Release } from '../../facts/release.ts'
import { brokerCommands } from '../formats/commands/rabbitmqctl.ts'
import type { ShellCommand, ShellPlace } from '../formats/shell/shell.ts'
import { failsWhileWaiting } from './waiting-node.ts'

/** What a script does before one of its commands, so that its node has booted by then. */
export type Patience =
  /** It asks until the node answers. */
  | 'waits'
  /** It lets time pass, and does not look. */
  | 'sleeps'
  | 'none'

/** What the commands of a script that stand before a place do for it. */
export function patienceBefore(
  commands: readonly ShellCommand[],
  place: ShellPlace,
  release: Release,
): Patience {
  const before = commands.slice(
    0,
    commands.findIndex(command => command.place.item === place.item && command.place.start === place.start),
  )
  if (before.some(command => waits(command, release))) return 'waits'
  return before.some(({ name, conditional }) => name === 'sleep' && !conditional) ? 'sleeps' : 'none'
}

/** Whether a script comes to its end only when its node has booted. */
export const waitsForNode = (commands: readonly ShellCommand[], release: Release): boolean =>
  commands.some(command => waits(command, release))

/** Whether a command holds a script up until its node has booted: by itself, or because a loop goes on until it succeeds. */
function waits(command: ShellCommand, release: Release): boolean {
  const [call] = brokerCommands([command])
  if (call && waiting.has(call.verb)) return true
  if (!command.awaited) return false
  return (
    (call !== undefined && failsWhileWaiting({ ...call, tolerated: false }, release)) ||
    clients.has(command.name)
  )
}

const waiting: ReadonlySet<string> = new Set(['await_startup', 'wait'])
/** They ask a port that is open when the node has booted. */
const clients: ReadonlySet<string> = new Set(['curl', 'wget', 'nc', 'ncat', 'rabbitmqadmin'])
