import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const singles =
  '            - name: config\n              mountPath: /etc/rabbitmq/conf.d/90-cluster.conf\n              subPath: rabbitmq.conf\n            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n              subPath: enabled_plugins\n'
/** The sample with other mounts in the place of its two single files. */
const mounting = (mounts: readonly string[], sample: Parameters<typeof cluster>[0] = {}): string =>
  cluster(sample)
    .replace(singles, mounts.map(mount => `            - ${mount}\n`).join(''))
    .replace('      volumes:\n', '      volumes:\n        - name: empty\n          emptyDir: {}\n')

const restated =
  'loopback_users.guest = false\nlog.console = true\nmanagement_agent.disable_metrics_collector = true'

export default rows({
  valid: [
    { name: 'single files', manifests: cluster() },
    {
      name: 'a folder that a writable mount can get',
      manifests: mounting(['{name: empty, mountPath: /srv/x}', '{name: config, mountPath: /srv/x/conf}']),
    },
    {
      name: 'a file over the same file of a volume that was not seen',
      manifests: mounting(
        [
          '{name: config, mountPath: /srv/x}',
          '{name: config, mountPath: /srv/x/rabbitmq.conf, subPath: rabbitmq.conf}',
        ],
        { without: ['ConfigMap'] },
      ),
    },
    {
      name: 'all of /etc/rabbitmq, the settings repeated',
      manifests: mounting(['{name: config, mountPath: /etc/rabbitmq}'], { conf: restated }),
    },
    {
      name: 'the image has no conf.d of its own before 3.9',
      manifests: mounting(['{name: config, mountPath: /etc/rabbitmq}'], { image: 'rabbitmq:3.8.30' }),
    },
    {
      name: 'an image of its own',
      manifests: mounting(['{name: config, mountPath: /etc/rabbitmq}'], {
        image: 'registry.example.com/mq/broker:3.13.7',
      }),
    },
    {
      name: 'for the operator',
      manifests:
        'apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: rmq}\nspec: {image: "rabbitmq:4.2.1"}\n',
    },
  ],
  invalid: [
    {
      name: 'a folder inside a ConfigMap',
      manifests: mounting(
        ['{name: config, mountPath: /etc/rabbitmq}', '{name: empty, mountPath: /etc/rabbitmq/extra}'],
        { conf: restated },
      ),
      findings: [
        {
          severity: 'error',
          message: /^\/etc\/rabbitmq\/extra is mounted inside \/etc\/rabbitmq, which is read-only/,
          why: /does not start/,
          text: 'name: empty',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a folder over a file of a ConfigMap',
      manifests: mounting(
        ['{name: config, mountPath: /etc/rabbitmq}', '{name: empty, mountPath: /etc/rabbitmq/rabbitmq.conf}'],
        { conf: restated },
      ),
      findings: [
        {
          severity: 'error',
          message: /folder is mounted over \/etc\/rabbitmq\/rabbitmq\.conf/,
          path: '/spec/template/spec/containers/0/volumeMounts/1',
        },
      ],
    },
    {
      name: 'a folder over a file of the image',
      manifests: mounting(['{name: config, mountPath: /etc/rabbitmq/enabled_plugins}']),
      findings: [
        {
          severity: 'error',
          message: /file of the image/,
          path: '/spec/template/spec/containers/0/volumeMounts/0',
        },
      ],
    },
    {
      name: 'a file over a file of another mount',
      manifests: mounting(
        [
          '{name: config, mountPath: /etc/rabbitmq}',
          '{name: config, mountPath: /etc/rabbitmq/rabbitmq.conf, subPath: enabled_plugins}',
        ],
        { conf: restated },
      ).replace('  enabled_plugins: |', '  enabled_plugins: |'),
      findings: [
        // What is hidden is the settings that were repeated, too.
        {
          severity: 'info',
          message: /hides the image's conf\.d/,
          path: '/spec/template/spec/containers/0/volumeMounts/0',
        },
        {
          severity: 'warning',
          message: /hides \/etc\/rabbitmq\/rabbitmq\.conf of volume config/,
          path: '/spec/template/spec/containers/0/volumeMounts/1',
        },
      ],
    },
    {
      name: 'all of /etc/rabbitmq',
      manifests: mounting(['{name: config, mountPath: /etc/rabbitmq}']),
      findings: [
        {
          severity: 'info',
          message: /loopback_users\.guest, log\.console, management_agent\.disable_metrics_collector$/,
          why: /does not log to the console/,
          path: '/spec/template/spec/containers/0/volumeMounts/0',
        },
      ],
    },
    {
      name: 'all of conf.d, one node, with management',
      manifests: mounting(['{name: config, mountPath: /etc/rabbitmq/conf.d}'], {
        replicas: 1,
        image: 'rabbitmq:3.13.7-management',
        conf: 'log.console = true',
      }),
      findings: [
        {
          severity: 'info',
          message: /loopback_users\.guest$/,
          path: '/spec/template/spec/containers/0/volumeMounts/0',
        },
      ],
    },
  ],
})
