import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, helmRelease, type Sample, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const users =
  '"users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": ""}]'
const vhosts = '"vhosts": [{"name": "/"}]'
const having = (text: string, other: Sample = {}): string => cluster({ ...other, definitions: text })
const beside = (members: string, other: Sample = {}): string =>
  having(`{${users},\n  ${vhosts},\n  ${members}}`, other)
const user = (members: string, other: Sample = {}): string =>
  having(`{"users": [{"name": "app", ${members}}],\n  ${vhosts}}`, other)
const quiet = { image: 'rabbitmq:3.10.8' }
const binding = (destination: string): string =>
  `"queues": [{"name": "orders", "vhost": "/", "durable": true, "auto_delete": false, "arguments": {}}],
  "bindings": [{"source": "amq.topic", "vhost": "/", "destination": "${destination}", "destination_type": "queue", "routing_key": "", "arguments": {}}]`
const exchanges = (...types: readonly string[]): string =>
  JSON.stringify({
    exchanges: types.map(type => ({
      name: `x-${type}`,
      vhost: '/',
      type,
      durable: true,
      auto_delete: false,
      internal: false,
      arguments: {},
    })),
  }).slice(1, -1)
/** Lists in the values of CloudPirates' chart. */
const listed = (lists: JsonObject, version = '0.21.18'): string =>
  yaml(helmRelease('cloudpirates', version, { definitions: { enabled: true, ...lists } }))
const all = { configure: '.*', write: '.*', read: '.*' }
const app = { name: 'app', password_hash: '', tags: [] }
/** An object that the values of a chart have it make. */
const made = (key: string, kind: string, text: string, values: JsonObject): JsonObject => ({
  ...values,
  [key]: [
    {
      apiVersion: 'v1',
      kind,
      metadata: { name: 'defs' },
      [kind === 'Secret' ? 'stringData' : 'data']: { 'load_definition.json': text },
    },
  ],
})
const trailing = `{"vhosts": [{"name": "/"},],\n  ${users}}`

export default rows({
  valid: [
    { name: 'none', manifests: cluster() },
    {
      name: 'a good file',
      manifests: beside(
        '"permissions": [{"user": "admin", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}]',
      ),
    },
    { name: 'an empty file', manifests: having('{}') },
    { name: 'comments up to 3.10', manifests: having('{/* all */ "users": []}', quiet) },
    { name: 'a comma too many up to 3.10', manifests: having(trailing, quiet) },
    { name: 'unknown members that resemble none', manifests: beside('"x-note": 1, "comment": ""') },
    { name: 'a user without password', manifests: user('"tags": []') },
    { name: 'a user with an empty hash', manifests: user('"tags": [], "password_hash": ""') },
    {
      name: 'exchanges of types that are known, or that nobody knows',
      manifests: beside(exchanges('topic', 'x-acme')),
    },
    {
      name: 'an exchange whose plugin is on',
      manifests: beside(exchanges('x-consistent-hash'), {
        plugins: '[rabbitmq_peer_discovery_k8s, rabbitmq_consistent_hash_exchange].',
      }),
    },
    { name: 'tags of old', manifests: user('"administrator": "true"') },
    { name: 'a binding that resolves', manifests: beside(binding('orders')) },
    {
      name: 'a hash that this release makes',
      manifests: user(
        '"tags": [], "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "hashing_algorithm": "rabbit_password_hashing_pbkdf2_sha256"',
        { image: 'rabbitmq:4.4.1' },
      ),
    },
    {
      name: 'a default type in metadata too',
      manifests: having(
        `{${users}, "vhosts": [{"name": "/", "default_queue_type": "quorum", "metadata": {"default_queue_type": "quorum"}}]}`,
      ),
    },
    {
      name: 'policies are other rules',
      manifests: beside('"policies": [{"name": "p", "vhost": "/", "pattern": "[", "definition": {}}]'),
    },
    {
      name: 'a file that nobody sees',
      manifests: cluster({
        conf: 'load_definitions = /etc/definitions.json',
        mounts: { enabled_plugins: '/etc/definitions.json' },
        pod: { volumes: [{ name: 'config', configMap: { name: 'elsewhere' } }] },
      }),
      gap: /elsewhere/,
    },
    {
      name: 'lists of a chart that resolve',
      manifests: listed({
        users: [app],
        vhosts: [{ name: '/' }],
        permissions: [
          { user: 'app', vhost: '/', ...all },
          { user: 'admin', vhost: '/', ...all },
        ],
      }),
    },
    {
      name: 'lists of a chart that are not switched on',
      manifests: yaml(
        helmRelease('cloudpirates', '0.21.18', { definitions: { permissions: [{ user: 'a' }] } }),
      ),
    },
    {
      name: 'lists of a chart in the place of which a Secret is read',
      manifests: listed({ existingSecret: 'defs', permissions: [{ user: 'a' }] }),
      gap: /Secret defs is not among the files/,
    },
  ],
  invalid: [
    {
      name: 'lists in the values of a chart, each finding at its own value',
      manifests: listed({
        polices: [],
        users: [{ ...app, tags: undefined as never }],
        vhosts: [{ name: 'shop' }],
        permissions: [
          { user: 'app', vhost: '/', ...all },
          { user: 'ghost', vhost: 'shop', ...all },
        ],
        bindings: [
          { source: 'none', vhost: 'shop', destination: 'q', destination_type: 'queue', routing_key: '' },
        ],
      }),
      findings: [
        { message: /^defs\.json has polices, which is not read$/, path: '/spec/values/definitions/polices' },
        { message: /^defs\.json user app has no tags$/, path: '/spec/values/definitions/users/0' },
        {
          severity: 'error',
          message: /has a permission in virtual host \/, which it does not make$/,
          path: '/spec/values/definitions/permissions/0/vhost',
        },
        {
          message: /has a permission of user ghost, which it does not make$/,
          path: '/spec/values/definitions/permissions/1/user',
        },
        {
          message: /has a binding of exchange none, which it does not make$/,
          path: '/spec/values/definitions/bindings/0/source',
        },
      ],
    },
    {
      name: 'lists of a chart that adds no user of its own yet',
      manifests: listed(
        { users: [app], vhosts: [{ name: '/' }], permissions: [{ user: 'admin', vhost: '/', ...all }] },
        '0.15.4',
      ),
      findings: [{ message: /of user admin, which/, path: '/spec/values/definitions/permissions/0/user' }],
    },
    {
      name: 'a ConfigMap that the chart of CloudPirates makes of its values',
      manifests: yaml(
        helmRelease(
          'cloudpirates',
          '0.21.18',
          made('extraObjects', 'ConfigMap', '[]', {
            definitions: {
              enabled: true,
              existingConfigMap: 'defs',
              existingConfigMapKey: 'load_definition.json',
            },
          }),
        ),
      ),
      findings: [{ severity: 'error', path: '/spec/values/extraObjects/0/data/load_definition.json' }],
    },
    {
      name: 'a Secret that the chart of Bitnami makes of its values',
      manifests: yaml(
        helmRelease(
          'bitnami',
          '12.0.4',
          made('extraDeploy', 'Secret', '[]', { loadDefinition: { enabled: true, existingSecret: 'defs' } }),
        ),
      ),
      findings: [{ severity: 'error', path: '/spec/values/extraDeploy/0/stringData/load_definition.json' }],
    },
    {
      name: 'a Secret of the values whose name has that of the release in front',
      manifests: yaml(
        helmRelease('bitnami', '12.0.4', {
          loadDefinition: { enabled: true, existingSecret: 'rabbitmq-defs' },
          extraSecretsPrependReleaseName: true,
          extraSecrets: { defs: { 'load_definition.json': '[]' } },
        }),
      ),
      findings: [{ severity: 'error', path: '/spec/values/extraSecrets/defs/load_definition.json' }],
    },
    {
      name: 'an exchange whose plugin is off',
      manifests: beside(exchanges('x-consistent-hash')),
      findings: [
        {
          severity: 'error',
          message: /has an exchange of type x-consistent-hash, whose plugin is off$/,
          help: /^enable rabbitmq_consistent_hash_exchange$/,
          inner: '/exchanges/x-x-consistent-hash/type',
        },
      ],
      after: beside(exchanges('x-consistent-hash'), {
        plugins: '[rabbitmq_peer_discovery_k8s, rabbitmq_consistent_hash_exchange].',
      }),
    },
    {
      name: 'an exchange of a type that is misspelt',
      manifests: beside(exchanges('topics')),
      findings: [{ severity: 'error', help: /^did you mean topic\?$/, inner: '/exchanges/x-topics/type' }],
      after: beside(exchanges('topic')),
    },
    {
      name: 'in a Secret that values of a chart name',
      manifests: {
        'values.yaml': yaml(
          chartValues({
            image: { tag: '3.10.6-debian-11-r4' },
            loadDefinition: { enabled: true, existingSecret: 'mine' },
          }),
        ),
        'secret.yaml': yaml(
          secret('mine', {
            stringData: {
              'load_definition.json':
                '{"vhosts": [{"name": "/"}], "users": [{"name": "a", "password": "x", "tags": ""}, {"name": "b", "password": "x"}]}\n',
            },
          }),
        ),
      },
      findings: [{ severity: 'error', message: /user number 2 has no tags$/, inner: '/users/b' }],
    },

    {
      name: 'a binding of a queue that its client made, up to 4.4.0',
      manifests: beside(binding('amq.gen-x7Y'), { image: 'rabbitmq:4.4.0' }),
      findings: [{ severity: 'error', help: /take the binding out/, text: '"amq.gen-x7Y"', fix: 'none' }],
    },
    {
      name: 'and from 4.4.1',
      manifests: beside(binding('amq.gen-x7Y'), { image: 'rabbitmq:4.4.1' }),
      findings: [
        { severity: 'warning', why: /passes over it, with a warning/, text: '"amq.gen-x7Y"', fix: 'none' },
      ],
    },
    {
      name: 'a hash that a later release makes',
      manifests: user(
        '"tags": [], "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "hashing_algorithm": "rabbit_password_hashing_pbkdf2_sha256"',
        { image: 'rabbitmq:4.3.6' },
      ),
      findings: [
        { severity: 'warning', message: /later release/, text: '"rabbit_password_hashing_pbkdf2_sha256"' },
      ],
    },
    {
      name: 'a comma too many',
      manifests: having(trailing),
      findings: [{ severity: 'error', why: /boot/, text: '{"vhosts"', fix: 'safe' }],
      fixed: having(`{"vhosts": [{"name": "/"}],\n  ${users}}`),
    },
    {
      name: 'a comment',
      manifests: having('{\n  // all\n  "users": []}'),
      findings: [{ severity: 'error', text: '// all', fix: 'none' }],
    },
    {
      name: 'a brace too few',
      manifests: having('{"users": []'),
      findings: [{ severity: 'error', message: /line 2/, path: '/data/definitions.json', fix: 'none' }],
    },
    {
      name: 'no object',
      manifests: having('[]'),
      findings: [{ severity: 'error', message: /not a JSON object/, text: '[]' }],
    },
    {
      name: 'no object, and nobody says so',
      manifests: having('[]', quiet),
      findings: [{ severity: 'error', why: /boots without/, text: '[]' }],
    },
    {
      name: 'nobody says so where unchanged files are skipped',
      manifests: having('[]', { conf: 'definitions.skip_if_unchanged = true' }),
      findings: [{ severity: 'error', why: /boots without/, text: '[]' }],
    },
    {
      name: 'the management plugin says so',
      manifests: having('[]', {
        ...quiet,
        conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
        loadDefinitions: false,
      }),
      findings: [{ severity: 'error', why: /boot/, text: '[]' }],
    },
    {
      name: 'a misspelt list',
      manifests: beside('"policy": [], "permission": []'),
      findings: [{ severity: 'warning', message: /permission,/, help: /permissions\?/, text: '[]' }],
    },
    {
      name: 'no tags',
      manifests: user('"password_hash": ""'),
      findings: [
        { severity: 'error', message: /user app has no tags/, text: '{"name": "app", "password_hash": ""}' },
      ],
    },
    {
      name: 'tags of another type',
      manifests: user('"tags": {}'),
      findings: [{ severity: 'error', text: '{}' }],
    },
    {
      name: 'password and hash',
      manifests: user('"tags": "", "password": "x", "password_hash": ""'),
      findings: [{ severity: 'error', message: /keep|password and/, text: '""' }],
    },
    {
      name: 'a hash that is not base64',
      manifests: user('"tags": "", "password_hash": "hunter2!"'),
      findings: [{ severity: 'error', message: /base64/, text: '"hunter2!"' }],
    },
    {
      name: 'a hash of another algorithm',
      manifests: user(
        '"tags": "", "hashing_algorithm": "rabbit_password_hashing_sha512", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"',
      ),
      findings: [
        { severity: 'warning', why: /password/, text: '"kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"' },
      ],
    },
    {
      name: 'a hash of nothing on a single node: nobody can log in there either',
      manifests: cluster({
        replicas: 1,
        definitions:
          '{"vhosts": [{"name": "/"}], "users": [{"name": "app", "tags": "", "password_hash": "YWJj"}]}',
      }),
      findings: [{ severity: 'warning', why: /no password will ever fit/, text: '"YWJj"' }],
    },
    {
      name: 'a policy in the place of the file',
      manifests: having('{"name": "ha", "vhost": "/", "pattern": ".*", "definition": {"max-length": 10}}'),
      findings: [
        {
          severity: 'error',
          message: /is one policy instead of lists/,
          why: /no user and no virtual host of its own/,
          help: /\{"policies": \[\.\.\.\]\}/,
          text: '{"name": "ha"',
        },
      ],
    },
    ...[
      ['binding', 'bindings', '{"source": "a", "destination": "b"}'],
      ['permission', 'permissions', '{"user": "a", "configure": "", "write": "", "read": ""}'],
      ['user', 'users', '{"name": "a", "password_hash": ""}'],
      ['queue', 'queues', '{"name": "a", "durable": true, "arguments": {}}'],
      ['exchange', 'exchanges', '{"name": "a", "type": "topic"}'],
    ].map(([what, list, text = '']) => ({
      name: `one ${what} in the place of the file`,
      manifests: having(text),
      findings: [
        {
          message: new RegExp(`is one ${what} instead of lists of definitions$`),
          help: new RegExp(`\\{"${list}": \\[`),
          text: '{',
        },
      ],
    })),
    {
      name: 'members of several items',
      manifests: having('{"name": "a", "type": "topic", "vhosts": []}'),
      findings: [],
    },
    {
      name: 'a queue in the place of the file, on a single node',
      manifests: cluster({
        replicas: 1,
        image: 'rabbitmq:3.8.5',
        definitions: '{"name": "a", "vhost": "/", "durable": true, "auto_delete": false, "arguments": {}}',
      }),
      findings: [
        {
          severity: 'error',
          message: /one queue/,
          why: /^the node boots, and nothing of the file is imported$/,
          text: '{"name": "a"',
        },
      ],
    },
    {
      name: 'a nameless user',
      manifests: having('{"users": [{"tags": ""}]}'),
      findings: [{ severity: 'error', message: /user number 1 has no name/, text: '{"tags": ""}' }],
    },
    ...[
      'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2P==',
      'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2PO=',
    ].map(hash => ({
      name: `a hash that is too short, ${hash.slice(-2)}`,
      manifests: user(`"tags": [], "password_hash": "${hash}"`),
      findings: [{ text: '"kI3G', message: /whose length is that of no salted hash$/ }],
    })),
    {
      name: 'a policy in a virtual host that is not made',
      manifests: beside(
        '"policies": [{"name": "p", "vhost": "shop", "pattern": ".", "definition": {"expires": 1}}]',
      ),
      findings: [{ text: '"shop"', message: /has a policy in virtual host shop, which it does not make$/ }],
    },
    {
      name: 'a binding of what is neither queue nor exchange',
      manifests: beside(
        binding('orders').replace('"destination_type": "queue"', '"destination_type": "topic"'),
      ),
      findings: [
        { text: '"orders"', message: /has a binding of destination orders, which it does not make$/ },
      ],
    },
    {
      name: 'a virtual host that is not made, told once',
      manifests: beside(
        '"exchanges": [{"name": "a", "vhost": "x", "type": "topic"}, {"name": "b", "vhost": "x", "type": "topic"}]',
      ),
      findings: [{ severity: 'error', text: '"x", "type": "topic"}, {' }],
    },
    {
      name: 'an export of one virtual host',
      manifests: beside('"queues": [{"name": "a"}]'),
      findings: [{ severity: 'error', message: /queue without vhost/, text: '{"name": "a"}' }],
    },
    {
      name: 'a user that is not made',
      manifests: beside('"permissions": [{"user": "ghost", "vhost": "/"}]'),
      findings: [{ severity: 'error', text: '"ghost"' }],
    },
    {
      name: 'a binding of nothing',
      manifests: beside(binding('none')),
      findings: [{ severity: 'error', text: '"none"' }],
    },
    {
      name: 'a binding of nothing before 3.13.6',
      manifests: beside(binding('none'), { image: 'rabbitmq:3.12.14' }),
      findings: [{ severity: 'warning', why: /without it/, text: '"none"' }],
    },
    {
      name: 'a policy as parameter',
      manifests: beside('"parameters": [{"vhost": "/", "component": "policy", "name": "p", "value": {}}]'),
      findings: [{ severity: 'error', text: '{"vhost": "/", "component": "policy", "name":' }],
    },
    {
      name: 'a default type beside metadata',
      manifests: having(`{${users},\n  "vhosts": [{"name": "/", "default_queue_type": "quorum"}]}`),
      findings: [{ severity: 'warning', text: '"quorum"' }],
    },
    {
      name: 'one node does not boot either',
      manifests: having('[]', { replicas: 1 }),
      findings: [{ severity: 'error', text: '[]' }],
    },
  ],
})
