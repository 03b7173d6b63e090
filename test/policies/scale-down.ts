import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (replicas: number): string =>
  yaml(rabbitmqCluster({ replicas, image: null }, { namespace: 'mq' }))

/** A release that reads one file only. */
const old = { image: 'rabbitmq:3.7.28', mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' } }
/** No backend, no list of nodes. */
const alone = { discovery: '', nodeName: null, longNames: null } as const

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
          why: /quorum queues keep replicas there$/,
          help: /^for each of the 2: rabbitmq-queues shrink/,
        },
      ],
    },
    {
      name: 'three to two, before there were quorum queues',
      before: cluster(old),
      manifests: cluster({ ...old, replicas: 2 }),
      findings: [
        {
          severity: 'error',
          text: '2',
          why: /queues that live there are down$/,
          help: /^for the node that goes: stop it/,
        },
      ],
    },
    {
      name: 'nodes that nothing joins',
      before: cluster(alone),
      manifests: cluster({ ...alone, replicas: 2 }),
      findings: [
        { severity: 'error', text: '2', why: /^nothing joins the nodes/, help: /^empty the queues/ },
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
      findings: [
        {
          message: /^RabbitmqCluster rmq goes from 3/,
          text: '2',
          why: /^the operator refuses/,
          help: /^keep replicas: 3;/,
        },
      ],
    },
  ],
})
