import type { Release } from '../../facts/release.ts'
import type { RunScript } from '../broker/run-scripts.ts'
import {
  type BrokerCommand,
  brokerCommands,
  type CommandProblem,
  type PolicyCommand,
} from '../formats/commands/rabbitmqctl.ts'
import { jsonCodec, jsonCodecFor, jsonDialect, strictJson } from '../formats/json/json.ts'
import type { ShellText } from '../formats/shell/shell.ts'
import { FormatError } from '../formats/text/codec.ts'
import { type Address, within } from '../kube/address.ts'
import { isObject, type Json } from '../kube/json.ts'
import type { Step } from '../kube/step.ts'
import { keysOf, type Policy } from './policy.ts'

/** Policies that commands set: in hooks, in init scripts, in Jobs. What is only known when the script runs is left out. */
export const commandPolicies = (scripts: readonly RunScript[]): readonly Policy[] =>
  scripts.flatMap(script => {
    const set = brokerCommands(script.commands).flatMap(({ policy }) =>
      policy?.action === 'set' ? [policy] : [],
    )
    const steps = stepsOf(set)
    return set.flatMap(policy => policyOf(script, policy, steps))
  })

function policyOf(script: RunScript, command: PolicyCommand, steps: Steps): readonly Policy[] {
  const { definition, name = '' } = command
  const value = definition && decode(definition)
  if (definition === undefined || value === undefined) return []
  const at = placeOf(script, definition, steps)
  return [
    {
      carrier: 'command',
      operator: command.operator,
      name,
      vhost: command.vhost ?? '/',
      pattern: command.pattern,
      applyTo: command.applyTo ?? 'all',
      priority: command.priority ?? 0,
      at,
      definitionAt: within(at, { as: 'json' }),
      keys: isObject(value) ? keysOf(value, within(at, { as: 'json' })) : new Map(),
      raw: isObject(value) ? undefined : value,
      written: undefined,
    },
  ]
}

/** The step from a script to each definition: the name of its policy where no other of the text has it, else its number. */
type Steps = ReadonlyMap<ShellText, Step>

function stepsOf(commands: readonly PolicyCommand[]): Steps {
  const written = commands.flatMap(({ name, definition }) => (definition ? [{ name, definition }] : []))
  const texts = Map.groupBy(written, ({ definition }) => definition.place.item)
  const steps = new Map<ShellText, Step>()
  for (const inSameText of texts.values()) {
    const names = Map.groupBy(inSameText, ({ name }) => name)
    for (const [index, { name, definition }] of inSameText.entries()) {
      const isUnique = name !== undefined && names.get(name)?.length === 1
      steps.set(definition, isUnique ? { name } : index)
    }
  }
  return steps
}

/** The place of a definition: a word of a command list, or inside a script. */
function placeOf(script: RunScript, definition: ShellText, steps: Steps): Address {
  const { item, start, end } = definition.place
  const isWholeItem = start === 0 && end === script.text(item).length
  if (isWholeItem) return script.at(item)
  return within(script.at(item), { as: 'shell' }, steps.get(definition) ?? 0, 'definition')
}

function decode({ value }: ShellText): Json | undefined {
  if (value === undefined) return undefined
  try {
    return jsonCodec.decode(value)
  } catch (error) {
    if (error instanceof FormatError) return undefined // another rule says that the command is wrong
    throw error
  }
}

/**
 * Why a tool, or the broker behind it, refuses a command for its form: wrong arguments, or a definition that is no JSON.
 * `rabbitmqadmin` reads JSON by the RFC; the others leave that to the broker's own reader, or use the same one.
 */
export function commandProblems(
  { tool, policy, problems }: BrokerCommand,
  release: Release,
): readonly CommandProblem[] {
  const definition = policy?.definition
  if (problems.length > 0 || definition?.value === undefined) return problems
  const dialect = tool === 'rabbitmqadmin' ? strictJson : jsonDialect(release)
  try {
    jsonCodecFor(dialect).decode(definition.value)
    return []
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return [{ kind: 'json', message: `the definition is not JSON: ${error.message}`, at: definition }]
  }
}
