import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const elsewhere = (sample: Sample = {}): string =>
  cluster({ ...sample, mounts: { 'rabbitmq.conf': '/config/rabbitmq.conf' } })
const mainFile = (path: string): string => cluster({ mounts: { 'rabbitmq.conf': path } })
const definitions = (sample: Sample = {}): string =>
  cluster({ definitions: '{"users": []}', loadDefinitions: false, ...sample })

export default rows({
  valid: [
    {
      name: 'beside the main file, and included in it',
      manifests: cluster({
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf', 'more.conf': '/etc/rabbitmq/more.conf' },
        data: { 'more.conf': 'heartbeat = 30' },
        conf: 'include more.conf',
      }),
    },
    { name: 'in conf.d', manifests: cluster() },
    { name: 'the main file', manifests: mainFile('/etc/rabbitmq/rabbitmq.conf') },
    {
      name: 'named by a variable',
      manifests: elsewhere({ env: { RABBITMQ_CONFIG_FILE: '/config/rabbitmq' } }),
    },
    {
      name: 'copied by a script',
      manifests: elsewhere({
        container: { command: ['sh', '-c', 'cp /config/* /etc/rabbitmq/; exec rabbitmq-server'] },
      }),
    },
    {
      name: 'definitions whose name stands in quotes: that is another rule',
      manifests: cluster({
        definitions: '{"users": []}',
        loadDefinitions: false,
        conf: 'load_definitions = "/etc/rabbitmq/definitions.json"',
      }),
    },
    { name: 'definitions that are loaded', manifests: cluster({ definitions: '{"users": []}' }) },
    {
      name: 'definitions that a hook imports',
      manifests: definitions({
        readiness: {
          exec: { command: ['sh', '-c', 'rabbitmqctl import_definitions /etc/rabbitmq/definitions.json'] },
        },
      }),
    },
    {
      name: 'an image of its own',
      manifests: elsewhere({ image: 'registry.example.com/mq/broker:3.13.7' }),
      gap: /image may read/,
    },
    { name: 'Bitnami', manifests: elsewhere({ image: 'bitnami/rabbitmq:3.13.7' }) },
    {
      name: 'a file that was not seen',
      manifests: elsewhere({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq is not among the objects/,
    },
    {
      name: 'mounted twice, once where it is read',
      manifests: cluster({ container: { volumeMounts: [{ name: 'config', mountPath: '/srv/all' }] } }),
    },
  ],
  invalid: [
    {
      name: 'a .conf beside the main file',
      manifests: cluster({
        mounts: { 'federation.conf': '/etc/rabbitmq/federation.conf' },
        data: { 'federation.conf': 'federation-upstream east {}' },
      }),
      findings: [
        {
          severity: 'warning',
          message: /^\/etc\/rabbitmq\/federation\.conf is never read$/,
          path: '/data/federation.conf',
        },
      ],
    },
    {
      name: 'elsewhere',
      manifests: elsewhere(),
      findings: [
        {
          severity: 'warning',
          message: /^\/config\/rabbitmq\.conf is never read$/,
          help: /\*\.conf in \/etc\/rabbitmq\/conf\.d, with subPath$/,
          path: '/data/rabbitmq.conf',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a folder of that name, for want of subPath',
      manifests: cluster({
        mounts: { 'rabbitmq.conf': null },
        container: { volumeMounts: [{ name: 'config', mountPath: '/etc/rabbitmq/rabbitmq.conf' }] },
      }),
      findings: [
        {
          severity: 'warning',
          message: /^\/etc\/rabbitmq\/rabbitmq\.conf\/rabbitmq\.conf is never read$/,
          path: '/data/rabbitmq.conf',
        },
      ],
    },
    {
      name: 'beside a file in the classic format',
      manifests: cluster({
        data: { 'rabbitmq.config': '[].' },
        mounts: {
          'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf',
          'rabbitmq.config': '/etc/rabbitmq/rabbitmq.config',
        },
      }),
      findings: [
        {
          severity: 'warning',
          why: /classic format/,
          help: /^move what rabbitmq\.config says/,
          path: '/data/rabbitmq.conf',
        },
      ],
    },
    {
      name: 'in conf.d, with another ending',
      manifests: mainFile('/etc/rabbitmq/conf.d/cluster.config'),
      findings: [
        { severity: 'warning', message: /cluster\.config is never read/, path: '/data/rabbitmq.conf' },
      ],
    },
    {
      name: 'conf.d before 3.8.4',
      manifests: cluster({ image: 'rabbitmq:3.8.3' }),
      findings: [{ severity: 'warning', help: /reads no conf\.d$/, path: '/data/rabbitmq.conf' }],
    },
    {
      name: 'definitions that nothing names, one node',
      manifests: definitions({ replicas: 1 }),
      findings: [
        {
          severity: 'warning',
          why: /not imported/,
          help: /add the users to it: a new node that has definitions to load makes no default user$/,
          path: '/data/definitions.json',
        },
      ],
    },
    {
      name: 'definitions with users that nothing names',
      manifests: definitions({ definitions: '{"users": [{"name": "a", "tags": ""}]}' }),
      findings: [
        {
          why: /not imported/,
          help: /^name it with load_definitions in rabbitmq\.conf$/,
          path: '/data/definitions.json',
        },
      ],
    },
    {
      name: 'definitions that nothing names, where management has the key',
      manifests: definitions({ image: 'rabbitmq:3.8.1', definitions: '{' }),
      findings: [
        { severity: 'warning', help: /reads no conf\.d$/, path: '/data/rabbitmq.conf' },
        {
          help: /^name it with management\.load_definitions in rabbitmq\.conf$/,
          path: '/data/definitions.json',
        },
      ],
    },
    {
      name: 'a list of plugins elsewhere',
      manifests: cluster({ mounts: { enabled_plugins: '/config/enabled_plugins' } }),
      findings: [
        {
          help: /^mount it at \/etc\/rabbitmq\/enabled_plugins, with subPath$/,
          path: '/data/enabled_plugins',
        },
      ],
    },
    {
      name: 'unknown release',
      manifests: elsewhere({ image: 'rabbitmq:latest' }),
      findings: [{ severity: 'warning', path: '/data/rabbitmq.conf' }],
    },
  ],
})
