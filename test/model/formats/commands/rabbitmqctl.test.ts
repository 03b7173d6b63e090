/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has the same syntax for its variables */

import fc from 'fast-check'
import { type BrokerCommand, brokerCommands } from '../../../../model/formats/commands/rabbitmqctl.ts'
import { commands, commandsOfArray } from '../../../../model/formats/shell/shell.ts'
import { describe, expect, test } from '../../../jest.ts'
import { expectInside, expectProperty, mutated } from '../fuzz.ts'

const read = (script: string): readonly BrokerCommand[] => brokerCommands(commands(script).commands)
const policy = (script: string) => {
  const found = read(script)[0]
  const { definition, body, ...rest } = found?.policy ?? {}
  return { ...rest, definition: definition?.value }
}
const problems = (script: string): string[] =>
  read(script).flatMap(command => command.problems.map(({ message }) => message))

const ha = {
  action: 'set',
  operator: false,
  vhost: '/',
  name: 'ha',
  pattern: '^q',
  priority: 0,
  applyTo: 'all',
  definition: '{"ha-mode":"all"}',
}
const json = `'{"ha-mode":"all"}'`

describe('rabbitmqctl set_policy', () => {
  test.each([
    [`rabbitmqctl set_policy ha ^q ${json}`, {}],
    [`/opt/rabbitmq/sbin/rabbitmqctl -n rabbit@a -q set_policy ha ^q ${json}`, {}],
    [
      `rabbitmqctl set_policy -p /v --priority 10 --apply-to queues ha ^q ${json}`,
      { vhost: '/v', priority: 10, applyTo: 'queues' },
    ],
    [
      `rabbitmqctl -p /v set_policy ha ^q ${json} --priority=-1 --apply-to=queues`,
      { vhost: '/v', priority: -1, applyTo: 'queues' },
    ],
    [`rabbitmqctl set_policy ha ^q ${json} --priority -1`, { priority: -1 }],
    [`rabbitmqctl set_policy --vhost=/v ha ^q ${json}`, { vhost: '/v' }],
    [`rabbitmqctl set_policy -- ha ^q ${json}`, {}],
    [`rabbitmqctl set_policy ha ^q "{\\"ha-mode\\":\\"all\\"}"`, {}],
    [`rabbitmqctl set_operator_policy ha ^q ${json}`, { operator: true }],
    [`rabbitmqctl set_policy "$NAME" ^q ${json}`, { name: undefined }],
    [`rabbitmqctl set_policy -p "$VHOST" ha ^q ${json}`, { vhost: undefined }],
    [`rabbitmqctl set_policy --vhost="$VHOST" ha ^q ${json}`, { vhost: undefined }],
    [`rabbitmqctl set_policy --priority "$P" ha ^q ${json}`, { priority: undefined }],
    [`D=${json}; rabbitmqctl set_policy ha ^q "$D"`, {}],
    [`rabbitmqctl clear_policy ha`, { action: 'clear', pattern: undefined, definition: undefined }],
    [
      `rabbitmqctl clear_operator_policy -p v ha`,
      { action: 'clear', operator: true, vhost: 'v', pattern: undefined, definition: undefined },
    ],
  ])('%s', (script, change) => {
    expect(policy(script)).toEqual({ ...ha, ...change })
    expect(problems(script)).toEqual([])
  })

  test.each([
    [`rabbitmqctl set_policy ha ^q`, ['takes 3 arguments, not 2']],
    [`rabbitmqctl set_policy ha ^q ${json} x`, ['takes 3 arguments, not 4']],
    [`rabbitmqctl set_policy`, ['takes 3 arguments, not 0']],
    [`rabbitmqctl clear_policy`, ['takes 1 argument, not 0']],
    [`rabbitmqctl set_policy ha ^q {"a":1,"b":2} "$X"`, []],
    [
      `rabbitmqctl set_policy --apply_to queues ha ^q ${json}`,
      ['there is no option --apply_to', 'takes 3 arguments, not 4'],
    ],
    [`rabbitmqctl set_policy --applies-to=queues ha ^q ${json}`, ['there is no option --applies-to']],
    [`rabbitmqctl set_policy -P 1 ha ^q ${json}`, ['there is no option -P', 'takes 3 arguments, not 4']],
    [`rabbitmqctl set_policy --priority high ha ^q ${json}`, ['the priority is not a whole number']],
    [`rabbitmqctl set_policy --priority 1.5 ha ^q ${json}`, ['the priority is not a whole number']],
    [`rabbitmqctl set_policy ha ^q ${json} --priority`, ['--priority needs a value']],
    [`rabbitmqctl set_policy ha ^q ${json} --priority --apply-to queues`, ['--priority needs a value']],
    [`rabbitmqctl set_policy --!x ha ^q ${json}`, ['an option that there is not']],
  ])('%s is refused', (script, expected) => {
    expect(problems(script)).toEqual(expected)
  })

  test('with the options of one command before it, the tool finds no command', () => {
    expect(read(`rabbitmqctl --priority 10 set_policy ha ^q ${json}`)).toMatchObject([
      { verb: '10', policy: undefined },
    ])
  })
})

describe('other commands', () => {
  test.each([
    ['rabbitmqctl await_startup --timeout 300', 'await_startup', [], { timeout: '300' }],
    ['rabbitmqctl add_user admin "$PASS"', 'add_user', ['admin', undefined], {}],
    ['rabbitmqctl set_user_tags admin administrator', 'set_user_tags', ['admin', 'administrator'], {}],
    [
      'rabbitmqctl set_permissions -p / admin ".*" ".*" ".*"',
      'set_permissions',
      ['admin', '.*', '.*', '.*'],
      { vhost: '/' },
    ],
    [
      'rabbitmqctl add_vhost v --default-queue-type quorum',
      'add_vhost',
      ['v'],
      { 'default-queue-type': 'quorum' },
    ],
    ['rabbitmqctl join_cluster rabbit@a --ram', 'join_cluster', ['rabbit@a'], { ram: '--ram' }],
    [
      'rabbitmqctl forget_cluster_node rabbit@a --offline',
      'forget_cluster_node',
      ['rabbit@a'],
      { offline: '--offline' },
    ],
    ['rabbitmq-diagnostics -q check_port_connectivity', 'check_port_connectivity', [], { quiet: '-q' }],
    ['rabbitmq-plugins enable --offline a b', 'enable', ['a', 'b'], { offline: '--offline' }],
    [
      'rabbitmq-upgrade await_online_quorum_plus_one -t 60',
      'await_online_quorum_plus_one',
      [],
      { timeout: '60' },
    ],
    ['rabbitmq-queues grow a all', 'grow', ['a', 'all'], {}],
    ['rabbitmqctl', '', [], {}],
    ['rabbitmqctl --what', '', [], {}],
    ['rabbitmqadmin list queues', 'list queues', [], {}],
    ['rabbitmqadmin constructor policy', 'constructor policy', [], {}],
  ])('%s', (script, verb, args, options) => {
    const [command] = read(script)
    expect(command).toMatchObject({ verb, policy: undefined, problems: [] })
    expect(command?.args.map(({ value }) => value)).toEqual(args)
    expect(
      Object.fromEntries([...(command?.options ?? [])].map(([name, { value }]) => [name, value])),
    ).toEqual(options)
  })

  test.each([
    ['rabbitmqctl import_definitions /tmp/defs.json', '/tmp/defs.json', undefined],
    ['rabbitmqadmin import defs.json', 'defs.json', undefined],
    ['rabbitmqadmin -u a -p "$P" definitions import --file defs.json', 'defs.json', undefined],
    ['rabbitmqadmin definitions import --stdin <<EOF\n{}\nEOF', undefined, '{}\n'],
    ['curl -X POST -d @/tmp/defs.json http://localhost:15672/api/definitions', '/tmp/defs.json', undefined],
    [`curl -d '{}' "http://$HOST:15672/api/definitions"`, undefined, '{}'],
    ['curl -T defs.json http://h/api/definitions', 'defs.json', undefined],
    ['cat <<EOF | curl -sfX POST -d @- http://h/api/definitions/%2F\n{}\nEOF', undefined, '{}\n'],
  ])('definitions: %s', (script, file, text) => {
    expect(
      read(script).map(({ definitions }) => definitions && [definitions.file, definitions.text?.value]),
    ).toEqual([[file, text]])
  })
})

describe('rabbitmqadmin', () => {
  test.each([
    [`rabbitmqadmin declare policy name=ha pattern=^q definition=${json}`, {}],
    [
      `rabbitmqadmin -H h -P 15672 -u u -p "$P" -V /v declare policy name=ha pattern='^q' "definition={\\"ha-mode\\":\\"all\\"}" priority=1 apply-to=queues`,
      { vhost: '/v', priority: 1, applyTo: 'queues' },
    ],
    [`rabbitmqadmin declare operator_policy name=ha pattern=^q definition=${json}`, { operator: true }],
    [`rabbitmqadmin declare policy name="$N" pattern=^q definition=${json}`, { name: undefined }],
    ['rabbitmqadmin delete policy name=ha', { action: 'clear', pattern: undefined, definition: undefined }],
    [
      `rabbitmqadmin --vhost /v policies declare --name ha --pattern ^q --apply-to queues --definition ${json} --priority 2`,
      { vhost: '/v', priority: 2, applyTo: 'queues' },
    ],
    [`rabbitmqadmin policies set --name=ha --pattern=^q --applies-to=all --definition ${json}`, {}],
    [
      `rabbitmqadmin operator_policies declare --name ha --pattern ^q --apply-to queues --definition ${json}`,
      { operator: true, applyTo: 'queues' },
    ],
    [`rabbitmqadmin declare policy --name ha --pattern ^q --apply-to all --definition ${json}`, {}],
    [
      'rabbitmqadmin policies delete --name ha',
      { action: 'clear', pattern: undefined, definition: undefined },
    ],
  ])('%s', (script, change) => {
    expect(policy(script)).toEqual({ ...ha, ...change })
    expect(problems(script)).toEqual([])
  })

  test.each([
    [
      `rabbitmqadmin declare policy name=ha definition=${json}`,
      ['the mandatory argument pattern is missing'],
    ],
    [
      `rabbitmqadmin declare policy ha pattern=^q definition=${json}`,
      ['an argument that is not name=value', 'the mandatory argument name is missing'],
    ],
    [
      `rabbitmqadmin declare policy name=ha pattern=^q definition=${json} apply_to=queues`,
      ['there is no argument apply_to'],
    ],
    [
      `rabbitmqadmin declare policy name=ha pattern=^q definition=${json} priority=x`,
      ['the priority is not a whole number'],
    ],
    [
      `rabbitmqadmin policies declare --name ha --pattern ^q --definition ${json}`,
      ['the mandatory argument apply-to is missing'],
    ],
    ['rabbitmqadmin declare policy "$@"', []],
    ['rabbitmqadmin delete policy', ['the mandatory argument name is missing']],
  ])('%s is refused', (script, expected) => {
    expect(problems(script)).toEqual(expected)
  })
})

describe('curl', () => {
  const body = `'{"pattern":"^q","definition":{"ha-mode":"all"}}'`
  test.each([
    [`curl -X PUT http://h:15672/api/policies/%2F/ha -d ${body}`, {}],
    [
      `curl -sSf -u "$U:$P" -H 'content-type: application/json' -XPUT "http://$HOST:15672/api/policies/%2F/ha" --data-raw ${body}`,
      {},
    ],
    [
      `curl -u$U:$P --request=PUT --url https://h/prefix/api/policies/a%20b/ha?x=1 --json ${body}`,
      { vhost: 'a b' },
    ],
    [
      `curl -T - http://h/api/policies/%2F/ha`,
      { pattern: undefined, definition: undefined, priority: undefined, applyTo: undefined },
    ],
    [`curl -X PUT http://h/api/operator-policies/%2F/ha -d ${body}`, { operator: true }],
    [`curl -X PUT "http://h/api/policies/$V/ha" -d ${body}`, { vhost: undefined }],
    [`curl -X PUT http://h/api/policies/%ZZ/ha -d ${body}`, { vhost: undefined }],
    [
      `curl -X PUT http://h/api/policies/%2F/ha -d @- <<EOF\n{"pattern":"^q","definition":{"ha-mode":"all"}}\nEOF`,
      {},
    ],
    [`echo ${body} | curl -X PUT http://h/api/policies/%2F/ha -d @-`, {}],
    [
      `curl -X PUT http://h/api/policies/%2F/ha -d '{"pattern":"^q","definition":{"ha-mode":"all"},"priority":3,"apply-to":"queues"}'`,
      { priority: 3, applyTo: 'queues' },
    ],
    [
      `curl -X PUT http://h/api/policies/%2F/ha -d '{"pattern":"^q","definition":{"ha-mode":"all"},"priority":"3","apply-to":1}'`,
      { priority: undefined, applyTo: undefined },
    ],
    [
      `curl -X PUT http://h/api/policies/%2F/ha -d "$BODY"`,
      { pattern: undefined, definition: undefined, priority: undefined, applyTo: undefined },
    ],
    [
      `curl -X PUT http://h/api/policies/%2F/ha -d @/tmp/p.json`,
      { pattern: undefined, definition: undefined, priority: undefined, applyTo: undefined },
    ],
    [
      'curl -X DELETE http://h/api/policies/%2F/ha',
      { action: 'clear', pattern: undefined, definition: undefined, priority: undefined, applyTo: undefined },
    ],
  ])('%s', (script, change) => {
    expect(policy(script)).toEqual({ ...ha, ...change })
    expect(problems(script)).toEqual([])
  })

  test.each([
    [`curl -X PUT http://h/api/policies/%2F/ha -d '{"definition":{}}'`, ['the request has no pattern']],
    [
      `curl -X PUT http://h/api/policies/%2F/ha -d '[]'`,
      ['the request has no pattern', 'the request has no definition'],
    ],
    [`curl -X PUT http://h/api/policies/%2F/ha -d '{"pattern"'`, ["the request is not JSON: ':' is missing"]],
    [
      `curl -X PUT http://h/api/policies/%2F/ha -d {"pattern":"q"}`,
      ['the request is not JSON: not a JSON value'],
    ],
  ])('%s is refused', (script, expected) => {
    expect(problems(script)).toEqual(expected)
  })

  test.each([
    'curl http://h/api/policies',
    'curl http://h/api/definitions',
    `curl -X PUT http://h/api/users/x -d '{}'`,
    'curl -d x http://h/api/policies/%2F/ha',
    'curl',
    'curl "$URL"',
    'wget http://h/api/policies',
  ])('%s is none of ours', script => {
    expect(read(script)).toEqual([])
  })
})

test('places lead into the definition, through the quotes of shell and array', () => {
  const argv = ['sh', '-c', `rabbitmqctl set_policy ha ^q "{\\"ha-mode\\":1}" || true`]
  const [command] = brokerCommands(commandsOfArray(argv).commands)
  expect(command?.tolerated).toBe(true)
  const place = command?.policy?.definition?.locate({ start: 1, end: 10 })
  expect(place && argv[place.item]?.slice(place.start, place.end)).toBe('\\"ha-mode\\"')
  const script = `curl -X PUT http://h/api/policies/v/n -d '{"pattern":"", "definition": {"a":1}}'`
  const inner = read(script)[0]?.policy?.definition?.locate({ start: 1, end: 4 })
  expect(inner && script.slice(inner.start, inner.end)).toBe('"a"')
})

test('no problem holds a value of the command', () => {
  const script =
    "rabbitmqctl set_policy --s3cret s3cret s3cret s3cret; rabbitmqadmin declare policy s3cret; curl -X PUT h/api/policies/a/b -d 's3cret'"
  const texts = problems(script).filter(message => message !== 'there is no option --s3cret')
  expect(texts.length).toBeGreaterThan(2)
  expect(texts.join()).not.toContain('s3cret')
})

const word = fc.constantFrom(
  '-p',
  '/',
  '--priority',
  '--priority=1',
  '-1',
  'ha',
  '".*"',
  json,
  '"$X"',
  '--apply-to=queues',
  'name=ha',
  `definition=${json}`,
  '--name',
  '-XPUT',
  '-d',
  '@-',
  'http://h/api/policies/%2F/a',
  '"http://$H/api/definitions"',
  '-u$A:$B',
  '--',
)
const script = fc
  .tuple(
    fc.constantFrom(
      'rabbitmqctl set_policy',
      'rabbitmqctl',
      'rabbitmqadmin declare policy',
      'rabbitmqadmin policies declare',
      'curl',
      'rabbitmq-plugins enable',
    ),
    fc.array(word, { maxLength: 8 }),
    fc.constantFrom('', ' || true', ' <<EOF\n{"pattern":1}\nEOF'),
  )
  .map(([tool, words, end]) => [tool, ...words].join(' ') + end)

test('any text: places stand inside it', () => {
  expectProperty(mutated(script, '\'"$-=@{}:/ \n'), 1 / 4, text => {
    const commands = read(text)
    for (const { place, policy: found, definitions, problems: told, options } of commands) {
      const texts = [
        found?.definition,
        found?.body,
        definitions?.text,
        ...told.map(({ at }) => at),
        ...options.values(),
      ]
      for (const each of [
        place,
        ...texts.flatMap(one => (one ? [one.place, one.locate({ start: 0, end: 1 })] : [])),
      ])
        expectInside(text, each)
    }
    return commands.length
  })
})
