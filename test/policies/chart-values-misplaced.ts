import { chartValues, cluster, helmRelease, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const umbrella = (values: string, more: Readonly<Record<string, string>> = {}) => ({
  'shop/Chart.yaml':
    'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - {name: rabbitmq, alias: mq, version: 16.0.16, repository: "oci://registry-1.docker.io/bitnamicharts"}\n',
  'shop/values.yaml': values,
  ...more,
})
const nested = `replicaCount: 1
auth: {username: shop, erlangCookie: abc}
rabbitmq:
  extraConfiguration: |
    heartbeat = 60
`

export default rows({
  valid: [
    { name: 'a manifest', manifests: cluster() },
    { name: 'a RabbitmqCluster', manifests: yaml(rabbitmqCluster()) },
    { name: 'values of the chart', manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })) },
    {
      name: 'below the name of a chart that another one may need',
      manifests:
        'web: {replicaCount: 2}\nrabbitmq:\n  extraConfiguration: heartbeat = 60\n  replicaCount: 1\n',
    },
    {
      name: 'below the alias of a dependency',
      manifests: umbrella('mq:\n  extraConfiguration: heartbeat = 60\n'),
    },
    {
      name: 'beside it, where templates of the chart may read them',
      manifests: umbrella('extraConfiguration: a\nclustering: {addressType: hostname}\n', {
        'shop/templates/a.yaml': 'a: {{ .Values.extraConfiguration }}\n',
      }),
    },
    {
      name: 'the chart of Bitnami before 7.0.0, which had them there',
      manifests: yaml(
        helmRelease('bitnami', '6.28.0', {
          rabbitmq: { extraConfiguration: 'heartbeat = 60', plugins: 'rabbitmq_management' },
        }),
      ),
    },
    {
      name: 'a version that is newer than those that are known',
      manifests: yaml(helmRelease('bitnami', '99.0.0', { replicas: 3 })),
    },
    {
      name: 'a chart of that name from elsewhere',
      manifests: yaml(helmRelease('acme', '16.0.0', { replicas: 3, extraConfiguration: 'heartbeat = 60' })),
    },
  ],
  invalid: [
    {
      name: 'beside the key of a dependency, with no configuration among them',
      manifests: umbrella('replicaCount: 1\nauth: {existingPasswordSecret: a}\n'),
      after: umbrella('mq:\n  replicaCount: 1\n  auth: {existingPasswordSecret: a}\n'),
      findings: [
        { severity: 'warning', path: '/auth', message: /^auth is no value of this chart$/, help: /mq\.auth/ },
      ],
    },
    {
      name: 'below the name of the chart itself, around what is for it',
      manifests: nested,
      findings: [
        {
          severity: 'warning',
          path: '/rabbitmq/extraConfiguration',
          message: /^rabbitmq\.extraConfiguration is no value of this chart$/,
          help: /^move what is below rabbitmq one level up$/,
        },
      ],
      after:
        'replicaCount: 1\nauth: {username: shop, erlangCookie: abc}\nextraConfiguration: |\n  heartbeat = 60\n',
    },
    {
      name: 'beside the key of a dependency, where nothing else reads values',
      manifests: umbrella(
        'extraConfiguration: disk_free_limit.absolute = 2GB\nmemoryHighWatermark: {enabled: false}\nreplicaCount: 1\n',
      ),
      findings: [
        { severity: 'warning', path: '/extraConfiguration', help: /^write it as mq\.extraConfiguration$/ },
        { severity: 'warning', path: '/memoryHighWatermark', help: /^write it as mq\.memoryHighWatermark$/ },
      ],
      after: umbrella(
        'mq:\n  extraConfiguration: disk_free_limit.absolute = 2GB\n  memoryHighWatermark: {enabled: false}\n  replicaCount: 1\n',
      ),
    },
    ...(
      [
        ['bitnami', '16.0.16', { replicas: 3 }, 'replicas', 'replicaCount'],
        ['bitnami', '14.x.x', { additionalPlugins: ['rabbitmq_mqtt'] }, 'additionalPlugins', 'extraPlugins'],
        ['cloudpirates', '0.21.18', { extraPlugins: 'rabbitmq_mqtt' }, 'extraPlugins', 'additionalPlugins'],
        [
          'cloudpirates',
          '0.21.18',
          { auth: { existingPasswordSecret: 'mq' } },
          'auth/existingPasswordSecret',
          'auth.existingSecret',
        ],
        [
          'groundhog2k',
          '2.3.6',
          { persistence: { size: '8Gi' } },
          'persistence/size',
          'storage.requestedSize',
        ],
      ] as const
    ).map(([repository, version, values, path, instead]) => ({
      name: `${path} given to the chart of ${repository}`,
      manifests: yaml(helmRelease(repository, version, values)),
      findings: [
        {
          severity: 'warning' as const,
          path: `/spec/values/${path}`,
          help: new RegExp(`^write it as ${instead.replaceAll('.', '\\.')}$`),
        },
      ],
    })),
  ],
})
