import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (storage: string, more: JsonObject = {}): string =>
  yaml(rabbitmqCluster({ persistence: { storage, ...more } }))

export default rows({
  valid: [
    { name: 'a limit well below the claim', manifests: cluster() },
    {
      name: 'a share of memory that is not known',
      manifests: cluster({ conf: 'disk_free_limit.relative = 1.0' }),
    },
    {
      name: 'on no claim',
      manifests: cluster({ storage: 'emptyDir', conf: 'disk_free_limit.absolute = 100GB' }),
    },
    { name: 'for the operator', manifests: operated('20Gi') },
    {
      name: 'for the operator, its default claim',
      manifests: yaml(rabbitmqCluster()),
    },
    {
      name: 'Bitnami sets its own',
      manifests: cluster({ image: 'bitnami/rabbitmq:3.13.7', diskLimit: null }),
    },
    {
      name: 'the configuration was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'an image of Bitnami with a configuration in the place of its own',
      manifests: cluster({
        image: 'bitnami/rabbitmq:4.0.2',
        diskLimit: null,
        mounts: { 'rabbitmq.conf': '/bitnami/rabbitmq/conf/rabbitmq.conf' },
      }),
      findings: [{ severity: 'info', message: /default of 50 MB$/, path: '/data/rabbitmq.conf' }],
    },

    {
      name: 'left at its default',
      manifests: cluster({ diskLimit: null }),
      findings: [
        {
          severity: 'info',
          message: /default of 50 MB/,
          help: /= 2GB, or about/,
          path: '/data/rabbitmq.conf',
          fix: 'none',
        },
      ],
    },
    {
      name: 'as large as the claim',
      manifests: cluster({ conf: 'disk_free_limit.absolute = 20GB' }),
      findings: [
        {
          severity: 'error',
          message: /nearly all of the 20Gi that is claimed/,
          why: /never ends/,
          text: '20GB',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a share of the memory that is told, one node',
      manifests: cluster({
        replicas: 1,
        conf: 'total_memory_available_override_value = 16GiB\ndisk_free_limit.relative = 1.5',
      }),
      findings: [{ severity: 'error', text: '1.5' }],
    },
    {
      name: 'in advanced.config',
      manifests: cluster({ advanced: '[{rabbit, [{disk_free_limit, {absolute, "30GB"}}]}].' }),
      findings: [{ severity: 'error', path: '/data/advanced.config' }],
    },
    {
      name: "the operator's own limit",
      manifests: operated('1Gi'),
      findings: [
        {
          severity: 'error',
          message: /^the operator's disk_free_limit of 2GB is more than the 1Gi/,
          help: /in spec\.rabbitmq\.additionalConfig$/,
          path: '/spec/persistence/storage',
          text: '1Gi',
        },
      ],
    },
    {
      name: 'a claim without a unit',
      manifests: operated('10'),
      findings: [
        {
          severity: 'error',
          message: /more than the 10 bytes that are claimed/,
          help: /^give the size a unit: 10Gi$/,
          path: '/spec/persistence/storage',
        },
      ],
    },
    {
      name: 'a claim in bytes',
      manifests: cluster({ diskSize: '2100000000' }),
      findings: [
        {
          message: /nearly all of the 2100000000 bytes that are claimed/,
          help: /^claim a larger disk/,
          text: '2GB',
        },
      ],
    },
    {
      name: 'the default, on a claim that it fills',
      manifests: cluster({ diskLimit: null, diskSize: '50Mi' }),
      findings: [
        {
          severity: 'error',
          message: /^the default disk_free_limit of 50 MB is nearly all of the 50Mi/,
          help: /^claim a larger disk$/,
          text: '50Mi',
        },
      ],
    },
    {
      name: 'the default, on a claim that is small',
      manifests: cluster({ diskLimit: null, diskSize: '2Gi' }),
      findings: [{ severity: 'info', help: /= 536MB, a quarter of the claim$/, path: '/data/rabbitmq.conf' }],
    },
    {
      name: 'the default, on a claim too small for any other limit',
      manifests: cluster({ diskLimit: null, diskSize: '100Mi' }),
      findings: [{ severity: 'info', help: /^claim a larger disk, and set/, path: '/data/rabbitmq.conf' }],
    },
    {
      name: 'a class that keeps to no size',
      manifests: operated('1Gi', { storageClassName: 'local-path' }),
      findings: [{ severity: 'info', text: '1Gi' }],
    },
  ],
})
