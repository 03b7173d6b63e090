import { nearest } from '../../facts/nearest.ts'
import type { SchemaProblem } from './check.js'

/** What is wrong, and the key that it is about where that is not the value itself. */
export interface Explained {
  readonly message: string
  readonly key?: string
}

/** A problem that the schema check found, in a sentence; undefined where another problem says the same. */
export function explain(problem: SchemaProblem): Explained | undefined {
  const { instancePath, keyword, params, schemaPath, parentSchema, data } = problem
  const name = instancePath === '' ? 'the config file' : (instancePath.split('/').at(-1) ?? '')
  switch (keyword) {
    case 'if':
      return undefined
    case 'additionalProperties': {
      const key = String(params.additionalProperty)
      return {
        key,
        message: `there is no ${key} here${didYouMean(key, Object.keys(parentSchema.properties ?? {}))}`,
      }
    }
    case 'required':
      // The alternatives of an override are told by anyOf.
      return schemaPath.includes('/anyOf/')
        ? undefined
        : { message: `${String(params.missingProperty)} is missing` }
    case 'anyOf':
      return { message: 'an override needs namespaces, names or files' }
    case 'enum': {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : []
      const guess = typeof data === 'string' ? didYouMean(data, allowed) : ''
      return { message: `${name} must be one of ${allowed.join(', ')}${guess}` }
    }
    case 'type': {
      const quotes = params.type === 'string' && typeof data === 'number' ? '; put it in quotes' : ''
      return { message: `${name} must be ${kinds[String(params.type)] ?? String(params.type)}${quotes}` }
    }
    default:
      return {
        message: `${name} must ${['rabbitmqVersion', 'enforceSince'].includes(name) ? 'be X.Y or X.Y.Z' : 'not be empty'}`,
      }
  }
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  string: 'text',
  boolean: 'true or false',
}

/** The end of a sentence that names the candidate that was meant; '' where none is close. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const guess = nearest(word, candidates)
  return guess === undefined ? '' : `; did you mean ${guess}?`
}

/** One sentence about a rule id that does not exist. */
export const unknownRule = (id: string, ruleIds: readonly string[]): string =>
  `there is no rule ${id}${didYouMean(id, ruleIds)}`
