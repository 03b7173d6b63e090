import { nearest } from '../../facts/nearest.ts'
import { isArray, isObject, type Json, member } from '../../model/json.ts'
import schema from '../../schemas/warrener-config.schema.json' with { type: 'json' }
import type { SchemaProblem } from './check.js'

/** What is wrong, and the key that it is about where that is not the value itself. */
export interface Explained {
  readonly message: string
  readonly key?: string
}

/** A problem that the schema check found, in a sentence; undefined where another problem says the same. */
export function explain(
  { instancePath, keyword, params, schemaPath }: SchemaProblem,
  value: Json,
): Explained | undefined {
  const name = instancePath === '' ? 'the config file' : (instancePath.split('/').at(-1) ?? '')
  if (keyword === 'if') return undefined
  if (keyword === 'additionalProperties') {
    const key = String(params.additionalProperty)
    return { key, message: `there is no ${key} here${didYouMean(key, knownKeys(schemaPath))}` }
  }
  if (keyword === 'required') {
    // The alternatives of an override are told by anyOf.
    return schemaPath.includes('/anyOf/')
      ? undefined
      : { message: `${String(params.missingProperty)} is missing` }
  }
  if (keyword === 'anyOf') return { message: 'an override needs namespaces, names or files' }
  if (keyword === 'enum')
    return {
      message: `${name} must be one of ${listed(params.allowedValues)}${guessed(valueAt(value, instancePath), params.allowedValues)}`,
    }
  if (keyword === 'type')
    return {
      message: `${name} must be ${kinds[String(params.type)] ?? String(params.type)}${quotesHint(valueAt(value, instancePath), params.type)}`,
    }
  if (keyword === 'pattern')
    return {
      message:
        name === 'rabbitmqVersion' ? 'rabbitmqVersion must be X.Y or X.Y.Z' : `${name} must not be empty`,
    }
  return { message: `${name} must not be empty` }
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  string: 'text',
  boolean: 'true or false',
}
const listed = (values: unknown): string => (Array.isArray(values) ? values.join(', ') : '')
const quotesHint = (value: Json | undefined, type: unknown): string =>
  type === 'string' && typeof value === 'number' ? '; put it in quotes' : ''
const guessed = (value: Json | undefined, allowed: unknown): string =>
  typeof value === 'string' && Array.isArray(allowed) ? didYouMean(value, allowed.map(String)) : ''

function didYouMean(word: string, candidates: readonly string[]): string {
  const guess = nearest(word, candidates)
  return guess === undefined ? '' : `; did you mean ${guess}?`
}

/** One sentence about a rule id that does not exist. */
export const unknownRule = (id: string, ruleIds: readonly string[]): string =>
  `there is no rule ${id}${didYouMean(id, ruleIds)}`

function valueAt(value: Json, pointer: string): Json | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<Json | undefined>(
    (here, step) => (isArray(here) ? here[Number(step)] : member(here, step)),
    value,
  )
}

/** The keys that the schema knows beside a failed `additionalProperties`, by the path of the keyword in the schema. */
function knownKeys(schemaPath: string): readonly string[] {
  const steps = schemaPath.replace(/^#\//, '').split('/').slice(0, -1)
  const holder = steps.reduce<Json | undefined>(
    (here, step) => (isArray(here) ? here[Number(step)] : member(here, step)),
    schema as Json,
  )
  const properties = member(holder, 'properties')
  return isObject(properties) ? Object.keys(properties) : []
}
