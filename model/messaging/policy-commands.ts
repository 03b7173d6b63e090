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
    return set.flatMap(policy => policyOf(script, policy, set))
  })

function policyOf(
  script: RunScript,
  command: PolicyCommand,
  all: readonly PolicyCommand[],
): readonly Policy[] {
  const { definition, name = '' } = command
  const value = definition && decode(definition)
  if (definition === undefined || value === undefined) return []
  const at = placeOf(script, command, definition, all)
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

/** The place of a definition: a word of a command list, or inside a script. */
function placeOf(
  script: RunScript,
  { name }: PolicyCommand,
  definition: ShellText,
  all: readonly PolicyCommand[],
): Address {
  const { item, start, end } = definition.place
  const isWholeItem = start === 0 && end === script.text(item).length
  if (isWholeItem) return script.at(item)
  const inSameText = all.filter(other => other.definition?.place.item === item)
  const index = inSameText.findIndex(other => other.definition === definition)
  const isUnique = name !== undefined && inSameText.filter(other => other.name === name).length === 1
  const step: Step = isUnique && name !== undefined ? { name } : index
  return within(script.at(item), { as: 'shell' }, step, 'definition')
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
