import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, overPods, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const home = '/var/lib/rabbitmq'
const onVolume = (volume: JsonObject, more: Sample = {}, mount: JsonObject = {}): string =>
  cluster({
    ...more,
    storage: 'none',
    container: { volumeMounts: [{ name: 'all', mountPath: home, ...mount }] },
    pod: { volumes: [{ name: 'all', ...volume }], ...more.pod },
  })
const claimed = { persistentVolumeClaim: { claimName: 'rabbitmq' } }
const claim = (mode: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'rabbitmq', namespace: 'mq' },
  spec: { accessModes: [mode], resources: { requests: { storage: '20Gi' } } },
})
const folder = { hostPath: { path: '/data/rabbitmq' } }
const share = { nfs: { server: 'files', path: '/mq' } }
const written = (name: string, spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '20Gi' }, ...spec },
})
const apart = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'rabbitmq' } } },
      ],
    },
  },
}
const perPod = { subPathExpr: '$(MY_POD_NAME)' }
const volume = '/spec/template/spec/volumes/1'

export default rows({
  valid: [
    { name: 'a claim for each node', manifests: cluster() },
    { name: 'one node on a claim', manifests: onVolume(claimed, { replicas: 1 }) },
    { name: 'an emptyDir', manifests: onVolume({ emptyDir: {} }) },
    { name: 'one node on a share', manifests: onVolume(share, { replicas: 1 }) },
    { name: 'a folder of a share for each node', manifests: onVolume(share, {}, perPod) },
    { name: 'the operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'folders of their own, written for the claims',
      manifests: cluster({
        objects: ['0', '1', '2'].map(n =>
          written(`disk-${n}`, {
            claimRef: { name: `data-rabbitmq-${n}` },
            local: { path: '/disks/a' },
            nodeAffinity: { required: {} },
          }),
        ),
      }),
    },
    {
      name: 'a folder of the machine that the volume is bound to',
      manifests: cluster({
        replicas: 1,
        objects: [written('disk', { ...folder, nodeAffinity: { required: {} } })],
      }),
    },
    {
      name: 'volumes for other claims',
      manifests: cluster({ objects: [written('a', { ...folder, claimRef: { name: 'other' } })] }),
    },
  ],
  invalid: [
    {
      name: 'one claim that was not seen',
      manifests: onVolume(claimed),
      findings: [
        {
          severity: 'error',
          path: volume,
          message: /^3 nodes have their data on one claim, rabbitmq$/,
          why: /^unless many machines can have the disk: pods elsewhere wait for it and never start/,
          help: /^mount a claim of volumeClaimTemplates instead: a disk for each node$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'one claim for one machine',
      manifests: onVolume(claimed, { objects: [claim('ReadWriteOnce')] }),
      findings: [
        { severity: 'error', path: volume, why: /^the disk can be on one machine only: pods elsewhere wait/ },
      ],
    },
    {
      name: 'one claim for many machines',
      manifests: onVolume(claimed, { objects: [claim('ReadWriteMany')] }),
      findings: [{ severity: 'error', path: volume, why: /^all copies of every queue are on one disk/ }],
    },
    {
      name: 'one claim for many machines, a folder for each node',
      manifests: onVolume(claimed, { objects: [claim('ReadWriteMany')] }, perPod),
      findings: [{ severity: 'warning', path: volume }],
    },
    {
      name: 'a Deployment',
      manifests: cluster({ kind: 'Deployment' }),
      findings: [
        { severity: 'error', path: volume, help: /^make it a StatefulSet with a claim template: a disk/ },
      ],
    },
    {
      name: 'a folder of the machine',
      manifests: onVolume(folder),
      findings: [
        {
          severity: 'error',
          path: volume,
          message: /^the data of 3 nodes lies in \/data\/rabbitmq of the machine$/,
          why: /^nodes that meet on one machine have one folder for all/,
          help: /^use a claim of a StorageClass/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'a folder of the machine, one node',
      manifests: onVolume(folder, { replicas: 1 }),
      findings: [
        {
          severity: 'warning',
          path: volume,
          message: /^the data of StatefulSet rabbitmq lies in/,
          why: /^a pod that moves to another machine starts empty/,
        },
      ],
    },
    {
      name: 'a folder of the machine, nodes kept apart',
      manifests: onVolume(folder, { pod: apart }),
      findings: [{ severity: 'warning', path: volume, why: /^a pod that moves/ }],
    },
    {
      name: 'a folder of the machine for each node',
      manifests: onVolume(folder, {}, perPod),
      findings: [{ severity: 'warning', path: volume }],
    },
    {
      name: 'a share',
      manifests: onVolume(share),
      findings: [
        {
          severity: 'error',
          path: volume,
          message: /^3 nodes have their data in one directory, files:\/mq$/,
          why: /^nodes that share a directory have one Erlang cookie/,
          help: /^use a StorageClass of block devices: a disk for each node$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'one folder behind the claims of all nodes',
      manifests: cluster({ objects: ['a', 'b', 'c'].map(name => written(name, folder)) }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/volumeClaimTemplates/0',
          message: /^the data of 3 nodes lies in \/data\/rabbitmq of the machine$/,
        },
      ],
    },
    {
      name: 'one share behind the claims of all nodes',
      manifests: cluster({
        objects: ['0', '1', '2'].map(n =>
          written(`disk-${n}`, { ...share, claimRef: { name: `data-rabbitmq-${n}` } }),
        ),
      }),
      findings: [
        { severity: 'error', path: '/spec/volumeClaimTemplates/0', message: /one directory, files:\/mq$/ },
      ],
    },
    {
      name: 'a chart on a claim that is there',
      manifests: yaml(
        chartValues({ plugins: 'rabbitmq_management', persistence: { existingClaim: 'rabbitmq' } }),
      ),
      findings: [
        {
          severity: 'error',
          path: '/persistence/existingClaim',
          text: 'rabbitmq',
          help: /^leave persistence\.existingClaim out: the chart then makes a claim for each node$/,
        },
      ],
      after: yaml(chartValues({ plugins: 'rabbitmq_management', persistence: { size: '20Gi' } })),
    },
    {
      name: 'the chart of CloudPirates on a claim that is there',
      manifests: `replicaCount: 3
image: {repository: rabbitmq, tag: 4.1.3-management}
peerDiscoveryK8sPlugin: {enabled: true}
persistence: {existingClaim: rabbitmq}
`,
      findings: [
        {
          severity: 'error',
          path: '/persistence/existingClaim',
          help: /^leave persistence\.existingClaim out/,
        },
      ],
    },
    {
      name: 'the chart of groundhog2k on a claim that is there',
      manifests: `replicaCount: 3
image: {repository: rabbitmq, tag: 4.1.3}
k8sPeerDiscoveryPlugin: {enabled: true}
storage: {persistentVolumeClaimName: rabbitmq}
`,
      findings: [
        {
          severity: 'error',
          path: '/storage/persistentVolumeClaimName',
          help: /^set storage\.requestedSize in place of storage\.persistentVolumeClaimName: a claim/,
        },
      ],
    },
    {
      name: 'the operator, another volume over its own',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overPods({
            containers: [
              {
                name: 'rabbitmq',
                volumeMounts: [{ name: 'all', mountPath: '/var/lib/rabbitmq/mnesia/' }],
              },
            ],
            volumes: [{ name: 'all', ...claimed }],
          }),
        }),
      ),
      findings: [
        {
          severity: 'error',
          path: '/spec/override/statefulSet/spec/template/spec/volumes/0',
          help: /^leave the volume out of spec\.override: the operator makes a claim for each node$/,
        },
      ],
      after: yaml(rabbitmqCluster({ replicas: 3 })),
    },
    {
      name: 'the operator, volumes on one folder',
      manifests: yaml(
        rabbitmqCluster({ replicas: 3, persistence: { storageClassName: 'manual' } }),
        ...['a', 'b', 'c'].map(name => written(name, { ...folder, storageClassName: 'manual' })),
      ),
      findings: [{ severity: 'error', path: '/spec/persistence' }],
    },
  ],
})
