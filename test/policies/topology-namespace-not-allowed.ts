import type { JsonObject } from '../../model/kube/json.ts'
import { rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const annotation = 'rabbitmq.com/topology-allowed-namespaces'
const reference = (namespace = 'mq', name = 'rmq'): JsonObject => ({ name, namespace })
const asked = (
  allowed: string | undefined,
  rabbitmqClusterReference: JsonObject = reference(),
  namespace = 'shop',
): string =>
  yaml(
    rabbitmqCluster(
      { replicas: 1 },
      { namespace: 'mq', ...(allowed === undefined ? {} : { annotations: { [annotation]: allowed } }) },
    ),
    topology('Queue', 'orders', { name: 'orders', durable: true, rabbitmqClusterReference }, { namespace }),
  )

export default rows({
  valid: [
    { name: 'its own namespace', manifests: asked(undefined, { name: 'rmq' }, 'mq') },
    { name: 'let in by name', manifests: asked('billing,shop') },
    { name: 'all are let in', manifests: asked('*') },
    {
      name: 'a cluster that is not there: another rule',
      manifests: asked(undefined, reference('mq', 'rmqq')),
    },
    {
      name: 'no namespace is known',
      manifests: yaml(
        rabbitmqCluster({ replicas: 1 }, { namespace: 'mq' }),
        topology(
          'Queue',
          'orders',
          { name: 'orders', rabbitmqClusterReference: reference() },
          { namespace: null },
        ),
      ),
    },
    {
      name: 'a connection of its own',
      manifests: asked(undefined, { connectionSecret: { name: 'connection' } }),
    },
  ],
  invalid: [
    {
      name: 'nothing is let in, on one node too',
      manifests: asked(undefined),
      findings: [
        {
          severity: 'error',
          message: /^Queue orders is in namespace shop, which RabbitmqCluster rmq does not let in$/,
          help: /^add shop to the annotation /,
          path: '/spec/rabbitmqClusterReference/namespace',
        },
      ],
      after: asked('shop'),
    },
    {
      name: 'others are let in',
      manifests: asked('billing'),
      findings: [{ severity: 'error', path: '/spec/rabbitmqClusterReference/namespace' }],
      after: asked('billing,shop'),
    },
    {
      name: 'a blank behind the comma belongs to the name',
      manifests: asked('billing, shop'),
      findings: [{ help: /without blanks$/, path: '/spec/rabbitmqClusterReference/namespace' }],
      after: asked('billing,shop'),
    },
  ],
})
