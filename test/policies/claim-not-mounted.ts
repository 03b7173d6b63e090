import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const claim = (name: string): JsonObject => ({
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
})
const claims = (names: readonly string[], more: Sample = {}): string =>
  cluster({
    ...more,
    objects: [
      {
        kind: 'StatefulSet',
        metadata: { name: 'rabbitmq' },
        spec: { volumeClaimTemplates: names.map(claim) },
      },
    ],
  })
const unused = (more: Sample = {}): string => claims(['data'], { ...more, storage: 'none' })
const overlay: Readonly<Record<string, string>> = {
  'base/kustomization.yaml': 'resources: [all.yaml]\n',
  'base/all.yaml': cluster({ storage: 'none' }),
  'disks/kustomization.yaml': 'resources: [../base]\npatches: [{path: disks.yaml}]\n',
  'disks/disks.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: rabbitmq, namespace: mq}
spec:
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Gi}}}
`,
}

export default rows({
  valid: [
    { name: 'mounted', manifests: cluster() },
    {
      name: 'mounted in an init container only',
      manifests: claims(['data', 'work'], {
        pod: {
          initContainers: [
            { name: 'fill', image: 'busybox:1.37', volumeMounts: [{ name: 'work', mountPath: '/work' }] },
          ],
        },
      }),
    },
    {
      name: 'a device',
      manifests: claims(['data', 'disk'], {
        container: { volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }] },
      }),
    },
    { name: 'the operator', manifests: yaml(rabbitmqCluster()) },
    {
      name: 'a patch that was not applied adds the template',
      manifests: overlay,
      gap: /disks\.yaml/,
    },
    { name: 'a Deployment, which has none', manifests: cluster({ kind: 'Deployment' }) },
  ],
  invalid: [
    {
      name: 'the data goes with the pods',
      manifests: unused(),
      findings: [
        {
          severity: 'warning',
          path: '/spec/volumeClaimTemplates/0',
          message: /^no container of StatefulSet rabbitmq mounts its claim template data$/,
          why: /its data goes with it: roll-out/,
          help: /^mount data at \/var\/lib\/rabbitmq\/mnesia$/,
        },
      ],
      after: cluster({ dataAt: '/var/lib/rabbitmq/mnesia' }),
    },
    {
      name: 'one node',
      manifests: unused({ replicas: 1 }),
      findings: [{ severity: 'warning', path: '/spec/volumeClaimTemplates/0' }],
    },
    {
      name: 'one too many',
      manifests: claims(['data', 'spare']),
      findings: [
        {
          severity: 'warning',
          path: '/spec/volumeClaimTemplates/1',
          why: /^each pod gets a disk that stays empty$/,
          help: /^take the template out \(immutable/,
        },
      ],
      after: claims(['data']),
    },
    {
      name: 'the operator, one too many',
      manifests: yaml(
        rabbitmqCluster({
          override: {
            statefulSet: { spec: { volumeClaimTemplates: [claim('persistence'), claim('spare')] } },
          },
        }),
      ),
      findings: [
        {
          path: '/spec/override/statefulSet/spec/volumeClaimTemplates/1',
          message: /^no container of RabbitmqCluster rmq mounts/,
        },
      ],
    },
  ],
})
