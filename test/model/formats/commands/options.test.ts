import { brokerCommands } from '../../../../model/formats/commands/rabbitmqctl.ts'
import { commands } from '../../../../model/formats/shell/shell.ts'
import { describe, expect, test } from '../../../jest.ts'

/* Which word of a command is an option, which is its value, and which is the verb. */

const words = (...lists: readonly string[]): readonly string[] => lists.flatMap(list => list.split(' '))

/** Verb, the value of an option, and the last argument, as they are read. */
function read(script: string, name: string): readonly (string | undefined)[] {
  const [command] = brokerCommands(commands(script).commands)
  return [command?.verb, command?.options.get(name)?.value, command?.args.at(-1)?.value]
}

const ofCtl = {
  valued: words(
    'node vhost timeout formatter printer file script-name rabbitmq-home data-dir mnesia-dir plugins-dir',
    'enabled-plugins-file aliases-file erlang-cookie unit within interval sample-interval object-type user',
    'per-connection-delay limit duration pattern description tags default-queue-type address-family format',
    'address pid queue-timeout cipher hash iterations hashing-algorithm preferred-leader-node',
  ),
  flags: words(
    'quiet silent dry-run longnames help print-stacktrace offline online all if-empty if-unused force',
    'idempotent global experimental opt-in used tracking pre-hashed-password skip-if-unchanged list-commands',
    'local by-source across-all-vhosts table-headers no-table-headers protected-from-deletion wait no-wait',
    'disc ram details errors-only',
  ),
  short: { n: 'node', p: 'vhost', t: 'timeout' },
  shortFlags: { q: 'quiet', s: 'silent', l: 'longnames', '?': 'help' },
}
const ofAdmin = {
  valued: words(
    'config node host port path-prefix vhost username password base-uri ssl-key-file ssl-cert-file',
    'ssl-ca-cert-file request-timeout format sort depth name pattern definition priority apply-to applies-to',
    'file tls-ca-cert-file tls-cert-file tls-key-file timeout non-interactive-format table-style',
  ),
  flags: words(
    'quiet ssl ssl-disable-hostname-verification ssl-insecure sort-reverse bash-completion version help',
    'use-tls insecure verbose stdin idempotently non-interactive',
  ),
  short: {
    ...{ c: 'config', N: 'node', H: 'host', P: 'port', V: 'vhost', u: 'username', p: 'password' },
    ...{ U: 'base-uri', t: 'request-timeout', f: 'format', S: 'sort', d: 'depth' },
  },
  shortFlags: { q: 'quiet', s: 'ssl', k: 'ssl-insecure', R: 'sort-reverse', v: 'verbose', h: 'help' },
}

describe.each([
  ['rabbitmqctl', 'list_queues', 'list_queues', ofCtl],
  ['rabbitmqadmin', 'list queues', 'list queues', ofAdmin],
] as const)('%s', (tool, call, verb, { valued, flags, short, shortFlags }) => {
  test.each(valued.map(name => [name]))('--%s has a value', name => {
    expect(read(`${tool} ${call} --${name} 7 last`, name)).toEqual([verb, '7', 'last'])
    expect(read(`${tool} ${call} --${name}=7 last`, name)).toEqual([verb, '7', 'last'])
  })
  test.each(flags.map(name => [name]))('--%s has none', name => {
    expect(read(`${tool} ${call} --${name} last`, name)).toEqual([verb, `--${name}`, 'last'])
  })
  test.each(Object.entries(short))('-%s has a value, %s', (letter, name) => {
    expect(read(`${tool} ${call} -${letter} 7 last`, name)).toEqual([verb, '7', 'last'])
  })
  test.each(Object.entries(shortFlags))('-%s has none, %s', (letter, name) => {
    expect(read(`${tool} ${call} '-${letter}' last`, name)).toEqual([verb, `-${letter}`, 'last'])
  })
})

describe('each tool', () => {
  test.each(
    words(
      'rabbitmqctl rabbitmq-diagnostics rabbitmq-plugins rabbitmq-queues rabbitmq-streams rabbitmq-upgrade',
    ),
  )('%s is read', tool => {
    const [command] = brokerCommands(commands(`${tool} -q x`).commands)
    expect([command?.tool, command?.verb]).toEqual([tool, 'x'])
  })
  test('others are not', () => {
    expect(brokerCommands(commands('constructor x\nrabbitmq-server x').commands)).toEqual([])
  })
})

describe('curl', () => {
  const to = (rest: string): readonly unknown[] => {
    const [command] = brokerCommands(commands(`curl ${rest}`).commands)
    return [command?.verb, command?.policy?.name, command?.policy?.action]
  }
  const url = 'http://a:15672/api/policies/v/p'
  test.each(
    words(
      'url request data data-raw data-binary data-ascii data-urlencode json user header output write-out max-time',
      'connect-timeout retry retry-delay retry-max-time upload-file user-agent cookie cacert cert key proxy resolve',
      'form referer range config netrc-file unix-socket',
    ).filter(name => name !== 'url' && name !== 'request'),
  )('--%s has a value', name => {
    expect(to(`--${name} '{}' -X PUT ${url}`)).toEqual(['PUT /api/policies', 'p', 'set'])
  })
  test.each(words('A b c C d D e E F h H K m o P Q r t T u U w x y Y z'))('-%s has a value', letter => {
    expect(to(`-${letter} '{}' -X PUT ${url}`)).toEqual(['PUT /api/policies', 'p', 'set'])
    expect(to(`-s${letter}'{}' -X PUT ${url}`)).toEqual(['PUT /api/policies', 'p', 'set'])
  })
  test.each(words('# 0 1 2 3 4 6 a B f g G i I j J k l L M n N O p q R s S v V Z :'))(
    '-%s has none',
    letter => {
      expect(to(`-s'${letter}'XPUT ${url}`)).toEqual(['PUT /api/policies', 'p', 'set'])
    },
  )
  test.each([
    [`--url ${url} --request DELETE`, 'DELETE /api/policies', 'clear'],
    [`${url} -X delete`, 'DELETE /api/policies', 'clear'],
    [`-T file ${url}`, 'PUT /api/policies', 'set'],
    [`-d '{}' ${url}`, undefined, undefined],
    [url, undefined, undefined],
  ])('%s', (rest, verb, action) => {
    const [saidVerb, , saidAction] = to(rest)
    expect([saidVerb, saidAction]).toEqual([verb, action])
  })
})

describe('definitions over the API', () => {
  const definitions = (rest: string): unknown => {
    const [command] = brokerCommands(commands(`curl ${rest} http://a/api/definitions`).commands)
    const { definitions: of, verb } = command ?? {}
    return of && [verb, of.file, of.text?.value]
  }
  test.each([
    ['-X POST -d @file', ['POST /api/definitions', 'file', undefined]],
    ['-T file', ['PUT /api/definitions', 'file', undefined]],
    [`-d '{}'`, ['POST /api/definitions', undefined, '{}']],
    ['-X GET', undefined],
    ['', undefined],
  ])('%s', (rest, expected) => {
    expect(definitions(rest)).toEqual(expected)
  })
  test('a policy without what it needs', () => {
    const [command] = brokerCommands(commands(`curl -X PUT -d '{}' http://a/api/policies/v/p`).commands)
    expect(command?.problems.map(({ kind, message }) => [kind, message])).toEqual([
      ['arguments', 'the request has no pattern'],
      ['arguments', 'the request has no definition'],
    ])
  })
})

describe('what runs another command', () => {
  const verbs = (script: string): readonly string[] =>
    brokerCommands(commands(script).commands).map(({ verb }) => verb)
  test.each([
    ...words('exec nohup setsid command builtin time busybox nice ionice stdbuf tini dumb-init env sudo'),
    ...words('docker-entrypoint.sh entrypoint.sh /usr/bin/env'),
    ...['timeout 5', 'gosu rabbitmq', 'su-exec rabbitmq', 'kubectl exec a --', 'oc exec a --'],
    ...['exec -a x', 'env -u X', 'env --unset X', 'env -C /x', 'env --chdir /x', 'env A=1', 'sudo A=1'],
    ...['timeout -s TERM 5', 'timeout --signal TERM 5', 'timeout -k 5 5', 'timeout --kill-after 5 5'],
    ...['nice -n 5', 'nice --adjustment 5', 'ionice -c 2', 'ionice -n 5', 'ionice -p 5', 'stdbuf -i 0'],
    ...[
      'stdbuf -o 0',
      'stdbuf -e 0',
      'sudo -u x',
      'sudo --user x',
      'sudo -g x',
      'sudo --group x',
      'sudo -h x',
    ],
    ...['sudo -p x', 'sudo -C 5', 'tini -p x', 'tini -e 5', 'dumb-init -r 1', 'dumb-init --rewrite 1'],
    ...['tini --', 'env -i', 'sudo -E'],
  ])('%s', wrapper => {
    expect(verbs(`${wrapper} rabbitmqctl status`)).toEqual(['status'])
  })
  test.each(words('sh bash ash dash ksh mksh zsh /bin/sh'))('%s', shell => {
    expect(verbs(`${shell} -c 'rabbitmqctl status'`)).toEqual(['status'])
  })
  test.each(['echo', 'kubectl', 'timeout', 'constructor 5'])('not: %s', other => {
    expect(verbs(`${other} rabbitmqctl status`)).toEqual([])
  })
})
