import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (replicas: number): string =>
  yaml(rabbitmqCluster({ replicas, image: null }, { namespace: 'mq' }))

export default rows({
  valid: [
    { name: 'more', before: cluster(), manifests: cluster({ replicas: 5 }) },
    { name: 'the same', before: cluster(), manifests: cluster() },
    { name: 'to zero', before: cluster(), manifests: cluster({ replicas: 0 }) },
    { name: 'back from zero', before: cluster({ replicas: 0 }), manifests: cluster({ replicas: 3 }) },
    {
      name: 'another cluster',
      before: cluster({ namespace: 'a' }),
      manifests: cluster({ namespace: 'b', replicas: 1 }),
    },
  ],
  invalid: [
    {
      name: 'three to one',
      before: cluster(),
      manifests: cluster({ replicas: 1 }),
      findings: [
        {
          severity: 'error',
          message: /^StatefulSet rabbitmq goes from 3 replicas to 1$/,
          path: '/spec/replicas',
          text: '1',
        },
      ],
    },
    {
      name: 'the line goes: one is the default',
      before: cluster(),
      manifests: cluster({ replicas: null }),
      findings: [{ path: '/spec/replicas' }],
    },
    {
      name: 'a RabbitmqCluster',
      before: operated(3),
      manifests: operated(2),
      findings: [{ message: /^RabbitmqCluster rmq goes from 3/, text: '2' }],
    },
  ],
})
