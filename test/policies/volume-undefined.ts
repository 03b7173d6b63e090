import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const mounting = (name: string, more: Sample = {}): string =>
  cluster({ ...more, container: { volumeMounts: [{ name, mountPath: '/var/lib/rabbitmq' }] } })
const place = '/spec/template/spec/containers/0/volumeMounts/2/name'
const claims = (name: string): JsonObject => ({
  override: {
    statefulSet: {
      spec: {
        volumeClaimTemplates: [
          {
            metadata: { name },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
          },
        ],
      },
    },
  },
})
const sidecar = (volumes: readonly JsonObject[]): string =>
  cluster({
    pod: {
      initContainers: [
        { name: 'prepare', image: 'busybox:1.37', volumeMounts: [{ name: 'work', mountPath: '/work' }] },
      ],
      volumes: [...volumes],
    },
    container: { volumeMounts: [{ name: 'work', mountPath: '/work' }] },
  })

export default rows({
  valid: [
    { name: 'a claim template', manifests: cluster() },
    { name: 'a volume', manifests: cluster({ storage: 'emptyDir' }) },
    { name: 'two containers on one', manifests: sidecar([{ name: 'work', emptyDir: {} }]) },
    { name: 'the operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'the operator with a claim of another class',
      manifests: yaml(rabbitmqCluster(claims('persistence'))),
    },
    {
      name: 'values of a chart, which has volumes of its own',
      manifests: yaml(chartValues({ plugins: 'rabbitmq_management' })),
      gap: /render the chart/,
    },
    {
      name: 'a patch that was not read may add it',
      manifests: {
        'kustomization.yaml': `resources: [all.yaml]
patches:
  - target: {kind: StatefulSet}
    path: patch.txt
`,
        'patch.txt': 'not: [read',
        'all.yaml': mounting('disk'),
      },
      gap: /./,
    },
  ],
  invalid: [
    {
      name: 'called otherwise than its claim template',
      manifests: mounting('rabbitmq-data'),
      findings: [
        {
          severity: 'error',
          path: place,
          text: 'rabbitmq-data',
          message:
            /^container rabbitmq mounts volume rabbitmq-data, which StatefulSet rabbitmq does not define$/,
          why: /^the API server refuses the StatefulSet, or, in older releases of Kubernetes, each of its pods/,
          help: /^mount data, the claim template that nothing mounts$/,
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'one node',
      manifests: mounting('disk', { replicas: 1, storage: 'none' }),
      findings: [{ severity: 'error', path: place, help: /^define volume disk, or take the mount out$/ }],
    },
    {
      name: 'misspelt',
      manifests: cluster({
        container: { volumeMounts: [{ name: 'confg', mountPath: '/etc/rabbitmq/conf.d/95.conf' }] },
      }),
      findings: [
        {
          path: '/spec/template/spec/containers/0/volumeMounts/3/name',
          help: /^mount config, or define volume confg$/,
        },
      ],
    },
    {
      name: 'in two containers: one finding',
      manifests: sidecar([]),
      findings: [
        {
          severity: 'error',
          path: '/spec/template/spec/initContainers/0/volumeMounts/0/name',
          message: /^container prepare mounts volume work/,
        },
      ],
    },
    {
      name: 'a device',
      manifests: cluster({ container: { volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }] } }),
      findings: [{ path: '/spec/template/spec/containers/0/volumeDevices/0/name' }],
    },
    {
      name: 'a Deployment',
      manifests: mounting('disk', { kind: 'Deployment', replicas: 1, storage: 'none' }),
      findings: [
        { severity: 'error', path: place, why: /^the API server refuses the Deployment: nothing starts$/ },
      ],
    },
    {
      name: 'a Pod',
      manifests: mounting('disk', { kind: 'Pod', storage: 'none' }),
      findings: [{ severity: 'error', path: '/spec/containers/0/volumeMounts/2/name' }],
    },
    {
      name: 'the operator, whose claim has another name',
      manifests: yaml(rabbitmqCluster({ replicas: 3, ...claims('data') })),
      findings: [
        {
          severity: 'error',
          path: '/spec/override/statefulSet/spec/volumeClaimTemplates/0',
          message:
            /^container rabbitmq mounts volume persistence, which RabbitmqCluster rmq does not define$/,
          why: /^the API server refuses the StatefulSet, or/,
          help: /^call the claim template persistence: it is mounted by that name$/,
        },
      ],
      after: yaml(rabbitmqCluster({ replicas: 3, ...claims('persistence') })),
    },
  ],
})
