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
      manifests: cluster({ dataAt: '/data' }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/volumeMounts' }],
    },
    {
      name: 'one node',
      manifests: cluster({ storage: 'none', replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/template/spec/containers/0/volumeMounts' }],
    },
    {
      name: 'the operator without storage',
      manifests: operated('0'),
      findings: [{ severity: 'warning', path: '/spec' }],
    },
  ],
})
