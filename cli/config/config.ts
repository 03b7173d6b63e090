import type { Override as EngineOverride, Wanted } from '../../engine/settings.ts'
import type { Store } from '../../facts/metadata-store.ts'
import type { Severity } from '../../model/rule/severity.ts'
import type { ExternalResource } from '../../source/visibility.ts'
import type { FailOn } from '../exit-code.ts'

/** What becomes of a finding at admission. */
export type Enforcement = 'deny' | 'warn' | 'audit'

/** The config file as it is written, after it was checked against its schema. */
export interface ConfigFile {
  readonly failOn?: FailOn
  readonly rabbitmqVersion?: string
  readonly metadataStore?: Store
  readonly rules?: Readonly<Record<string, RuleEntry>>
  readonly overrides?: readonly Override[]
  /** Globs over folders, relative to the file. */
  readonly contexts?: readonly string[]
  readonly externalResources?: readonly ExternalResource[]
  readonly webhook?: WebhookSettings
}
export type RuleEntry = Wanted | { readonly severity?: Wanted; readonly enforce?: Enforcement }
export interface Override {
  readonly namespaces?: readonly string[]
  readonly names?: readonly string[]
  readonly files?: readonly string[]
  readonly rules: Readonly<Record<string, RuleEntry>>
}
export interface WebhookSettings {
  readonly enforce?: Readonly<Partial<Record<Severity, Enforcement>>>
  readonly enforceSince?: string
  readonly pairing?: 'deny' | 'warn'
  readonly deletion?: 'deny' | 'warn'
  readonly mutate?: 'additive' | 'safe' | 'off'
  readonly allowSuppression?: boolean
}

/** Severities that rule entries set, by rule id. */
export const severitiesOf = (rules: Readonly<Record<string, RuleEntry>> = {}): ReadonlyMap<string, Wanted> =>
  new Map(
    Object.entries(rules).flatMap(([id, entry]): readonly [string, Wanted][] => {
      const severity = typeof entry === 'string' ? entry : entry.severity
      return severity === undefined ? [] : [[id, severity]]
    }),
  )

/** Overrides as the engine takes them. */
export const overridesOf = (overrides: readonly Override[] = []): readonly EngineOverride[] =>
  overrides.map(({ rules, ...which }) => ({ ...which, rules: severitiesOf(rules) }))

/** What rule entries say of admission, by rule id. */
export const enforcementsOf = (
  rules: Readonly<Record<string, RuleEntry>> = {},
): ReadonlyMap<string, Enforcement> =>
  new Map(
    Object.entries(rules).flatMap(([id, entry]): readonly [string, Enforcement][] =>
      typeof entry === 'string' || entry.enforce === undefined ? [] : [[id, entry.enforce]],
    ),
  )
