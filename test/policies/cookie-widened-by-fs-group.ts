import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { type InvalidRow, rows } from '../rule-rows.ts'

const fsGroup = { securityContext: { runAsUser: 999, fsGroup: 999 } }
const onMismatch = { securityContext: { ...fsGroup.securityContext, fsGroupChangePolicy: 'OnRootMismatch' } }
const sample = (more: Sample = {}): string => cluster({ ...more, pod: { ...fsGroup, ...more.pod } })

const claim = (spec: JsonObject, name = 'rabbitmq'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'mq' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } }, ...spec },
})
const ofClass = (storageClassName: string): JsonObject => ({
  kind: 'StatefulSet',
  metadata: { name: 'rabbitmq' },
  spec: {
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { storageClassName, resources: { requests: { storage: '20Gi' } } },
      },
    ],
  },
})
const init = (script: string, more: JsonObject = {}): JsonObject => ({
  ...fsGroup,
  initContainers: [
    {
      name: 'prepare',
      image: 'busybox:1.37',
      command: ['sh', '-c', script],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
      ...more,
    },
  ],
})
const mount = '/spec/template/spec/containers/0/volumeMounts/2'

/** Found as a warning: the node starts, as long as the kubelet is not restarted under it. */
const mended = (name: string, script: string): InvalidRow => ({
  name: `an init container: ${name}`,
  manifests: sample({ pod: init(script) }),
  findings: [{ severity: 'warning', path: mount, why: /^prepare puts the mode right when a pod starts/ }],
})

export default rows({
  valid: [
    { name: 'no fsGroup', manifests: cluster() },
    { name: 'only where the top folder does not fit', manifests: cluster({ pod: onMismatch }) },
    { name: 'the claim below the home directory', manifests: sample({ dataAt: '/var/lib/rabbitmq/mnesia' }) },
    { name: 'an emptyDir, which is filled once', manifests: sample({ storage: 'emptyDir' }) },
    { name: 'no volume', manifests: sample({ storage: 'none' }) },
    {
      name: 'a cookie with a mount of its own',
      manifests: sample({
        container: {
          volumeMounts: [
            { name: 'cookie', mountPath: '/var/lib/rabbitmq/.erlang.cookie', subPath: 'cookie' },
          ],
        },
        pod: { volumes: [{ name: 'cookie', emptyDir: {} }] },
      }),
    },
    { name: 'the home directory is elsewhere', manifests: sample({ env: { HOME: '/home/rabbitmq' } }) },
    {
      name: 'the home directory is not known',
      manifests: sample({ env: { HOME: { secretKeyRef: { name: 'x', key: 'home' } } } }),
      gap: /^the value of HOME is not known$/,
    },
    {
      name: 'the cookie is an argument',
      manifests: sample({ env: { RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-setcookie secret' } }),
    },
    {
      name: 'the image of Bitnami puts the mode right',
      manifests: sample({ image: 'bitnami/rabbitmq:3.13.7', dataAt: '/bitnami' }),
    },
    { name: 'the image of 3.8 does with the variable', manifests: sample({ image: 'rabbitmq:3.8.9' }) },
    {
      name: 'so it does out of a command',
      manifests: sample({
        image: 'rabbitmq:3.8.9',
        container: { command: ['sh', '-c', 'exec docker-entrypoint.sh rabbitmq-server'] },
      }),
    },
    {
      name: 'the command of the container puts the mode right',
      manifests: sample({
        container: {
          command: [
            'sh',
            '-c',
            'chmod 600 /var/lib/rabbitmq/.erlang.cookie; exec docker-entrypoint.sh rabbitmq-server',
          ],
        },
      }),
    },
    {
      name: 'so do its arguments',
      manifests: sample({
        container: { args: ['sh', '-c', 'rm -f /var/lib/rabbitmq/.erlang.cookie; rabbitmq-server'] },
      }),
    },
    {
      name: 'an init container whose script was not seen',
      manifests: sample({ pod: init('/scripts/prepare.sh') }),
      gap: /^what container prepare does to .*cookie is not known$/,
    },
    {
      name: 'a sidecar, which runs beside the node',
      manifests: sample({ pod: init('chmod 600 /data/.erlang.cookie', { restartPolicy: 'Always' }) }),
      gap: /^what container prepare does to .*cookie is not known$/,
    },
    {
      name: 'an init container with the command of its image',
      manifests: sample({ pod: init('', { command: null }) }),
      gap: /container prepare/,
    },
    ...['azurefile', 'efs-sc', 'nfs-client', 'local-path'].map(storageClass => ({
      name: `a volume of class ${storageClass}, which has no modes to change`,
      manifests: sample({ objects: [ofClass(storageClass)] }),
    })),
    {
      name: 'a class whose provisioner says so',
      manifests: sample({
        objects: [
          ofClass('fast'),
          {
            apiVersion: 'storage.k8s.io/v1',
            kind: 'StorageClass',
            metadata: { name: 'fast' },
            provisioner: 'nfs.csi.k8s.io',
          },
        ],
      }),
    },
    {
      name: 'a volume that is written for the claims',
      manifests: sample({
        objects: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolume',
            metadata: { name: 'disk' },
            spec: { nfs: { server: 'files', path: '/' }, accessModes: ['ReadWriteOnce'] },
          },
        ],
      }),
    },
    {
      name: 'a patch that was not applied may set it',
      manifests: {
        'kustomization.yaml': 'resources: [all.yaml]\npatches: [{path: group.yaml}]\n',
        'group.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: rabbitmq, namespace: mq}
spec: {template: {spec: {securityContext: {fsGroup: 999}}}}
`,
        'all.yaml': cluster(),
      },
      gap: /group\.yaml/,
    },
    {
      name: 'a claim that was not seen',
      manifests: sample({ kind: 'Deployment', replicas: 1, without: ['PersistentVolumeClaim'] }),
      gap: /^the claim of volume data is not among the objects$/,
    },
    {
      name: 'the operator, which has the cookie elsewhere',
      manifests: yaml(rabbitmqCluster({ replicas: 3 })),
    },
  ],
  invalid: [
    {
      name: 'a claim for each pod',
      manifests: sample(),
      findings: [
        {
          severity: 'error',
          path: mount,
          message: /^fsGroup 999 opens \/var\/lib\/rabbitmq\/\.erlang\.cookie on volume data to the group$/,
          why: /^the first start works; at the next mount/,
          help: /^set spec\.template\.spec\.securityContext\.fsGroupChangePolicy to OnRootMismatch, or mount the volume at \/var\/lib\/rabbitmq\/mnesia with subPath: mnesia;/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ pod: onMismatch }),
    },
    {
      name: 'built by a kustomization',
      manifests: {
        'kustomization.yaml': 'resources: [all.yaml]\nnamePrefix: prod-\nnamespace: prod\n',
        'all.yaml': sample(),
      },
      findings: [{ severity: 'error', path: mount }],
    },
    {
      name: 'the other help followed',
      manifests: sample(),
      findings: [{ path: mount }],
      after: sample({
        container: {
          volumeMounts: [{ name: 'data', mountPath: '/var/lib/rabbitmq/mnesia', subPath: 'mnesia' }],
        },
        dataAt: '/var/lib/rabbitmq/mnesia',
      }),
    },
    {
      name: 'a part of the claim',
      manifests: sample({
        container: { volumeMounts: [{ name: 'data', mountPath: '/var/lib/rabbitmq', subPath: 'node' }] },
      }),
      findings: [{ severity: 'error', path: mount, help: /with subPath: node\/mnesia;/ }],
    },
    {
      name: 'mounted above the home directory',
      manifests: sample({ dataAt: '/var/lib' }),
      findings: [{ severity: 'error', path: mount, help: /to OnRootMismatch; chmod 600/ }],
    },
    {
      name: 'one node, Always spelt out',
      manifests: cluster({
        replicas: 1,
        pod: { securityContext: { ...fsGroup.securityContext, fsGroupChangePolicy: 'Always' } },
      }),
      findings: [{ severity: 'error', path: mount, fix: 'unsafe' }],
    },
    {
      name: '3.8 without the variable',
      manifests: sample({
        image: 'rabbitmq:3.8.9',
        container: { env: [{ name: 'RABBITMQ_ERLANG_COOKIE', valueFrom: null }] },
        objects: [],
      }).replace(/ +- name: RABBITMQ_ERLANG_COOKIE\n/, ''),
      findings: [{ severity: 'error', path: mount }],
    },
    {
      name: '3.8 whose entry point does not run',
      manifests: sample({ image: 'rabbitmq:3.8.9', container: { command: ['rabbitmq-server'] } }),
      findings: [{ severity: 'error', path: mount }],
    },
    {
      name: 'an image of its own may put the mode right',
      manifests: sample({ image: 'registry.example/acme-rabbitmq:3.13.7-management' }),
      findings: [{ severity: 'warning', path: mount }],
    },
    {
      name: 'a Deployment on a claim',
      manifests: sample({ kind: 'Deployment', replicas: 1, objects: [claim({})] }),
      findings: [{ severity: 'error', path: mount }],
    },
    {
      name: 'a Pod on a claim',
      manifests: sample({ kind: 'Pod', objects: [claim({})] }),
      findings: [{ severity: 'error', path: '/spec/containers/0/volumeMounts/2', fix: 'unsafe' }],
    },
    {
      name: 'the operator, with the claim over the home directory',
      manifests: yaml(
        rabbitmqCluster({
          override: overNode({ volumeMounts: [{ name: 'persistence', mountPath: '/var/lib/rabbitmq/' }] }),
        }),
      ),
      findings: [
        {
          severity: 'error',
          path: '/spec/override/statefulSet/spec/template/spec/containers/0/volumeMounts/0',
          help: /^set spec\.override\.statefulSet\.spec\.template\.spec\.securityContext\.fsGroupChangePolicy to OnRootMismatch/,
          fix: 'none',
        },
      ],
    },
    mended('chmod of the file', 'cp /secret/cookie /data/.erlang.cookie && chmod 600 /data/.erlang.cookie'),
    mended('chmod of what begins with a dot', 'chmod 0400 /data/.erl*'),
    mended('chmod of the folder', 'chmod -R go-rwx /data'),
    mended('it takes the file away', 'rm -f /data/.erlang.cookie'),
    {
      name: 'an init container that opens all to the group',
      manifests: sample({ pod: init('chmod -R 770 /data && chown -R 999 /data') }),
      findings: [{ severity: 'error', path: mount }],
    },
    {
      name: 'an init container of another volume',
      manifests: sample({ pod: init('chmod 600 /data/.erlang.cookie', { volumeMounts: [] }) }),
      findings: [{ severity: 'error', path: mount }],
    },
  ],
})
