import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, overPods, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const empty = (mountPath: string) => ({ name: 'empty', mountPath })
const config = (mountPath: string) => ({ name: 'config', mountPath })
/** The sample with other mounts in the place of its two single files. */
const mounting = (volumeMounts: readonly JsonObject[], sample: Sample = {}): string =>
  cluster({
    ...sample,
    // The first user is guest: nobody sets another.
    env: { RABBITMQ_DEFAULT_USER: '', RABBITMQ_DEFAULT_PASS: '', ...sample.env },
    mounts: { 'rabbitmq.conf': null, enabled_plugins: null },
    container: { volumeMounts },
    pod: { volumes: [{ name: 'empty', emptyDir: {} }], ...sample.pod },
  })

const restated =
  'loopback_users.guest = false\nlog.console = true\nmanagement_agent.disable_metrics_collector = true'

export default rows({
  valid: [
    { name: 'single files', manifests: cluster() },
    {
      name: 'a folder that a writable mount can get',
      manifests: mounting([empty('/srv/x'), config('/srv/x/conf')]),
    },
    {
      name: 'a file over the same file of a volume that was not seen',
      manifests: mounting(
        [config('/srv/x'), { ...config('/srv/x/rabbitmq.conf'), subPath: 'rabbitmq.conf' }],
        { without: ['ConfigMap'] },
      ),
      gap: /ConfigMap rabbitmq is not among the objects/,
    },
    {
      name: 'all of /etc/rabbitmq, the settings repeated',
      manifests: mounting([config('/etc/rabbitmq')], { conf: restated }),
    },
    {
      name: 'the image has no conf.d of its own before 3.9',
      manifests: mounting([config('/etc/rabbitmq')], { image: 'rabbitmq:3.8.30' }),
    },
    {
      name: 'an image of its own',
      manifests: mounting([config('/etc/rabbitmq')], {
        image: 'registry.example.com/mq/broker:3.13.7',
      }),
    },
    {
      name: 'a folder inside a ConfigMap: the kubelet makes its place',
      manifests: mounting([config('/etc/rabbitmq'), empty('/etc/rabbitmq/extra')], { conf: restated }),
    },
    {
      name: 'guest is open by another key, the console by a variable, and the metrics collector off',
      manifests: mounting([config('/etc/rabbitmq')], {
        conf: 'loopback_users = none\nmanagement_agent.disable_metrics_collector = true',
        env: { RABBITMQ_LOGS: '-' },
      }),
    },
    {
      name: 'for the operator',
      manifests: yaml(rabbitmqCluster()),
    },
  ],
  invalid: [
    {
      name: 'an override over the folder that the operator mounts files in',
      manifests: yaml(
        rabbitmqCluster(
          {
            image: 'rabbitmq:4.1.3',
            override: overPods({
              containers: [
                {
                  name: 'rabbitmq',
                  volumeMounts: [{ name: 'more', mountPath: '/etc/rabbitmq/conf.d' }],
                },
              ],
              volumes: [{ name: 'more', configMap: { name: 'more' } }],
            }),
          },
          { namespace: 'mq' },
        ),
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'more', namespace: 'mq' },
          data: { 'a.conf': 'heartbeat = 1' },
        },
      ),
      findings: [
        {
          severity: 'error',
          message: /conf\.d/,
          why: /the container does not start/,
          path: '/spec/override/statefulSet/spec/template/spec/containers/0/volumeMounts/0',
        },
        { severity: 'info', message: /hides the image's conf\.d/, text: 'name: more' },
      ],
    },

    {
      name: 'a folder inside a volume of copies that is mounted read-only',
      manifests: mounting([{ ...empty('/srv/x'), readOnly: true }, config('/srv/x/extra')], {
        pod: {
          initContainers: [
            {
              name: 'fill',
              image: 'busybox',
              command: ['cp', '/ro/rabbitmq.conf', '/out/rabbitmq.conf'],
              volumeMounts: [config('/ro'), empty('/out')],
            },
          ],
        },
      }),
      findings: [
        {
          severity: 'error',
          message: /^\/srv\/x\/extra is mounted inside \/srv\/x, which is read-only/,
          why: /cannot make the place/,
          path: '/spec/template/spec/containers/0/volumeMounts/2',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a file inside a ConfigMap that lacks it',
      manifests: mounting(
        [config('/etc/rabbitmq'), { ...config('/etc/rabbitmq/extra'), subPath: 'enabled_plugins' }],
        { conf: restated },
      ),
      findings: [
        {
          severity: 'error',
          message:
            /^the file \/etc\/rabbitmq\/extra is mounted inside \/etc\/rabbitmq, which has no such file/,
          why: /the kubelet makes a folder of that name/,
          path: '/spec/template/spec/containers/0/volumeMounts/2',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a folder over a file of a ConfigMap',
      manifests: mounting([config('/etc/rabbitmq'), empty('/etc/rabbitmq/rabbitmq.conf')], {
        conf: restated,
      }),
      gap: /volume empty is filled while the pod starts/,
      findings: [
        {
          severity: 'error',
          message: /folder is mounted over \/etc\/rabbitmq\/rabbitmq\.conf/,
          path: '/spec/template/spec/containers/0/volumeMounts/2',
        },
      ],
    },
    {
      name: 'a folder over a file of the image',
      manifests: mounting([config('/etc/rabbitmq/enabled_plugins')]),
      findings: [
        {
          severity: 'error',
          message: /file of the image/,
          path: '/spec/template/spec/containers/0/volumeMounts/1',
        },
      ],
    },
    {
      name: 'a file over a file of another mount',
      manifests: mounting(
        [config('/etc/rabbitmq'), { ...config('/etc/rabbitmq/rabbitmq.conf'), subPath: 'enabled_plugins' }],
        { conf: restated },
      ),
      findings: [
        // What is hidden is the settings that were repeated, too.
        {
          severity: 'info',
          message: /hides the image's conf\.d/,
          path: '/spec/template/spec/containers/0/volumeMounts/1',
        },
        {
          severity: 'warning',
          message: /hides \/etc\/rabbitmq\/rabbitmq\.conf of volume config/,
          path: '/spec/template/spec/containers/0/volumeMounts/2',
        },
      ],
    },
    {
      name: 'all of /etc/rabbitmq',
      manifests: mounting([config('/etc/rabbitmq')]),
      findings: [
        {
          severity: 'info',
          message: /loopback_users\.guest, log\.console, management_agent\.disable_metrics_collector$/,
          why: /does not log to the console/,
          path: '/spec/template/spec/containers/0/volumeMounts/1',
        },
      ],
    },
    {
      name: 'all of conf.d, one node, with management',
      manifests: mounting([config('/etc/rabbitmq/conf.d')], {
        replicas: 1,
        image: 'rabbitmq:3.13.7-management',
        conf: 'log.console = true',
      }),
      findings: [
        {
          severity: 'info',
          message: /loopback_users\.guest$/,
          path: '/spec/template/spec/containers/0/volumeMounts/1',
        },
      ],
    },
  ],
})
