/** A policy given to rabbitmqctl, the releases that take it, and what the others say. */
export interface PolicyRow {
  readonly definition: string
  /** As facts/release-range.ts reads it, or `none`. */
  readonly taken: string
  readonly says: RegExp
}

const unknown = /are not recognised policy settings/

export const policyRows: readonly PolicyRow[] = [
  { definition: '{"ha-mode":"all"}', taken: '<=3.13', says: unknown },
  {
    definition: '{"ha-mode":"all","ha-promote-on-shutdown":"sometimes"}',
    taken: 'none',
    says: /"always" or "when-synced"|recognised/,
  },
  {
    definition: '{"ha-mode":"all","ha-promote-on-failure":"never"}',
    taken: 'none',
    says: /"always" or "when-synced"|recognised/,
  },
  { definition: '{"ha-mode":"exactly"}', taken: 'none', says: /takes an integer, none given|recognised/ },
  {
    definition: '{"ha-mode":"exactly","ha-params":"2"}',
    taken: 'none',
    says: /takes an integer, <<"2">> given|recognised/,
  },
  {
    definition: '{"ha-mode":"nodes","ha-params":[]}',
    taken: 'none',
    says: /list must be non-empty|recognised/,
  },
  {
    definition: '{"ha-mode":"all","ha-sync-mode":"auto"}',
    taken: 'none',
    says: /"manual" or "automatic"|recognised/,
  },
  { definition: '{"ha-sync-mode":"automatic"}', taken: 'none', says: /ha-mode must be specified|recognised/ },
  { definition: '{"ha-params":2}', taken: 'none', says: /ha-mode must be specified|recognised/ },
  { definition: '{"no-such-key":1}', taken: 'none', says: unknown },
  { definition: '{"max-length":"10"}', taken: 'none', says: /is not a valid maximum length/ },
  { definition: '{"queue-mode":"lazy"}', taken: 'all', says: unknown },
  { definition: '{"queue-version":1}', taken: '>=3.10', says: unknown },
  {
    definition: '{"max-length":10',
    taken: 'none',
    says: /JSON decoding error|Could not parse JSON document/,
  },
]
