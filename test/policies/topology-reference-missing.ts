import { rows } from '../rule-rows.ts'

const broker = (name = 'rmq', replicas = 3): string => `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: ${name}, namespace: mq}
spec: {replicas: ${replicas}, image: "rabbitmq:4.2.1"}
`
const resource = (
  kind: string,
  name: string,
  spec: string,
  cluster = '{name: rmq}',
  namespace = 'mq',
): string => `---
apiVersion: rabbitmq.com/v1beta1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  ${spec}
  rabbitmqClusterReference: ${cluster}
`
const permission = (who: string): string =>
  resource('Permission', 'p', `vhost: /\n  ${who}\n  permissions: {read: ".*"}`)
const made = resource('User', 'app', 'tags: []')
const imported = resource('User', 'app', 'importCredentialsSecret: {name: creds}')
const secret = (data: string): string => `---
apiVersion: v1
kind: Secret
metadata: {name: creds, namespace: mq}
${data}
`
const queue = (vhost = '/'): string => resource('Queue', 'q', `name: q\n  vhost: ${vhost}`)

export default rows({
  valid: [
    { name: 'no topology', manifests: broker() },
    { name: 'a queue of the cluster', manifests: broker() + queue() },
    {
      name: 'from another namespace',
      manifests: broker() + resource('Queue', 'q', 'name: q', '{name: rmq, namespace: mq}', 'apps'),
    },
    { name: 'without namespaces', manifests: (broker() + queue()).replaceAll(', namespace: mq', '') },
    {
      name: 'a cluster behind a Secret',
      manifests: broker() + resource('Queue', 'q', 'name: q', '{connectionSecret: {name: s}}'),
    },
    { name: 'a reference to a User', manifests: broker() + made + permission('userReference: {name: app}') },
    { name: 'a user that no resource makes', manifests: broker() + made + permission('user: guest') },
    {
      name: 'imported by that name',
      manifests:
        broker() + imported + secret('stringData: {username: app, password: x}') + permission('user: app'),
    },
    {
      name: 'imported from what nobody sees',
      manifests: broker() + imported + permission('user: app'),
      gap: /Secret creds/,
    },
    {
      name: 'a virtual host that is made',
      manifests: broker() + resource('Vhost', 'v', 'name: shop') + queue('shop'),
    },
    { name: 'a virtual host made elsewhere', manifests: broker() + queue('shop') },
    {
      name: 'made elsewhere',
      manifests: queue(),
      options: { externalResources: [{ kind: 'RabbitmqCluster', namespace: 'mq', name: '*' }] },
      gap: /./,
    },
    {
      name: 'no cluster is there: made elsewhere, told once with the number of resources',
      manifests: queue() + resource('Vhost', 'v', 'name: shop') + queue('shop'),
      gap: /^RabbitmqCluster mq\/rmq is not among the objects: made elsewhere\? Resources for it: 3$/,
    },
    {
      name: 'only another cluster of another namespace is there',
      manifests: broker('other').replace('namespace: mq', 'namespace: apps') + queue(),
      gap: /mq\/rmq is not among the objects/,
    },
    {
      name: 'another group',
      manifests:
        broker() + queue().replace('rabbitmq.com', 'example.com').replace('name: rmq', 'name: other'),
    },
  ],
  invalid: [
    {
      name: 'another cluster is there',
      manifests: broker('rabbit') + queue(),
      findings: [{ severity: 'error', text: 'rmq', help: /mq\/rabbit$/ }],
    },
    {
      name: 'in another namespace',
      manifests: broker() + resource('Queue', 'q', 'name: q', '{name: rmq}', 'apps'),
      findings: [{ severity: 'error', text: 'rmq' }],
    },
    {
      name: 'no such User',
      manifests: broker() + made + permission('userReference: {name: other}'),
      findings: [{ severity: 'error', text: 'other' }],
    },
    {
      name: 'no User at all',
      manifests: broker() + permission('userReference: {name: other}'),
      findings: [{ severity: 'warning', text: 'other' }],
    },
    {
      name: 'the name of a User',
      manifests: broker() + made + permission('user: app'),
      findings: [{ severity: 'error', text: 'app', help: /userReference/ }],
    },
    {
      name: 'imported by another name',
      manifests: broker() + imported + secret('stringData: {username: hunter2}') + permission('user: app'),
      findings: [{ severity: 'error', message: /^[^2]*$/, text: 'app' }],
    },
    {
      name: 'imported from what is no text',
      manifests: broker() + imported + secret('data: {username: "user"}') + permission('user: app'),
      findings: [{ severity: 'error', text: 'app' }],
    },
    {
      name: 'another virtual host',
      manifests: broker() + resource('Vhost', 'v', 'name: shop') + queue('shops'),
      findings: [{ severity: 'warning', text: 'shops' }],
    },
    {
      name: 'one node',
      manifests: broker('rmq', 1) + made + permission('user: app'),
      findings: [{ severity: 'info', text: 'app' }],
    },
  ],
})
