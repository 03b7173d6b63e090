import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const elsewhere = (sample: Parameters<typeof cluster>[0] = {}): string =>
  cluster(sample).replace(
    'mountPath: /etc/rabbitmq/conf.d/90-cluster.conf',
    'mountPath: /config/rabbitmq.conf',
  )
const mainFile = (path: string): string =>
  cluster().replace('mountPath: /etc/rabbitmq/conf.d/90-cluster.conf', `mountPath: ${path}`)
const definitions = (sample: Parameters<typeof cluster>[0] = {}): string =>
  cluster({ definitions: '{"users": []}', ...sample }).replace(
    '\n    load_definitions = /etc/rabbitmq/definitions.json',
    '',
  )

export default rows({
  valid: [
    { name: 'in conf.d', manifests: cluster() },
    { name: 'the main file', manifests: mainFile('/etc/rabbitmq/rabbitmq.conf') },
    {
      name: 'named by a variable',
      manifests: elsewhere({ env: { RABBITMQ_CONFIG_FILE: '/config/rabbitmq' } }),
    },
    {
      name: 'copied by a script',
      manifests: elsewhere().replace(
        '          env:\n',
        '          command: [sh, -c, "cp /config/* /etc/rabbitmq/; exec rabbitmq-server"]\n          env:\n',
      ),
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
    { name: 'a file that was not seen', manifests: elsewhere({ without: ['ConfigMap'] }) },
    {
      name: 'mounted twice, once where it is read',
      manifests: cluster().replace(
        '            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n',
        '            - name: config\n              mountPath: /srv/all\n            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n',
      ),
    },
  ],
  invalid: [
    {
      name: 'elsewhere',
      manifests: elsewhere(),
      findings: [
        {
          severity: 'warning',
          message: /^\/config\/rabbitmq\.conf is never read$/,
          path: '/data/rabbitmq.conf',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a folder of that name, for want of subPath',
      manifests: cluster().replace(
        'mountPath: /etc/rabbitmq/conf.d/90-cluster.conf\n              subPath: rabbitmq.conf\n',
        'mountPath: /etc/rabbitmq/rabbitmq.conf\n',
      ),
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
      manifests: mainFile('/etc/rabbitmq/rabbitmq.conf')
        .replace(
          '            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n',
          '            - name: config\n              mountPath: /etc/rabbitmq/rabbitmq.config\n              subPath: rabbitmq.config\n            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n',
        )
        .replace('  rabbitmq.conf: |\n', '  rabbitmq.config: "[]."\n  rabbitmq.conf: |\n'),
      findings: [{ severity: 'warning', why: /classic format/, path: '/data/rabbitmq.conf' }],
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
      findings: [{ severity: 'warning', path: '/data/rabbitmq.conf' }],
    },
    {
      name: 'definitions that nothing names, one node',
      manifests: definitions({ replicas: 1 }),
      findings: [{ severity: 'warning', why: /not imported/, path: '/data/definitions.json' }],
    },
    {
      name: 'unknown release',
      manifests: elsewhere({ image: 'rabbitmq:latest' }),
      findings: [{ severity: 'warning', path: '/data/rabbitmq.conf' }],
    },
  ],
})
