import type { JsonObject } from '../../model/kube/json.ts'
import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const headless = (...ports: readonly object[]) => ({
  kind: 'Service',
  metadata: { name: 'rabbitmq-headless' },
  spec: { ports: ports as never },
})
const named = headless(
  { name: 'epmd', port: 4369, targetPort: 'epmd' },
  { name: 'cluster-rpc', port: 25672, targetPort: 'cluster-rpc' },
)
const numbered = headless(
  { name: 'epmd', port: 4369, targetPort: 4369 },
  { name: 'cluster-rpc', port: 25672, targetPort: 25672 },
)
const ports = {
  ports: [
    { name: 'epmd', containerPort: 4369 },
    { name: 'cluster-rpc', containerPort: 25672 },
  ],
} as const
const beside = (more: JsonObject): JsonObject => ({
  initContainers: [{ name: 'beside', image: 'busybox:1.37', ...ports, ...more }],
})
const one = headless(
  { name: 'amqp', port: 5672, targetPort: 'amqp' },
  { name: 'epmd', port: 4369, targetPort: 'epmd' },
)
const own = headless(
  { name: 'epmd', port: 14369, targetPort: 'epmd' },
  { name: 'cluster-rpc', port: 25672, targetPort: 25672 },
)

export default rows({
  valid: [
    { name: 'numbers', manifests: cluster() },
    { name: 'names that the container declares', manifests: cluster({ objects: [named], container: ports }) },
    {
      name: 'names that a sidecar declares',
      manifests: cluster({ objects: [named], pod: beside({ restartPolicy: 'Always' }) }),
    },
    { name: 'one of them is declared', manifests: cluster({ objects: [one] }) },
    { name: 'one of them is a number', manifests: cluster({ objects: [own] }) },
    { name: 'no ports at all', manifests: cluster({ objects: [headless()] }) },
    {
      name: 'it has a cluster IP',
      manifests: cluster({ objects: [named], service: { clusterIP: '10.0.0.7' } }),
    },
  ],
  invalid: [
    {
      name: 'the Service that discovery reads',
      manifests: cluster({ objects: [named] }),
      findings: [
        {
          severity: 'error',
          message: /^the ports of Service rabbitmq-headless go to epmd and cluster-rpc, and no container has/,
          why: /^its Endpoints are empty, and peer discovery finds no node in them: each node boots alone/,
          path: '/spec/ports',
          fix: 'safe',
        },
      ],
      fixed: cluster({ objects: [numbered] }),
    },
    {
      name: 'names that only what is over by then declares',
      manifests: cluster({ objects: [named], pod: beside({}) }),
      findings: [{ severity: 'error', path: '/spec/ports' }],
    },
    {
      name: 'the same, mended at the container',
      manifests: cluster({ objects: [named] }),
      findings: [{ severity: 'error', path: '/spec/ports' }],
      after: cluster({ objects: [named], container: ports }),
    },
    {
      name: 'a port of its own number',
      manifests: cluster({
        objects: [
          headless(
            { name: 'epmd', port: 14369, targetPort: 'epmd' },
            { name: 'cluster-rpc', port: 25672, targetPort: 'rpc' },
          ),
        ],
      }),
      findings: [{ severity: 'error', path: '/spec/ports', fix: 'none' }],
    },
    {
      name: 'a release whose discovery asks nobody',
      manifests: cluster({ objects: [named], image: 'rabbitmq:4.2.1' }),
      findings: [{ severity: 'warning', path: '/spec/ports', why: /though the pods keep their names$/ }],
    },
    {
      name: 'one replica that does not boot',
      manifests: cluster({ objects: [named], replicas: 1, image: 'rabbitmq:3.12.14' }),
      findings: [
        { severity: 'error', path: '/spec/ports', why: /the node refuses to boot after five minutes$/ },
      ],
    },
    {
      name: 'a single node',
      manifests: cluster({ objects: [named], replicas: 1, discovery: '', nodeName: null }),
      findings: [{ severity: 'info', path: '/spec/ports' }],
    },
  ],
})
