import type { BootRow } from '../../brokers/rows.ts'

/** A definitions file that is loaded at boot: where the node boots, and what it then holds. */

/**
 * Between two fixes `load_definitions` let a node boot although the import had stopped at the first thing refused.
 * Source: rabbit_definitions.erl of the release tags; 3.10.8 is among the nodes tried here.
 */
const silent = '3.9.4-3.9,3.10.0-3.10.11,3.11.0-3.11.3'

const loads = 'load_definitions = /node/definitions.json\n'

const file = (name: string, boots: string, definitions: string, rest: Partial<BootRow> = {}): BootRow => ({
  name,
  node: { conf: loads, definitions },
  boots,
  ...(boots === silent ? { losesSilently: true } : {}),
  ...rest,
})

interface Extra {
  readonly [member: string]: unknown
}

const withPolicy = (definition: unknown, extra: Extra = {}): string =>
  JSON.stringify({
    vhosts: [{ name: '/' }],
    policies: [
      { vhost: '/', name: 'mine', pattern: '^q', 'apply-to': 'all', priority: 0, definition, ...extra },
    ],
  })

const withMore = (more: Extra): string => JSON.stringify({ vhosts: [{ name: '/' }], ...more })

const policies = ['list_policies', '--silent']
const isStored = { ctl: policies, answers: /mine/ }
const isNotStored = { ctl: policies, answers: /^\s*$/ }
const good = { 'max-length': 10 }

/** 3.8 prints no reason for some of these. */
const refused = (reason: RegExp): RegExp => new RegExp(`${reason.source}|init terminating in do_boot`)

const refusedPolicies: readonly BootRow[] = [
  file('an unknown policy key', silent, withPolicy({ 'no-such-key': 1 }), {
    found: 'policy-key-unknown',
    says: refused(/recognised/),
    ...isNotStored,
  }),
  file('an unknown apply-to', silent, withPolicy(good, { 'apply-to': 'everything' }), {
    found: 'policy-shape-invalid',
    says: refused(/unrecognised/),
    ...isNotStored,
  }),
  file('a pattern that is no regular expression', silent, withPolicy(good, { pattern: '[a' }), {
    found: 'policy-shape-invalid',
    says: refused(/regular expression but is invalid/),
    ...isNotStored,
  }),
  file('a priority in quotes', silent, withPolicy(good, { priority: '0' }), {
    found: 'policy-shape-invalid',
    says: refused(/priority should be a number/),
    ...isNotStored,
  }),
  file('a policy without keys', silent, withPolicy({}), {
    found: 'policy-shape-invalid',
    says: refused(/no policy provided/),
    ...isNotStored,
  }),
  file('a policy of a virtual host that is not there', silent, withPolicy(good, { vhost: 'absent' }), {
    found: 'definitions-invalid',
    says: refused(/create virtual host|no_such_vhost/),
    ...isNotStored,
  }),
]

export const boots: readonly BootRow[] = [
  file('a good policy', 'all', withPolicy(good), isStored),
  file('a mirroring policy', '<=3.13', withPolicy({ 'ha-mode': 'all' }), {
    found: 'mirroring-removed',
    says: /recognised/,
    ...isStored,
  }),
  ...refusedPolicies,
  {
    ...file('an unknown policy key, local file backend', 'none', withPolicy({ 'no-such-key': 1 })),
    node: {
      conf: 'definitions.import_backend = local_filesystem\ndefinitions.local.path = /node/definitions.json\n',
      definitions: withPolicy({ 'no-such-key': 1 }),
    },
    triedOn: '>=3.10',
    found: 'policy-key-unknown',
    says: /recognised/,
  },
  file('queue-master-locator', '<=4.2', withPolicy({ 'queue-master-locator': 'min-masters' }), {
    found: 'policy-key-obsolete',
    says: /queue-master-locator argument is not permitted/,
    ...isStored,
  }),
  {
    ...file(
      'a mirroring policy below another',
      'all',
      withMore({
        policies: [
          { vhost: '/', name: 'all', pattern: '.*', 'apply-to': 'queues', priority: 10, definition: good },
          {
            vhost: '/',
            name: 'ha',
            pattern: '^q',
            'apply-to': 'queues',
            priority: 1,
            definition: { 'ha-mode': 'all' },
          },
        ],
        queues: [{ name: 'q1', vhost: '/', durable: true, auto_delete: false, arguments: {} }],
      }),
      {
        ctl: ['list_queues', '--silent', 'name', 'policy'],
        answers: /^q1\tall$/m,
        found: 'policy-shadowed',
        losesSilently: true,
        around: { replicas: 3 },
      },
    ),
    triedOn: '<=3.13',
  },
  file('no JSON', silent, '{"policies": [', {
    found: 'definitions-invalid',
    says: /not_json/,
    ctl: ['list_users', '--silent'],
    answers: /^\s*$/,
  }),
  file('nothing', 'all', '{}', { ctl: ['list_users', '--silent'], answers: /^\s*$/ }),
  file(
    'a permission of a user that is not there',
    silent,
    withMore({ permissions: [{ user: 'ghost', vhost: '/', configure: '', write: '', read: '' }] }),
    { found: 'definitions-invalid', says: refused(/no_such_user|does not exist/) },
  ),
  file(
    'an exchange of a type whose plugin is off',
    silent,
    withMore({
      exchanges: [
        {
          name: 'delayed',
          vhost: '/',
          type: 'x-delayed-message',
          durable: true,
          auto_delete: false,
          internal: false,
          arguments: { 'x-delayed-type': 'direct' },
        },
      ],
    }),
    { found: 'definitions-invalid', says: refused(/(?:unknown|invalid) exchange type/) },
  ),
  file(
    'a queue of a type that is none',
    silent,
    withMore({
      queues: [
        {
          name: 'q1',
          vhost: '/',
          durable: true,
          auto_delete: false,
          arguments: { 'x-queue-type': 'mirrored' },
        },
      ],
    }),
    { says: refused(/unsupported queue type/), found: 'queue-argument-invalid' },
  ),
  file(
    'a binding of a queue that its client made',
    '<=3.13.5',
    withMore({
      bindings: [
        {
          source: 'amq.topic',
          vhost: '/',
          destination: 'amq.gen-1',
          destination_type: 'queue',
          routing_key: '',
          arguments: {},
        },
      ],
    }),
    { found: 'definitions-invalid', says: refused(/resources_missing|not_found/) },
  ),
]
