import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, overPods, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const asUser = (securityContext: JsonObject, more: Sample = {}): string =>
  cluster({ ...more, pod: { securityContext, ...more.pod } })
const user = { runAsUser: 999 }
const grouped = (fsGroup: number): JsonObject => ({ ...user, fsGroup, fsGroupChangePolicy: 'OnRootMismatch' })
const init = (script: string): JsonObject => ({
  initContainers: [
    {
      name: 'prepare',
      image: 'busybox:1.37',
      command: ['sh', '-c', script],
      securityContext: { runAsUser: 0 },
      volumeMounts: [{ name: 'data', mountPath: '/var/lib/rabbitmq' }],
    },
  ],
})
const runAsUser = '/spec/template/spec/securityContext/runAsUser'

export default rows({
  valid: [
    { name: 'as root, which gives the folder to its user', manifests: cluster() },
    { name: 'as root, spelt out', manifests: asUser({ runAsUser: 0 }) },
    { name: 'with a group', manifests: asUser(grouped(999)) },
    { name: 'group 0', manifests: asUser({ ...user, fsGroup: 0, fsGroupChangePolicy: 'OnRootMismatch' }) },
    {
      name: 'an init container gives the folder away',
      manifests: asUser(user, { pod: init('chown -R 999:999 /var/lib/rabbitmq') }),
    },
    {
      name: 'an init container opens the folder',
      manifests: asUser(user, { pod: init('chmod 777 /var/lib/rabbitmq') }),
    },
    {
      name: 'an init container whose script was not seen',
      manifests: asUser(user, { pod: init('/scripts/prepare.sh') }),
      gap: /container prepare/,
    },
    { name: 'no claim', manifests: asUser(user, { storage: 'emptyDir' }) },
    {
      name: 'a class of folders, which are open to all',
      manifests: asUser(user, {
        objects: [
          {
            kind: 'StatefulSet',
            metadata: { name: 'rabbitmq' },
            spec: {
              volumeClaimTemplates: [
                { metadata: { name: 'data' }, spec: { storageClassName: 'local-path' } },
              ],
            },
          },
        ],
      }),
    },
    { name: 'the operator', manifests: yaml(rabbitmqCluster()) },
  ],
  invalid: [
    {
      name: 'a user for the pod',
      manifests: asUser(user),
      findings: [
        {
          severity: 'warning',
          path: runAsUser,
          text: '999',
          message: /^StatefulSet rabbitmq runs as user 999 without fsGroup, on data$/,
          why: /^with most drivers a new disk belongs to root/,
          help: /^set spec\.template\.spec\.securityContext: fsGroup: 999, and fsGroupChangePolicy: OnRootMismatch$/,
          fix: 'unsafe',
        },
      ],
      fixed: asUser(grouped(999)),
    },
    {
      name: 'a user for the container, one node',
      manifests: cluster({ replicas: 1, container: { securityContext: { runAsUser: 999 } } }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/securityContext/runAsUser' }],
    },
    {
      name: 'the image of Alpine',
      manifests: asUser({ runAsUser: 100 }, { image: 'rabbitmq:3.13.7-alpine' }),
      findings: [{ path: runAsUser, help: /fsGroup: 101, and/ }],
    },
    {
      name: 'the image of Bitnami, which has a user of its own',
      manifests: cluster({ image: 'bitnami/rabbitmq:3.13.7', dataAt: '/bitnami/rabbitmq/mnesia' }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/containers/0/image',
          message: /runs as user 1001 without fsGroup/,
          help: /fsGroup: 1001, and/,
        },
      ],
    },
    {
      name: 'a Deployment',
      manifests: asUser(user, {
        kind: 'Deployment',
        replicas: 1,
        objects: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'rabbitmq', namespace: 'mq' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
          },
        ],
      }),
      findings: [{ severity: 'warning', path: runAsUser, fix: 'unsafe' }],
    },
    {
      name: 'the operator, whose group is taken away',
      manifests: yaml(
        rabbitmqCluster({
          override: overPods({ securityContext: { fsGroup: 'none' }, containers: [] }),
        }),
      ).replace('fsGroup: none', 'fsGroup: null'),
      findings: [{ severity: 'warning', path: '/spec', fix: 'unsafe' }],
    },
  ],
})
