import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const path = '/var/lib/rabbitmq/mnesia'
const sample = (more: Sample = {}, mount: JsonObject = {}): string =>
  cluster({
    ...more,
    env: { RABBITMQ_MNESIA_DIR: path, ...more.env },
    dataAt: path,
    container: { volumeMounts: [{ name: 'data', mountPath: path, ...mount }] },
  })
const ofClass = (storageClassName: string): Sample => ({
  objects: [
    {
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
    },
  ],
})
const place = '/spec/template/spec/containers/0/volumeMounts/2'

export default rows({
  valid: [
    { name: 'the base at the top, as by default', manifests: cluster({ dataAt: path }) },
    { name: 'a folder of the disk', manifests: sample({}, { subPath: 'data' }) },
    { name: 'a folder of the disk for each pod', manifests: sample({}, { subPathExpr: '$(MY_POD_NAME)' }) },
    { name: 'a folder below the top', manifests: sample({ env: { RABBITMQ_MNESIA_DIR: `${path}/db` } }) },
    { name: 'one node', manifests: sample({ replicas: 1 }) },
    {
      name: '4.3, which looks at its own files only',
      manifests: sample({
        image: 'rabbitmq:4.3.1',
        discovery: 'cluster_formation.peer_discovery_backend = k8s',
      }),
    },
    {
      name: '4.2 with Khepri',
      manifests: sample({
        image: 'rabbitmq:4.2.1',
        annotations: { 'warrener.dev/metadata-store': 'khepri' },
      }),
    },
    { name: 'nobody is asked anyway', manifests: sample({ discovery: '' }) },
    { name: 'an emptyDir, which is empty', manifests: sample({ storage: 'emptyDir' }) },
    ...['local-path', 'efs-sc', 'fast-xfs'].map(name => ({
      name: `class ${name}, which has no lost+found`,
      manifests: sample(ofClass(name)),
    })),
  ],
  invalid: [
    {
      name: 'a new disk',
      manifests: sample(),
      findings: [
        {
          severity: 'error',
          path: place,
          message: /^the data directory \/var\/lib\/rabbitmq\/mnesia is the top of the disk of data$/,
          why: /^lost\+found lies there/,
          help: /^mount it with subPath: data, or set RABBITMQ_MNESIA_BASE/,
          fix: 'unsafe',
        },
      ],
      fixed: sample({}, { subPath: 'data' }),
    },
    {
      name: 'the other help followed',
      manifests: sample(),
      findings: [{ path: place }],
      after: cluster({ env: { RABBITMQ_MNESIA_BASE: path }, dataAt: path }),
    },
    {
      name: '4.2 with Mnesia',
      manifests: sample({
        image: 'rabbitmq:4.2.1',
        annotations: { 'warrener.dev/metadata-store': 'mnesia' },
      }),
      findings: [{ severity: 'error', path: place }],
    },
    {
      name: 'a class that is among the objects',
      manifests: sample(ofClass('gp3')),
      findings: [{ severity: 'error', path: place }],
    },
  ],
})
