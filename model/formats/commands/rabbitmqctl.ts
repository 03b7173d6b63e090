import { later } from '../../../facts/later.ts'
import { onceEach } from '../../kube/once-each.ts'
import type { ShellCommand } from '../shell/shell.ts'
import type { ShellWord } from '../shell/shell-text.ts'
import {
  type BrokerCommand,
  optionOr,
  type PolicyCommand,
  priorityOf,
  type ReadCommand,
} from './broker-command.ts'
import { type CommandProblem, type OptionGrammar, readOptions } from './command-options.ts'
import { readCurl } from './curl.ts'
import { readRabbitmqadmin } from './rabbitmqadmin.ts'

export type { BrokerCommand, CommandProblem, PolicyCommand } from './broker-command.ts'

type Reader = (command: ShellCommand) => ReadCommand | undefined
const readers: Readonly<Record<string, Reader>> = {
  rabbitmqctl: command => readCtl(command.args),
  'rabbitmq-diagnostics': command => readCtl(command.args),
  'rabbitmq-plugins': command => readCtl(command.args),
  'rabbitmq-queues': command => readCtl(command.args),
  'rabbitmq-streams': command => readCtl(command.args),
  'rabbitmq-upgrade': command => readCtl(command.args),
  rabbitmqadmin: readRabbitmqadmin,
  curl: readCurl,
}

/** What the commands of a script do to a broker. Of `curl`, only requests to policies and definitions. Never throws. */
export const brokerCommands = onceEach((commands: readonly ShellCommand[]): readonly BrokerCommand[] =>
  commands.flatMap(command => {
    const { name: tool, place, tolerated } = command
    const read = Object.hasOwn(readers, tool) ? readers[tool]?.(command) : undefined
    return read ? [{ ...read, tool, place, tolerated }] : []
  }),
)

/*
 * Source: deps/rabbitmq_cli/lib/rabbitmq/cli/core/parser.ex of rabbitmq-server (options of all commands) and the
 * `switches` of the single commands; they are read by Elixir's OptionParser in strict mode.
 */
const named = (names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map(name => [`--${name}`, name]))
const globalOptions: () => OptionGrammar = later(() => ({
  valued: {
    ...named(
      'node vhost timeout formatter printer file script-name rabbitmq-home data-dir mnesia-dir plugins-dir',
    ),
    ...named('enabled-plugins-file aliases-file erlang-cookie'),
    '-n': 'node',
    '-p': 'vhost',
    '-t': 'timeout',
  },
  flags: {
    ...named('quiet silent dry-run longnames help print-stacktrace'),
    '-q': 'quiet',
    '-s': 'silent',
    '-l': 'longnames',
    '-?': 'help',
  },
  bundles: false,
  hyphenValues: false,
}))
const policyOptions: () => OptionGrammar = later(() => ({
  ...globalOptions(),
  valued: { ...globalOptions().valued, ...named('priority apply-to') },
}))
/** Options of other commands: only told apart, never judged. */
const anyOptions: () => OptionGrammar = later(() => ({
  ...globalOptions(),
  valued: {
    ...globalOptions().valued,
    ...named(
      'unit within interval sample-interval object-type user per-connection-delay limit duration pattern',
    ),
    ...named(
      'description tags default-queue-type address-family format address pid queue-timeout cipher hash',
    ),
    ...named('iterations hashing-algorithm preferred-leader-node'),
  },
  flags: {
    ...globalOptions().flags,
    ...named(
      'offline online all if-empty if-unused force idempotent global experimental opt-in used tracking',
    ),
    ...named(
      'pre-hashed-password skip-if-unchanged list-commands local by-source across-all-vhosts table-headers',
    ),
    ...named('no-table-headers protected-from-deletion wait no-wait disc ram details errors-only'),
  },
}))

/** How many arguments a policy command takes. */
const policyVerbs: Readonly<
  Record<string, Pick<PolicyCommand, 'action' | 'operator'> & { readonly arity: number }>
> = {
  set_policy: { action: 'set', operator: false, arity: 3 },
  set_operator_policy: { action: 'set', operator: true, arity: 3 },
  clear_policy: { action: 'clear', operator: false, arity: 1 },
  clear_operator_policy: { action: 'clear', operator: true, arity: 1 },
}

function readCtl(words: readonly ShellWord[]): ReadCommand {
  // The tool looks for its command with the options of all commands only: `--priority 10 set_policy` finds `10`.
  const verb = readOptions(words, globalOptions()).positional[0]?.value ?? ''
  const form = Object.hasOwn(policyVerbs, verb) ? policyVerbs[verb] : undefined
  if (!form) return otherCommand(words, verb)
  const { options, positional, problems: found } = readOptions(words, policyOptions())
  const args = positional.slice(1)
  const problems: CommandProblem[] = [...found, ...countProblems(args, positional[0], form.arity)]
  const [name, pattern, definition] = args
  const policy: PolicyCommand = {
    action: form.action,
    operator: form.operator,
    vhost: optionOr(options.get('vhost'), '/'),
    name: name?.value,
    pattern: pattern?.value,
    definition: form.action === 'set' ? definition : undefined,
    priority: priorityOf(options.get('priority'), problems),
    applyTo: optionOr(options.get('apply-to'), 'all'),
    body: undefined,
  }
  return { verb, args, options, policy, definitions: undefined, problems }
}

/** A word that is not known may turn out to be several, or none. */
function countProblems(
  args: readonly ShellWord[],
  verb: ShellWord | undefined,
  arity: number,
): readonly CommandProblem[] {
  if (args.length === arity || args.some(({ value }) => value === undefined) || !verb) return []
  const message = `takes ${arity} ${arity === 1 ? 'argument' : 'arguments'}, not ${args.length}`
  return [{ kind: 'arguments', message, at: args[arity] ?? verb }]
}

function otherCommand(words: readonly ShellWord[], verb: string): ReadCommand {
  const { options, positional } = readOptions(words, anyOptions())
  const args = positional.slice(1)
  const definitions = verb === 'import_definitions' ? { file: args[0]?.value, text: undefined } : undefined
  return { verb, args, options, policy: undefined, definitions, problems: [] }
}
