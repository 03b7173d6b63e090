import { nearest } from '../../facts/nearest.ts'
import { jsonCodec } from '../formats/json/json.ts'
import { FormatError } from '../formats/text/codec.ts'
import { patternProblem } from '../formats/text/pattern.ts'
import { type Address, keyOf, within } from '../kube/address.ts'
import type { Fix } from '../kube/fix.ts'
import { isArray, isObject, isString, type Json, type JsonObject } from '../kube/json.ts'
import { isSecretPlace } from '../kube/secrecy.ts'
import type { Policy } from './policy.ts'
import { patternPlace } from './policy-questions.ts'

export interface ShapeProblem {
  readonly at: Address
  readonly message: string
  readonly help: string
  /** Passed over instead of refused. */
  readonly ignored?: true
  readonly fix?: Fix
  /** Tells problems of a command apart, which has one place for all of them. */
  readonly subject?: string
}

/**
 * What is wrong with a policy besides its settings.
 *
 * @param targets what `apply-to` may say
 */
export function shapeProblems(policy: Policy, targets: readonly string[]): readonly ShapeProblem[] {
  const { written } = policy
  // The schema of rabbitmq.conf gives a policy its shape.
  if (policy.carrier === 'configuration') return []
  return [
    definitionProblem(policy),
    patternOf(policy),
    written && priorityProblem(policy, written),
    targetProblem(policy, targets),
    ...(written ? misspeltTarget(policy, written) : []),
  ].flatMap(problem => problem ?? [])
}

function definitionProblem({ raw, keys, definitionAt, carrier }: Policy): ShapeProblem | undefined {
  const help = 'write its settings as an object: {"max-length": 1000}'
  if (raw === undefined && keys.size > 0) return undefined
  if (isString(raw) && carrier !== 'command') {
    const fix = asObject(raw, definitionAt)
    return {
      at: definitionAt,
      message: 'its definition is text',
      help: 'write an object, not text',
      ...(fix ? { fix } : {}),
    }
  }
  const isEmpty = raw === undefined || (isArray(raw) && raw.length === 0)
  return { at: definitionAt, message: isEmpty ? 'it has no settings' : 'its definition is no object', help }
}

/** Text that holds the object that was meant. */
function asObject(text: string, at: Address): Fix | undefined {
  try {
    const value = jsonCodec.decode(text)
    if (!isObject(value) || Object.keys(value).length === 0) return undefined
    return { title: 'write the object', safety: 'safe', edits: [{ op: 'set', at, value }] }
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

function patternOf(policy: Policy): ShapeProblem | undefined {
  const at = patternPlace(policy)
  if (policy.pattern === undefined)
    return policy.written && { at, message: 'it has no pattern', help: 'add a pattern: a regular expression' }
  const problem = patternProblem(policy.pattern)
  if (problem === undefined) return undefined
  const help = /^\*/.test(policy.pattern)
    ? 'write a regular expression: .* matches all'
    : 'write a regular expression'
  return { at, message: `its pattern has ${problem}`, help, subject: 'pattern' }
}

function priorityProblem(policy: Policy, written: JsonObject): ShapeProblem | undefined {
  const { priority } = written
  const at = within(policy.at, 'priority')
  if (typeof priority === 'number') return undefined
  if (priority === undefined)
    return policy.operator && policy.carrier === 'definitions'
      ? {
          at,
          message: 'it has no priority, which operator policies must have in definitions',
          help: 'add "priority": 0',
          fix: { title: 'add priority 0', safety: 'safe', edits: [{ op: 'set', at, value: 0 }] },
        }
      : undefined
  const number = isString(priority) && /^\s*-?\d{1,9}\s*$/.test(priority) ? Number(priority) : undefined
  return {
    at,
    message: 'its priority is no number',
    help: 'write a number without quotes',
    ...(number === undefined
      ? {}
      : { fix: { title: 'write the number', safety: 'safe', edits: [{ op: 'set', at, value: number }] } }),
  }
}

const targetKeys: Readonly<Record<Policy['carrier'], string>> = {
  definitions: 'apply-to',
  'policy-resource': 'applyTo',
  command: 'apply-to',
  configuration: 'apply_to',
}

function targetProblem(policy: Policy, targets: readonly string[]): ShapeProblem | undefined {
  const key = targetKeys[policy.carrier]
  const value: Json | undefined = policy.written ? policy.written[key] : policy.applyTo
  if (value === undefined || (isString(value) && targets.includes(value))) return undefined
  const at = policy.written ? within(policy.at, key) : policy.at
  const written = isString(value) ? value.trim().toLowerCase().replaceAll('-', '_') : ''
  const same = targets.find(target => target === written || target === `${written}s`)
  const meant = same ?? nearest(written, targets, 2)
  return {
    at,
    message: `${key} is ${!isString(value) ? 'no text' : isSecretPlace(at) ? 'no such value' : value}`,
    help: meant === undefined ? `write one of: ${targets.join(', ')}` : `did you mean ${meant}?`,
    subject: 'apply-to',
    ...(same === undefined || !policy.written
      ? {}
      : { fix: { title: `write ${same}`, safety: 'safe', edits: [{ op: 'set', at, value: same }] } }),
  }
}

const targetSpellings: readonly string[] = [
  'apply-to',
  'applyTo',
  'apply_to',
  'apply to',
  'applies-to',
  'applyto',
]

function misspeltTarget(policy: Policy, written: JsonObject): readonly ShapeProblem[] {
  const right = targetKeys[policy.carrier]
  if (Object.hasOwn(written, right)) return []
  return Object.keys(written).flatMap((key): readonly ShapeProblem[] => {
    const value = written[key]
    if (!targetSpellings.includes(key) || !isString(value)) return []
    const at = within(policy.at, key)
    return [
      {
        at: keyOf(at),
        message: `${key} is not read: the name is ${right}`,
        help: `write ${right}`,
        ignored: true,
        fix: {
          title: `write ${right}`,
          safety: 'unsafe',
          edits: [
            { op: 'remove', at },
            { op: 'set', at: within(policy.at, right), value },
          ],
        },
      },
    ]
  })
}
