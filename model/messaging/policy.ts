import type { ImportedBy } from '../../facts/definitions-import.ts'
import { type Address, type Located, within } from '../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, member, objectOf } from '../kube/json.ts'

/** Where a policy is written. What a broker does with it depends on it: definitions are imported at boot. */
export type PolicyCarrier = 'definitions' | 'policy-resource' | 'command' | 'configuration'

/** One policy, wherever it is written. */
export interface Policy {
  readonly carrier: PolicyCarrier
  /** Operator policies carry fewer keys and lie under users' policies. */
  readonly operator: boolean
  readonly name: string
  readonly vhost: string
  readonly pattern: string | undefined
  readonly applyTo: string
  readonly priority: number
  /** The whole policy. */
  readonly at: Address
  /** Its definition, which holds the settings. */
  readonly definitionAt: Address
  /** Its settings, each with its place. */
  readonly keys: ReadonlyMap<string, Located<Json>>
  /** The definition as written, where it is no map. */
  readonly raw: Json | undefined
  /** All of it as written; undefined for commands. */
  readonly written: JsonObject | undefined
  /** How it comes to be imported at boot, if it is. */
  readonly importedBy?: ImportedBy
}

/** A policy as definitions files, the HTTP API and the resources of the topology operator write it. */
export function policyFrom(value: JsonObject, at: Address, carrier: PolicyCarrier, operator = false): Policy {
  const definition = member(value, 'definition')
  const text = (key: string): string | undefined => {
    const found = member(value, key)
    return isString(found) ? found : undefined
  }
  const priority = member(value, 'priority')
  return {
    carrier,
    operator,
    at,
    definitionAt: within(at, 'definition'),
    name: text('name') ?? '',
    vhost: text('vhost') ?? '/',
    pattern: text('pattern'),
    applyTo: text(carrier === 'definitions' ? 'apply-to' : 'applyTo') ?? 'all',
    priority: typeof priority === 'number' ? priority : 0,
    keys: keysOf(objectOf(definition), within(at, 'definition')),
    raw: isObject(definition) ? undefined : definition,
    written: value,
  }
}

/** The settings of a policy definition, each with its place below `at`. */
export const keysOf = (definition: JsonObject, at: Address): ReadonlyMap<string, Located<Json>> =>
  new Map(Object.entries(definition).map(([key, value]) => [key, { value, at: within(at, key) }]))

/** The setting of a policy as text, or undefined. */
export function policyText(policy: Policy, key: string): Located<string> | undefined {
  const setting = policy.keys.get(key)
  return setting && isString(setting.value) ? { value: setting.value, at: setting.at } : undefined
}

/** Whether a policy has any key of classic queue mirroring. Source: rabbit_mirror_queue_misc.erl@v3.13.7, the six `ha-*` keys. */
export const hasMirrorKeys = (policy: Policy): boolean =>
  [...policy.keys.keys()].some(key => mirrorKeys.has(key))
export const mirrorKeys: ReadonlySet<string> = new Set([
  'ha-mode',
  'ha-params',
  'ha-sync-mode',
  'ha-sync-batch-size',
  'ha-promote-on-shutdown',
  'ha-promote-on-failure',
])

/** How a message names a policy. */
export const policyLabel = (policy: Policy): string =>
  `${policy.operator ? 'operator policy' : 'policy'} ${policy.name === '' ? '(unnamed)' : policy.name}`
