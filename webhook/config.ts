import type { Severity } from '../model/rule/severity.ts'

/** What becomes of a finding: refuse the request, show a warning to the user, or only note it in the audit log. */
export type Action = 'deny' | 'warn' | 'audit'

/** The `webhook` part of the config file. */
export interface WebhookConfig {
  readonly enforce: Readonly<Record<Severity, Action>>
  /** Actions of single rules, by rule id; they go before `enforce`. */
  readonly rules: ReadonlyMap<string, Action>
  /** A version of Warrener: rules that are newer refuse nothing, so that an update of Warrener does not either. */
  readonly enforceSince: string
  /** What becomes of a StatefulSet whose Service is not there yet. */
  readonly pairing: 'deny' | 'warn'
  /** What becomes of a headless Service that goes while the StatefulSet that it governs runs. */
  readonly deletion: 'deny' | 'warn'
  /** Which fixes may be made: those that add a field, also those that are proven to behave the same, or none. */
  readonly mutate: 'additive' | 'safe' | 'off'
  /** Whether annotations may silence a rule at admission. */
  readonly allowSuppression: boolean
}

export const defaultConfig: WebhookConfig = {
  enforce: { error: 'deny', warning: 'warn', info: 'audit' },
  rules: new Map(),
  // The first version: whatever an update brings begins with warnings, until somebody says otherwise.
  enforceSince: '0.1',
  pairing: 'deny',
  deletion: 'deny',
  mutate: 'additive',
  allowSuppression: true,
}
