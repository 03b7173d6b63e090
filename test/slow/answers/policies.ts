import type { AnswerRow } from '../../brokers/rows.ts'

/** A policy given to rabbitmqctl: the releases that take it, and what the others say. */
const policy = (definition: string, succeeds: string, says: RegExp): AnswerRow => ({
  name: `set_policy ${definition}`,
  run: ['rabbitmqctl', 'set_policy', 'row', '^q', definition],
  succeeds,
  code: 69,
  says,
})

const unknown = /are not recognised policy settings/

export const answers: readonly AnswerRow[] = [
  policy('{"ha-mode":"all"}', '<=3.13', unknown),
  policy(
    '{"ha-mode":"all","ha-promote-on-shutdown":"sometimes"}',
    'none',
    /"always" or "when-synced"|recognised/,
  ),
  policy('{"ha-mode":"all","ha-promote-on-failure":"never"}', 'none', /"always" or "when-synced"|recognised/),
  policy('{"ha-mode":"exactly"}', 'none', /takes an integer, none given|recognised/),
  policy('{"ha-mode":"exactly","ha-params":"2"}', 'none', /takes an integer, <<"2">> given|recognised/),
  policy('{"ha-mode":"nodes","ha-params":[]}', 'none', /list must be non-empty|recognised/),
  policy('{"ha-mode":"all","ha-sync-mode":"auto"}', 'none', /"manual" or "automatic"|recognised/),
  policy('{"ha-sync-mode":"automatic"}', 'none', /ha-mode must be specified|recognised/),
  policy('{"ha-params":2}', 'none', /ha-mode must be specified|recognised/),
  policy('{"no-such-key":1}', 'none', unknown),
  policy('{"max-length":"10"}', 'none', /is not a valid maximum length/),
  policy('{"queue-mode":"lazy"}', 'all', unknown),
  policy('{"queue-version":1}', '>=3.10', unknown),
  {
    name: 'set_operator_policy with a key that operators may not set',
    run: ['rabbitmqctl', 'set_operator_policy', 'row', '^q', '{"max-length":10,"dead-letter-exchange":"x"}'],
    succeeds: 'none',
    code: 69,
    says: /are not recognised policy settings/,
  },
  {
    name: 'set_policy without a definition',
    run: ['rabbitmqctl', 'set_policy', 'row', '^q'],
    succeeds: 'none',
    code: 64,
    says: /not enough arguments/,
  },
  policy('{"max-length":10', 'none', /JSON decoding error|Could not parse JSON document/),
]
