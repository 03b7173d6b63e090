import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, helmRelease, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'total_memory_available_override_value'
const operated = (conf: string, memory = '2Gi'): string =>
  yaml(rabbitmqCluster({ resources: { limits: { memory } }, rabbitmq: { additionalConfig: `${conf}\n` } }))

const auth = { username: 'app', existingPasswordSecret: 'mq' }
const resources = { limits: { memory: '512Mi' } }
const values = (more: JsonObject): string => yaml(chartValues({ auth, resources, ...more }))
const heartbeat = { extraConfiguration: 'heartbeat = 60\n' }

export default rows({
  valid: [
    {
      name: 'an image of Bitnami that a variable from a Secret tells the watermark',
      manifests: cluster({
        image: 'bitnami/rabbitmq:4.0.2',
        memory: '2Gi',
        env: {
          RABBITMQ_VM_MEMORY_HIGH_WATERMARK: {
            valueFrom: { secretKeyRef: { name: 'mq', key: 'watermark' } },
          },
        },
      }),
      gap: /^the image of Bitnami writes it from variables$/,
    },

    {
      name: 'values of a chart that tell an absolute watermark',
      manifests: values({ extraConfiguration: 'vm_memory_high_watermark.absolute = 300MB\n' }),
    },
    {
      name: 'values of a chart that asks for a limit',
      manifests: values({ ...heartbeat, memoryHighWatermark: { enabled: true } }),
    },
    {
      name: 'values with a configuration that a Secret brings',
      manifests: values({ ...heartbeat, extraConfigurationExistingSecret: 'mq' }),
      gap: /render the chart/,
    },

    { name: 'no limit', manifests: cluster() },
    {
      name: 'an absolute watermark',
      manifests: cluster({ memory: '2Gi', conf: 'vm_memory_high_watermark.absolute = 1GiB' }),
    },
    {
      name: 'the limit itself is told, and the alarm begins at a share of it',
      manifests: cluster({ memory: '2Gi', conf: `${key} = 2GiB` }),
    },
    { name: 'the total is told', manifests: cluster({ memory: '2Gi', conf: `${key} = 1600MiB` }) },
    {
      name: 'in advanced.config',
      manifests: cluster({ memory: '2Gi', advanced: `[{rabbit, [{${key}, 1500000000}]}].` }),
    },
    {
      name: 'an absolute watermark in advanced.config',
      manifests: cluster({
        memory: '2Gi',
        advanced: '[{rabbit, [{vm_memory_high_watermark, {absolute, "1GiB"}}]}].',
      }),
    },
    { name: 'the operator tells it', manifests: operated('heartbeat = 60') },
    { name: 'the images of 3.8 wrote it', manifests: cluster({ image: 'rabbitmq:3.8.30', memory: '2Gi' }) },
    {
      name: 'a script sets the watermark',
      manifests: cluster({
        memory: '2Gi',
        readiness: {
          exec: { command: ['sh', '-c', 'rabbitmqctl set_vm_memory_high_watermark absolute 1GiB'] },
        },
      }),
    },
    {
      name: 'the configuration was not seen',
      manifests: cluster({ memory: '2Gi', without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'values of a chart, which tells nothing by itself',
      manifests: values(heartbeat),
      findings: [{ severity: 'warning', message: /limit of 512Mi$/, why: /0\.4 of/, text: '512Mi' }],
    },
    {
      name: 'a HelmRelease of one node, its release told by the version of the chart',
      manifests: yaml({
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'mq', namespace: 'mq' },
        spec: {
          chart: {
            spec: {
              chart: 'rabbitmq',
              version: '15.0.2',
              sourceRef: { kind: 'HelmRepository', name: 'bitnami' },
            },
          },
          values: { replicaCount: 1, clustering: { enabled: false }, resources },
        },
      }),
      findings: [
        {
          severity: 'info',
          message: /limit of 512Mi$/,
          why: /0\.6 of/,
          path: '/spec/values/resources/limits/memory',
        },
      ],
    },
    {
      name: 'values for the chart of CloudPirates',
      manifests: yaml({
        image: { repository: 'rabbitmq', tag: '4.1.3-management' },
        replicaCount: 3,
        peerDiscoveryK8sPlugin: { enabled: true },
        resources,
      }),
      findings: [{ severity: 'warning', text: '512Mi' }],
    },
    {
      name: 'a cluster',
      manifests: cluster({ memory: '2Gi' }),
      findings: [
        {
          severity: 'warning',
          message: /^the broker does not know its memory limit of 2Gi$/,
          why: /is at 0\.4 of/,
          path: '/spec/template/spec/containers/0/resources/limits/memory',
          text: '2Gi',
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ memory: '2Gi', conf: `${key} = 1638MiB` }),
    },
    {
      name: 'a relative watermark, a large limit, 4.0',
      manifests: cluster({
        image: 'rabbitmq:4.0.5',
        memory: '16Gi',
        conf: 'vm_memory_high_watermark.relative = 0.7',
      }),
      findings: [{ severity: 'warning', why: /0\.7/, text: '16Gi', fix: 'unsafe' }],
      fixed: cluster({
        image: 'rabbitmq:4.0.5',
        memory: '16Gi',
        conf: `vm_memory_high_watermark.relative = 0.7\n${key} = 14336MiB`,
      }),
    },
    {
      name: 'a single node',
      manifests: cluster({ replicas: 1, discovery: 'heartbeat = 60', memory: '512Mi' }),
      findings: [{ severity: 'info', text: '512Mi' }],
    },
    {
      name: 'one node, prepared for more',
      manifests: cluster({ replicas: 1, memory: '512Mi' }),
      findings: [{ severity: 'info', text: '512Mi' }],
    },
    {
      name: 'a watermark above the limit',
      manifests: cluster({ replicas: 1, memory: '1Gi', conf: 'vm_memory_high_watermark.absolute = 2GiB' }),
      findings: [{ severity: 'error', text: '2GiB', fix: 'none' }],
    },
    {
      name: 'a share of a total that reaches the limit, for the operator',
      manifests: operated(`${key} = 6GiB`),
      findings: [{ severity: 'error', message: /begins at the limit of 2Gi/, text: '6GiB' }],
    },
    {
      name: 'all of the total that is told',
      manifests: cluster({ memory: '2Gi', conf: `${key} = 2GiB\nvm_memory_high_watermark.relative = 1.5` }),
      findings: [{ severity: 'error', why: /kills the node before/, text: '2GiB' }],
    },
    {
      name: 'a watermark of 0, one node',
      manifests: cluster({ replicas: 1, memory: '2Gi', conf: 'vm_memory_high_watermark.relative = 0.0' }),
      findings: [{ severity: 'error', message: /begins at 0$/, why: /always on/, text: '0.0' }],
    },
    {
      name: 'a limit that is too small',
      manifests: cluster({ memory: '128Mi', conf: 'vm_memory_high_watermark.absolute = 60MiB' }),
      findings: [
        {
          severity: 'warning',
          message: /128Mi is very little/,
          help: /256 MiB at the very least/,
          text: '128Mi',
          fix: 'none',
        },
      ],
    },
    {
      name: 'an amount of which the chart of Bitnami makes nothing',
      manifests: yaml(
        helmRelease('bitnami', '16.0.16', {
          resources: { limits: { memory: '2Gi' } },
          memoryHighWatermark: { enabled: true, type: 'absolute', value: '512MB' },
        }),
      ),
      after: yaml(
        helmRelease('bitnami', '16.0.16', {
          resources: { limits: { memory: '2Gi' } },
          memoryHighWatermark: { enabled: true, type: 'relative', value: 0.5 },
        }),
      ),
      findings: [
        { severity: 'error', message: /begins at 0$/, path: '/spec/values/memoryHighWatermark/value' },
      ],
    },
    {
      name: 'a number of the limit that the chart of CloudPirates writes as a float',
      manifests: yaml(
        helmRelease('cloudpirates', '0.21.18', {
          resources: { limits: { memory: 2147483648 } },
          config: { memoryHighWatermark: { enabled: true, type: 'relative', value: 0.6 } },
        }),
      ),
      findings: [
        {
          severity: 'info',
          message: /does not know its memory limit of 2147483648$/,
          path: '/spec/values/resources/limits/memory',
        },
      ],
    },
  ],
})
