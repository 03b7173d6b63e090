import type { ShellPlace, ShellText, ShellWord } from '../shell/shell-text.ts'
import type { CommandProblem } from './command-options.ts'

export type { CommandProblem } from './command-options.ts'

/** A policy that a command sets or clears. Undefined: not known before the script runs, or missing (then a problem says so). */
export interface PolicyCommand {
  readonly action: 'set' | 'clear'
  readonly operator: boolean
  readonly vhost: string | undefined
  readonly name: string | undefined
  readonly pattern: string | undefined
  /** JSON text; of an HTTP request the member of that name, whatever it is. */
  readonly definition: ShellText | undefined
  readonly priority: number | undefined
  readonly applyTo: string | undefined
  /** The JSON text of an HTTP request. */
  readonly body: ShellText | undefined
}

/** Definitions that a command imports: from a file of its container, or from a text in the script. */
export interface DefinitionsCommand {
  readonly file: string | undefined
  readonly text: ShellText | undefined
}

/** A command for a broker: `rabbitmqctl` and its sisters, `rabbitmqadmin`, or `curl` to the management API. */
export interface BrokerCommand {
  readonly tool: string
  /** The tool's command, e.g. `set_policy`, `declare policy`; for `curl` the method and path, e.g. `PUT /api/policies`. */
  readonly verb: string
  /** The arguments of the verb. */
  readonly args: readonly ShellWord[]
  /** By long name with hyphens: `vhost`, `apply-to`. Flags have the word itself. */
  readonly options: ReadonlyMap<string, ShellText>
  readonly policy: PolicyCommand | undefined
  readonly definitions: DefinitionsCommand | undefined
  /** Why the tool refuses its arguments. Not told where a value that matters is not known. */
  readonly problems: readonly CommandProblem[]
  readonly place: ShellPlace
  readonly tolerated: boolean
}

/** What each tool's reader makes of its arguments. */
export type ReadCommand = Omit<BrokerCommand, 'tool' | 'place' | 'tolerated'>

/** The number that a text is, or undefined with a problem where it is none. */
export function priorityOf(text: ShellText | undefined, problems: CommandProblem[]): number | undefined {
  if (text === undefined) return 0
  if (text.value === undefined) return undefined
  if (/^[+-]?\d{1,15}$/.test(text.value)) return Number(text.value)
  problems.push({ kind: 'bad-value', message: 'the priority is not a whole number', at: text })
  return undefined
}

/** The value of an option, or what holds without it. Undefined where it is not known. */
export const optionOr = (text: ShellText | undefined, fallback: string): string | undefined =>
  text === undefined ? fallback : text.value
