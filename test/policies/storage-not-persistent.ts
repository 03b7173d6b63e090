import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (storage: string): string => `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq}
spec: {replicas: 3, image: "rabbitmq:4.2.1", persistence: {storage: ${storage}}}
`

export default rows({
  valid: [
    { name: 'a claim per pod', manifests: cluster() },
    { name: 'the operator', manifests: operated('20Gi') },
    {
      name: 'a claim at the data directory itself',
      manifests: cluster().replace(
        'mountPath: /var/lib/rabbitmq\n',
        'mountPath: /var/lib/rabbitmq/mnesia/\n',
      ),
    },
    {
      name: 'the folder that a variable names',
      manifests: cluster({ env: { RABBITMQ_MNESIA_BASE: '/data/mnesia' } }).replace(
        'mountPath: /var/lib/rabbitmq\n',
        'mountPath: /data\n',
      ),
    },
    {
      name: 'a variable from a Secret',
      manifests: cluster().replace(
        '          env:\n',
        '          envFrom:\n            - secretRef: {name: settings}\n          env:\n',
      ),
      gap: /Secret settings/,
    },
  ],
  invalid: [
    {
      name: 'emptyDir',
      manifests: cluster({ storage: 'emptyDir' }),
      findings: [
        { severity: 'warning', message: /on the emptyDir data$/, path: '/spec/template/spec/volumes/1' },
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
      manifests: cluster().replace('mountPath: /var/lib/rabbitmq\n', 'mountPath: /data\n'),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/volumeMounts' }],
    },
    {
      name: 'one node',
      manifests: cluster({ storage: 'none', replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/template/spec/containers/0/volumeMounts' }],
    },
    {
      name: 'the operator without storage',
      manifests: operated('"0"'),
      findings: [{ severity: 'warning', path: '/spec' }],
    },
  ],
})
