import type { AnswerRow } from '../../brokers/rows.ts'

/** A command that all tools refuse before they ask a node. */
const refused = (name: string, run: AnswerRow['run'], says: RegExp): AnswerRow => ({
  name,
  run,
  succeeds: 'none',
  code: 64,
  says,
})

export const answers: readonly AnswerRow[] = [
  refused(
    'a dash that is no hyphen',
    ['rabbitmqctl', 'forget_cluster_node', '–offline', 'rabbit@elsewhere'],
    /too many arguments/,
  ),
  refused(
    'a dash before the time',
    ['rabbitmq-upgrade', 'await_online_quorum_plus_one', '–t', '5'],
    /too many arguments/,
  ),
  refused(
    'one argument too many',
    ['rabbitmqctl', 'set_permissions', 'guest', '.*', '.*', '.*', '.*'],
    /too many arguments/,
  ),
  refused(
    'an argument too few',
    ['rabbitmqctl', 'set_permissions', 'guest', '.*', '.*'],
    /not enough arguments/,
  ),
  refused('no node to join', ['rabbitmqctl', 'join_cluster'], /not enough arguments/),
  refused(
    'a check that is misspelt',
    ['rabbitmq-diagnostics', 'check_runing'],
    /Command 'check_runing' not found/,
  ),
  {
    name: 'a command that went with mirroring',
    run: ['rabbitmq-upgrade', 'await_online_synchronized_mirror', '-t', '5'],
    succeeds: '<=3.13',
    code: 64,
    says: /Command 'await_online_synchronized_mirror' not found/,
  },
  {
    name: 'a parameter of a plugin that is off',
    run: ['rabbitmqctl', 'set_parameter', 'shovel', 'row', '{"src-uri":"amqp://","dest-uri":"amqp://"}'],
    succeeds: 'none',
    code: 69,
    says: /component shovel not found/,
  },
  {
    name: 'a node that has booted',
    run: ['rabbitmq-diagnostics', '-q', 'check_running'],
    succeeds: 'all',
    code: 0,
    says: /./,
  },
]
