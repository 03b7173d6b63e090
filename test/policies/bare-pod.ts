import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'rabbitmq', uid: 'u', controller: true }
const owned = {
  kind: 'Pod',
  metadata: { name: 'rabbitmq', ownerReferences: [{ ...owner, name: 'rabbit' }] },
}

export default rows({
  valid: [
    { name: 'a StatefulSet', manifests: cluster({ replicas: 1 }) },
    { name: 'a Deployment', manifests: cluster({ kind: 'Deployment', replicas: 1, nodeName: null }) },
    {
      name: 'made by a set that is not among the objects',
      manifests: cluster({ kind: 'Pod', objects: [owned] })
        .replaceAll('name: rabbit\n', 'name: rabbit\n')
        .replace(
          'metadata:\n  name: rabbitmq\n  namespace: mq\n  labels',
          'metadata:\n  name: rabbit-0\n  namespace: mq\n  labels',
        ),
    },
  ],
  invalid: [
    {
      name: 'with a claim',
      manifests: cluster({ kind: 'Pod', discovery: '' }),
      findings: [
        {
          severity: 'warning',
          message: /^Pod rabbitmq runs RabbitMQ, and no controller/,
          why: /its claim, with all messages, waits$/,
          path: '/kind',
          text: 'Pod',
        },
      ],
      after: cluster({ replicas: 1, discovery: '' }),
    },
    {
      name: 'without a claim',
      manifests: cluster({ kind: 'Pod', storage: 'none' }),
      findings: [{ severity: 'info', path: '/kind', why: /with all that it held$/ }],
    },
    {
      name: 'on a volume that goes with it',
      manifests: cluster({ kind: 'Pod', storage: 'emptyDir' }),
      findings: [{ severity: 'info', path: '/kind' }],
    },
  ],
})
