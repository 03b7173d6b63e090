import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (storage: string): string => yaml(rabbitmqCluster({ replicas: 3, persistence: { storage } }))

export default rows({
  valid: [
    { name: 'a claim per pod', manifests: cluster() },
    { name: 'the operator', manifests: operated('20Gi') },
    {
      name: 'a claim at the data directory itself',
      manifests: cluster({ dataAt: '/var/lib/rabbitmq/mnesia/' }),
    },
    {
      name: 'the folder that a variable names',
      manifests: cluster({ env: { RABBITMQ_MNESIA_BASE: '/data/mnesia' }, dataAt: '/data' }),
    },
    {
      name: 'a variable from a Secret',
      manifests: cluster({ container: { envFrom: [{ secretRef: { name: 'settings' } }] } }),
      gap: /Secret settings/,
    },
  ],
  invalid: [
    {
      name: 'emptyDir',
      manifests: cluster({ storage: 'emptyDir' }),
      findings: [
        {
          severity: 'warning',
          message: /on the emptyDir data$/,
          path: '/spec/template/spec/volumes/1',
          why: /and cluster membership go with each pod/,
          help: /volumeClaimTemplates at \/var\/lib\/rabbitmq$/,
        },
      ],
    },
    {
      name: 'nothing mounted',
      manifests: cluster({ storage: 'none' }),
      findings: [
        {
          severity: 'warning',
          message: /mounts no volume at/,
          path: '/spec/template/spec/containers/0/volumeMounts',
        },
      ],
    },
    {
      name: 'mounted elsewhere',
      manifests: cluster({ dataAt: '/data' }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/volumeMounts' }],
    },
    {
      name: 'one node',
      manifests: cluster({ storage: 'none', replicas: 1 }),
      findings: [
        {
          severity: 'info',
          path: '/spec/template/spec/containers/0/volumeMounts',
          why: /^queues, messages and users go with the pod: roll-out/,
        },
      ],
    },
    {
      name: 'a claim that goes with its pod',
      manifests: cluster({
        storage: 'none',
        container: { volumeMounts: [{ name: 'scratch', mountPath: '/var/lib/rabbitmq' }] },
        pod: { volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: {} } } }] },
      }),
      findings: [
        {
          severity: 'warning',
          message: /the volume scratch, which goes with its pod$/,
          path: '/spec/template/spec/volumes/1',
        },
      ],
    },
    {
      name: 'a Deployment of one node',
      manifests: cluster({ kind: 'Deployment', storage: 'emptyDir', replicas: 1 }),
      findings: [
        {
          severity: 'info',
          path: '/spec/template/spec/volumes/1',
          help: /^mount a PersistentVolumeClaim at .* Recreate/,
        },
      ],
    },
    {
      name: 'a Deployment of several',
      manifests: cluster({ kind: 'Deployment', storage: 'emptyDir' }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/volumes/1',
          help: /^make it a StatefulSet with a claim/,
        },
      ],
    },
    {
      name: 'a Pod',
      manifests: cluster({ kind: 'Pod', storage: 'emptyDir' }),
      findings: [
        {
          severity: 'info',
          path: '/spec/volumes/1',
          why: /go with the Pod: deletion/,
          help: /^mount a PersistentVolumeClaim at \/var\/lib\/rabbitmq$/,
        },
      ],
    },
    {
      name: 'the operator without storage',
      manifests: operated('0'),
      findings: [
        {
          severity: 'warning',
          path: '/spec/persistence/storage',
          text: '"0"',
          help: /^set persistence\.storage \(10Gi by default\)$/,
        },
      ],
    },
  ],
})
