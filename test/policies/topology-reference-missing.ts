import type { JsonObject } from '../../model/kube/json.ts'
import { rabbitmqCluster, secret, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const broker = (name = 'rmq', replicas = 3): JsonObject =>
  rabbitmqCluster({ replicas }, { name, namespace: 'mq' })
const permission = (who: JsonObject): JsonObject =>
  topology('Permission', 'p', { vhost: '/', ...who, permissions: { read: '.*' } })
const made = topology('User', 'app', { tags: [] })
const imported = topology('User', 'app', { importCredentialsSecret: { name: 'creds' } })
const shop = topology('Vhost', 'v', { name: 'shop' })
const queue = (spec: JsonObject = { vhost: '/' }, metadata: JsonObject = {}): JsonObject =>
  topology('Queue', 'q', { name: 'q', ...spec }, metadata)
const elsewhere = { namespace: 'apps' }

export default rows({
  valid: [
    { name: 'no topology', manifests: yaml(broker()) },
    { name: 'a queue of the cluster', manifests: yaml(broker(), queue()) },
    {
      name: 'from another namespace',
      manifests: yaml(
        broker(),
        queue({ rabbitmqClusterReference: { name: 'rmq', namespace: 'mq' } }, elsewhere),
      ),
    },
    {
      name: 'without namespaces',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }), queue({ vhost: '/' }, { namespace: null })),
    },
    {
      name: 'a cluster behind a Secret',
      manifests: yaml(broker(), queue({ rabbitmqClusterReference: { connectionSecret: { name: 's' } } })),
    },
    {
      name: 'a reference to a User',
      manifests: yaml(broker(), made, permission({ userReference: { name: 'app' } })),
    },
    { name: 'a user that no resource makes', manifests: yaml(broker(), made, permission({ user: 'guest' })) },
    {
      name: 'imported by that name',
      manifests: yaml(
        broker(),
        imported,
        secret('creds', { stringData: { username: 'app', password: 'x' } }),
        permission({ user: 'app' }),
      ),
    },
    {
      name: 'imported from what nobody sees',
      manifests: yaml(broker(), imported, permission({ user: 'app' })),
      gap: /Secret creds/,
    },
    {
      name: 'a virtual host that is made',
      manifests: yaml(broker(), shop, queue({ vhost: 'shop' })),
    },
    { name: 'a virtual host made elsewhere', manifests: yaml(broker(), queue({ vhost: 'shop' })) },
    {
      name: 'made elsewhere',
      manifests: yaml(queue()),
      options: { externalResources: [{ kind: 'RabbitmqCluster', namespace: 'mq', name: '*' }] },
      gap: /./,
    },
    {
      name: 'no cluster is there: made elsewhere, told once with the number of resources',
      manifests: yaml(queue(), shop, queue({ vhost: 'shop' })),
      gap: /^RabbitmqCluster mq\/rmq is not among the objects: made elsewhere\? Resources for it: 3$/,
    },
    {
      name: 'only another cluster of another namespace is there',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }, { name: 'other', namespace: 'apps' }), queue()),
      gap: /mq\/rmq is not among the objects/,
    },
    {
      name: 'another group',
      manifests: yaml(broker(), {
        ...queue({ vhost: '/', rabbitmqClusterReference: { name: 'other' } }),
        apiVersion: 'example.com/v1beta1',
      }),
    },
  ],
  invalid: [
    {
      name: 'another cluster is there',
      manifests: yaml(broker('rabbit'), queue()),
      findings: [{ severity: 'error', text: 'rmq', help: /mq\/rabbit$/ }],
    },
    {
      name: 'in another namespace',
      manifests: yaml(broker(), queue({}, elsewhere)),
      findings: [{ severity: 'error', text: 'rmq', help: /there is mq\/rmq: write namespace: mq$/ }],
    },
    {
      name: 'a namespace that is not that of the cluster',
      manifests: yaml(broker(), queue({ rabbitmqClusterReference: { name: 'rmq', namespace: 'billing' } })),
      findings: [
        {
          severity: 'error',
          text: 'billing',
          message: /is for RabbitmqCluster billing\/rmq, which is not there$/,
          help: /there is mq\/rmq: write namespace: mq, or leave it out$/,
        },
      ],
    },
    {
      name: 'many clusters are there',
      manifests: yaml(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => broker(name, 1)), queue()),
      findings: [{ severity: 'error', text: 'rmq', help: /there is mq\/a, .*mq\/e and 2 more$/ }],
    },
    {
      name: 'no such User',
      manifests: yaml(broker(), made, permission({ userReference: { name: 'other' } })),
      findings: [{ severity: 'error', text: 'other' }],
    },
    {
      name: 'no User at all',
      manifests: yaml(broker(), permission({ userReference: { name: 'other' } })),
      findings: [{ severity: 'warning', text: 'other' }],
    },
    {
      name: 'the name of a User',
      manifests: yaml(broker(), made, permission({ user: 'app' })),
      findings: [{ severity: 'error', text: 'app', help: /userReference/ }],
    },
    {
      name: 'imported by another name',
      manifests: yaml(
        broker(),
        imported,
        secret('creds', { stringData: { username: 'hunter2' } }),
        permission({ user: 'app' }),
      ),
      findings: [{ severity: 'error', message: /^[^2]*$/, text: 'app' }],
    },
    {
      name: 'imported from what is no text',
      manifests: yaml(
        broker(),
        imported,
        secret('creds', { data: { username: 'user' } }),
        permission({ user: 'app' }),
      ),
      findings: [{ severity: 'error', text: 'app' }],
    },
    {
      name: 'another virtual host',
      manifests: yaml(broker(), shop, queue({ vhost: 'shops' })),
      findings: [{ severity: 'warning', text: 'shops' }],
    },
    {
      name: 'one node',
      manifests: yaml(broker('rmq', 1), made, permission({ user: 'app' })),
      findings: [{ severity: 'info', text: 'app' }],
    },
  ],
})
