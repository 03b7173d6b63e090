import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const retaining = (policy: JsonObject, more: Sample = {}): string =>
  cluster({
    ...more,
    objects: [
      {
        kind: 'StatefulSet',
        metadata: { name: 'rabbitmq' },
        spec: { persistentVolumeClaimRetentionPolicy: policy },
      },
    ],
  })
const operated = (policy: JsonObject): string =>
  yaml(
    rabbitmqCluster({
      replicas: 3,
      override: { statefulSet: { spec: { persistentVolumeClaimRetentionPolicy: policy } } },
    }),
  )
const charted = (policy: JsonObject): string =>
  yaml(chartValues({ plugins: 'rabbitmq_management', persistentVolumeClaimRetentionPolicy: policy }))
const place = '/spec/persistentVolumeClaimRetentionPolicy'

export default rows({
  valid: [
    { name: 'nothing said', manifests: cluster() },
    {
      name: 'a chart whose switch is off',
      manifests: charted({ enabled: false, whenDeleted: 'Delete', whenScaled: 'Delete' }),
    },
    { name: 'kept', manifests: retaining({ whenDeleted: 'Retain', whenScaled: 'Retain' }) },
    {
      name: 'the operator deletes the claims with its object anyway',
      manifests: operated({ whenDeleted: 'Delete' }),
    },
  ],
  invalid: [
    {
      name: 'both',
      manifests: retaining({ whenDeleted: 'Delete', whenScaled: 'Delete' }),
      findings: [
        {
          severity: 'warning',
          path: `${place}/whenDeleted`,
          text: 'Delete',
          message: /^whenDeleted: Delete deletes the claims of StatefulSet rabbitmq$/,
          why: /deletes the data of all nodes$/,
          help: /^set whenDeleted: Retain, and delete claims by hand$/,
          fix: 'unsafe',
        },
        {
          severity: 'warning',
          path: `${place}/whenScaled`,
          why: /^scaling down deletes the data of the nodes that go/,
          fix: 'unsafe',
        },
      ],
      fixed: retaining({ whenDeleted: 'Retain', whenScaled: 'Retain' }),
    },
    {
      name: 'one node',
      manifests: retaining({ whenDeleted: 'Delete', whenScaled: 'Delete' }, { replicas: 1 }),
      findings: [
        { path: `${place}/whenDeleted`, why: /deletes the data of the node$/ },
        { path: `${place}/whenScaled`, why: /^scaling to 0, for however short a time/ },
      ],
    },
    {
      name: 'the operator, when it is scaled',
      manifests: operated({ whenDeleted: 'Retain', whenScaled: 'Delete' }),
      findings: [
        {
          severity: 'warning',
          path: `/spec/override/statefulSet${place}/whenScaled`,
          message: /claims of RabbitmqCluster rmq$/,
          fix: 'unsafe',
        },
      ],
      fixed: operated({ whenDeleted: 'Retain', whenScaled: 'Retain' }),
    },
    {
      name: 'a chart that is told to',
      manifests: charted({ enabled: true, whenDeleted: 'Retain', whenScaled: 'Delete' }),
      findings: [
        { severity: 'warning', path: '/persistentVolumeClaimRetentionPolicy/whenScaled', fix: 'unsafe' },
      ],
      fixed: charted({ enabled: true, whenDeleted: 'Retain', whenScaled: 'Retain' }),
    },
  ],
})
