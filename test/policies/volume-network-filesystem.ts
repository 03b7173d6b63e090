import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const claimSpec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } }
const ofClass = (storageClassName: string, more: Sample = {}): string =>
  cluster({
    ...more,
    objects: [
      {
        kind: 'StatefulSet',
        metadata: { name: 'rabbitmq' },
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { ...claimSpec, storageClassName } }],
        },
      },
      ...(more.objects ?? []),
    ],
  })
const storageClass = (name: string, provisioner: string): JsonObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner,
})
const inline = (volume: JsonObject, more: Sample = {}): string =>
  cluster({ ...more, storage: 'emptyDir', pod: { volumes: [{ name: 'data', emptyDir: null, ...volume }] } })
const onVolume = (spec: JsonObject, name = 'disk'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], ...spec },
})
const nfs = { nfs: { server: 'files', path: '/mq' } }
const className = '/spec/volumeClaimTemplates/0/spec/storageClassName'
const volume = '/spec/template/spec/volumes/1'

export default rows({
  valid: [
    { name: 'the default class', manifests: cluster() },
    ...['gp3', 'managed-csi', 'ebs-sc', 'standard', 'premium-rwo', 'local-path', 'longhorn', 'unfsck'].map(
      name => ({ name: `class ${name}`, manifests: ofClass(name) }),
    ),
    {
      name: 'a class called so, of block devices',
      manifests: ofClass('nfs', { objects: [storageClass('nfs', 'ebs.csi.aws.com')] }),
    },
    { name: 'no volume', manifests: cluster({ storage: 'none' }) },
    {
      name: 'elsewhere, for files that are no data',
      manifests: cluster({
        container: { volumeMounts: [{ name: 'files', mountPath: '/backup' }] },
        pod: { volumes: [{ name: 'files', ...nfs }] },
      }),
    },
    { name: 'the operator', manifests: yaml(rabbitmqCluster()) },
    {
      name: 'a volume for another claim',
      manifests: cluster({ objects: [onVolume({ ...nfs, claimRef: { name: 'other' } })] }),
    },
  ],
  invalid: [
    {
      name: 'a class by its name',
      manifests: ofClass('efs-sc'),
      findings: [
        {
          severity: 'warning',
          path: className,
          text: 'efs-sc',
          message: /^StatefulSet rabbitmq keeps its data on NFS: StorageClass efs-sc$/,
          why: /so do all nodes at once$/,
          help: /^use a StorageClass of block devices, and move/,
        },
      ],
      after: ofClass('gp3'),
    },
    ...['managed-nfs-storage', 'nfs-client', 'csi-nfs', 'enterprise-rwx'].map(name => ({
      name: `class ${name}`,
      manifests: ofClass(name),
      findings: [{ path: className, message: /on NFS/ }],
    })),
    ...['azurefile', 'azurefile-premium', 'smb'].map(name => ({
      name: `class ${name}`,
      manifests: ofClass(name),
      findings: [{ severity: 'warning' as const, path: className, message: /on SMB/ }],
    })),
    {
      name: 'a class by its provisioner, one node',
      manifests: ofClass('fast', { replicas: 1, objects: [storageClass('fast', 'file.csi.azure.com')] }),
      findings: [
        {
          severity: 'warning',
          path: className,
          message: /on SMB: StorageClass fast of file\.csi\.azure\.com$/,
          why: /so does the node$/,
        },
      ],
    },
    {
      name: 'a volume that is written for the claims',
      manifests: cluster({ objects: [onVolume({ ...nfs, claimRef: { name: 'data-rabbitmq-0' } })] }),
      findings: [{ path: '/spec/volumeClaimTemplates/0', message: /: PersistentVolume disk, nfs$/ }],
    },
    {
      name: 'volumes of its class',
      manifests: ofClass('manual', {
        objects: [onVolume({ storageClassName: 'manual', csi: { driver: 'efs.csi.aws.com' } })],
      }),
      findings: [{ path: className, message: /: PersistentVolume disk, efs\.csi\.aws\.com$/ }],
    },
    {
      name: 'a Deployment on a claim that names its volume',
      manifests: cluster({
        kind: 'Deployment',
        replicas: 1,
        objects: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'rabbitmq', namespace: 'mq' },
            spec: { ...claimSpec, volumeName: 'disk' },
          },
          onVolume(nfs),
        ],
      }),
      findings: [{ path: '', message: /^Deployment rabbitmq keeps its data on NFS/ }],
    },
    {
      name: 'a volume of the pod',
      manifests: inline(nfs),
      findings: [{ path: `${volume}/nfs`, message: /: nfs$/ }],
    },
    {
      name: 'a volume of a driver',
      manifests: inline({ csi: { driver: 'smb.csi.k8s.io' } }, { kind: 'Pod' }),
      findings: [
        { path: '/spec/volumes/1/csi', message: /^Pod rabbitmq keeps its data on SMB: smb\.csi\.k8s\.io$/ },
      ],
    },
    {
      name: 'the class that the operator is told',
      manifests: yaml(rabbitmqCluster({ replicas: 3, persistence: { storageClassName: 'azurefile' } })),
      findings: [{ severity: 'warning', path: '/spec/persistence/storageClassName', text: 'azurefile' }],
    },
    {
      name: 'a chart',
      manifests: yaml(
        chartValues({ plugins: 'rabbitmq_management', persistence: { storageClass: 'nfs-client' } }),
      ),
      findings: [{ severity: 'warning', path: '/persistence/storageClass', text: 'nfs-client' }],
      after: yaml(chartValues({ plugins: 'rabbitmq_management', persistence: { storageClass: 'gp3' } })),
    },
    {
      name: 'the chart of groundhog2k',
      manifests: `replicaCount: 3
image: {repository: rabbitmq, tag: 4.1.3}
k8sPeerDiscoveryPlugin: {enabled: true}
storage: {requestedSize: 20Gi, className: efs-sc}
`,
      findings: [{ severity: 'warning', path: '/storage/className' }],
    },
    {
      name: '3.8 on SMB: the image cannot set the mode of the cookie, even of one node',
      manifests: ofClass('azurefile', { image: 'rabbitmq:3.8.4-management-alpine', replicas: 1 }),
      findings: [
        {
          severity: 'error',
          path: className,
          why: /the node never boots$/,
          help: /^use a StorageClass of block devices$/,
        },
      ],
      after: ofClass('managed-csi', { image: 'rabbitmq:3.8.4-management-alpine', replicas: 1 }),
    },
    {
      name: '3.8 on SMB below the home directory',
      manifests: ofClass('azurefile', { image: 'rabbitmq:3.8.4', dataAt: '/var/lib/rabbitmq/mnesia' }),
      findings: [{ severity: 'warning', path: className }],
    },
  ],
})
