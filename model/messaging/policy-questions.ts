import { importStopsBoot } from '../../facts/definitions-import.ts'
import type { Release } from '../../facts/release.ts'
import { type Address, type Located, within } from '../kube/address.ts'
import type { Json, JsonObject } from '../kube/json.ts'
import type { Lookup } from '../kube/lookup.ts'
import { mirrorKeys, type Policy } from './policy.ts'

/** Questions that several rules ask of a policy. */

/** Whether it mirrors classic queues: `ha-mode` is what decides. */
export const isMirroring = (policy: Policy): boolean => policy.keys.has('ha-mode')

/** Its `ha-*` settings, in the order they are written. */
export const mirrorKeysOf = (policy: Policy): readonly (readonly [string, Located<Json>])[] =>
  [...policy.keys].filter(([key]) => mirrorKeys.has(key))

/**
 * What happens to mirrors, where one node has none yet.
 * @param replicas of the cluster that the policy is for; undefined where that was not seen
 */
export const ofMirrors = (replicas: Lookup<Located<number>> | undefined, what: string): string =>
  replicas?.state === 'found' && replicas.value.value === 1
    ? `one node has no mirrors; with more of them, ${what}`
    : what

/** The definition as the broker gets it. */
export const definitionOf = (policy: Policy): JsonObject =>
  Object.fromEntries([...policy.keys].map(([key, { value }]) => [key, value]))

/** What comes of a policy that the broker refuses. */
export function refusal(
  policy: Policy,
  release: Release,
): { readonly why: string; readonly stopsBoot: boolean } {
  if (policy.importedBy === undefined) return { why: 'the broker refuses the policy', stopsBoot: false }
  return importStopsBoot(policy.importedBy, release)
    ? { why: 'the broker refuses the policy, and the import of the definitions fails', stopsBoot: true }
    : {
        why: 'the import of the definitions ends at the policy: the node boots without it and what follows, and says nothing',
        stopsBoot: false,
      }
}

/** What a mirroring policy has for a key: as it is written, or by default and where it would stand. */
export interface MirrorSetting {
  readonly written: boolean
  readonly at: Address
}
/** A mirroring policy of a user's that has a value for a key, which is its default; undefined for all others. */
export function mirrorsWith(policy: Policy, key: string, value: string): MirrorSetting | undefined {
  if (policy.operator || !isMirroring(policy)) return undefined
  const setting = policy.keys.get(key)
  if (setting && setting.value !== value) return undefined
  return { written: setting !== undefined, at: keyPlace(policy, key) }
}

/** Where a setting stands, or would stand. */
export const keyPlace = (policy: Policy, key: string): Address =>
  policy.keys.get(key)?.at ?? within(policy.definitionAt, key)

/** The count of `ha-mode: exactly`. */
export function exactly(policy: Policy): Located<number> | undefined {
  const params = policy.keys.get('ha-params')
  if (policy.keys.get('ha-mode')?.value !== 'exactly' || typeof params?.value !== 'number') return undefined
  return { value: params.value, at: params.at }
}

/** Whether a pattern matches every name, in one of the ways people write that. */
export const matchesAll = (pattern: string | undefined): boolean =>
  pattern !== undefined && /^\^?(?:\.\*|\.|\.\+|\(\.\*\))?\$?$/.test(pattern)

/** Where the pattern stands; in a command, the whole policy, and in rabbitmq.conf its own line, which is the policy's place. */
export const patternPlace = (policy: Policy): Address =>
  policy.carrier === 'command' || policy.carrier === 'configuration'
    ? policy.at
    : within(policy.at, 'pattern')

/** The text that a pattern of the form `^text`, perhaps with `.*` behind, asks names to begin with. */
export function literalPrefix(pattern: string): string | undefined {
  const text = /^\^((?:[A-Za-z0-9_-]|\\\.)+)(?:\.\*)?$/.exec(pattern)?.[1]
  return text?.replaceAll('\\.', '.')
}
