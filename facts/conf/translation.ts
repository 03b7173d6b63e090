import { type ReleaseRange, releaseRange } from '../release-range.ts'
import type { Value } from './datatypes.ts'

/** The settings of a rabbitmq.conf by their keys as written, of which the last one of each counts. */
export type Settings = ReadonlyMap<string, Value>

export interface Refusal {
  /** The key to put the finding at: one that is set. */
  readonly key: string
  /** As the broker says it after the name of the translation; never holds a value. */
  readonly message: string
}

/**
 * A translation of the schema files that can refuse what datatypes and validators let pass. It sees every setting, as
 * it may want another one.
 */
export interface Translation {
  /** The application setting in the broker's message. */
  readonly target: string
  readonly range: ReleaseRange
  readonly refuses: (conf: Settings) => Refusal | undefined
}

/** @param range the releases whose translation refuses so, in the notation of releaseRange() */
export const translation = (
  target: string,
  range: string,
  refuses: (conf: Settings) => Refusal | undefined,
): Translation => ({ target, range: releaseRange(range), refuses })

/** A refusal by cuttlefish:invalid/1. */
export const invalid = (key: string, message: string): Refusal => ({
  key,
  message: `found invalid configuration: ${message}`,
})

/** A refusal by cuttlefish:conf_get/2, which wants a setting that is not there. */
export const missing = (key: string, wanted: string): Refusal => ({
  key,
  message: `expected to find setting '${wanted}' but was missing`,
})

/** The translation breaks down on what it was given. */
export const crash = (key: string): Refusal => ({ key, message: 'fails on this value' })

/** Keys below a prefix, as their segments after it, with their values. */
export function below(
  conf: Settings,
  prefix: string,
): { key: string; rest: readonly string[]; value: Value }[] {
  return [...conf]
    .filter(([key]) => key.startsWith(`${prefix}.`))
    .map(([key, value]) => ({ key, rest: key.slice(prefix.length + 1).split('.'), value }))
}

/** Source: list_to_integer/1. */
export const isIntegerText = (text: string): boolean => /^[+-]?\d+$/.test(text)
