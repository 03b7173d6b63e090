import { cluster, policyFile, rabbitmqCluster, type Sample, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const having = (definition: string, other: Sample = {}): string =>
  cluster({ ...other, definitions: policyFile(definition) })
const at = (version: string): Sample => ({
  image: `rabbitmq:${version}`,
  discovery: 'cluster_formation.peer_discovery_backend = k8s',
})
const classic = (definition: string): string =>
  cluster({ definitions: policyFile(definition, undefined, { applyTo: '"classic_queues"' }) })
const queue = (argument: string): string =>
  cluster({
    definitions: `{"users": [], "vhosts": [{"name": "/"}], "queues": [{"name": "a", "vhost": "/", "durable": true, "auto_delete": false, "arguments": {${argument}}}]}`,
  })
const resource = yaml(
  rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' }, { namespace: 'mq' }),
  topology('Queue', 'a', { name: 'a', durable: true, arguments: { 'x-ha-policy': 'all' } }),
)

export default rows({
  valid: [
    { name: 'fine', manifests: having('{"max-length": 10}') },
    {
      name: 'lazy while there was such a mode',
      manifests: having('{"queue-mode": "lazy"}', { image: 'rabbitmq:3.11.28' }),
    },
    {
      name: 'the default mode while there were two',
      manifests: having('{"queue-mode": "default"}', { image: 'rabbitmq:3.11.28' }),
    },
    { name: 'the version there is', manifests: having('{"queue-version": 2}', at('4.2.1')) },
    { name: 'a locator before 4.0', manifests: having('{"queue-master-locator": "min-masters"}') },
    { name: 'other arguments', manifests: queue('"x-queue-type": "classic"') },
    {
      name: 'releases differ',
      manifests: having('{"queue-mode": "lazy", "max-length": 10}', { image: 'rabbitmq' }),
      gap: /release|tag/,
    },
  ],
  invalid: [
    {
      name: 'lazy',
      manifests: having('{"queue-mode": "lazy", "max-length": 10}'),
      findings: [{ severity: 'warning', text: '"queue-mode"', fix: 'unsafe' }],
    },
    {
      name: 'lazy for classic queues',
      manifests: classic('{"queue-mode": "lazy", "max-length": 10}'),
      findings: [{ severity: 'warning', text: '"queue-mode"', fix: 'safe' }],
      fixed: classic('{"max-length": 10}'),
    },
    {
      name: 'lazy and nothing else',
      manifests: having('{"queue-mode": "lazy"}'),
      findings: [{ severity: 'warning', text: '"queue-mode"', fix: 'none' }],
    },
    {
      name: 'the default mode keeps the policy off other types of queues, too',
      manifests: having('{"queue-mode": "default", "max-length": 10}'),
      findings: [
        {
          severity: 'warning',
          why: /either mode/,
          help: /more types of queues/,
          text: '"queue-mode"',
          fix: 'unsafe',
        },
      ],
    },
    {
      name: 'version 1',
      manifests: having('{"queue-version": 1}', at('4.2.1')),
      findings: [{ severity: 'warning', text: '"queue-version"' }],
    },
    {
      name: 'in memory',
      manifests: having('{"max-in-memory-length": 1}'),
      findings: [{ severity: 'warning', text: '"max-in-memory-length"' }],
    },
    {
      name: 'a locator',
      manifests: having('{"queue-master-locator": "min-masters"}', at('4.2.1')),
      findings: [{ severity: 'warning', text: '"queue-master-locator"' }],
    },
    {
      name: 'a locator refused',
      manifests: having('{"queue-master-locator": "min-masters"}', at('4.3.5')),
      findings: [{ severity: 'error', why: /fails/, text: '"queue-master-locator"' }],
    },
    {
      name: 'a locator permitted',
      manifests: having('{"queue-master-locator": "min-masters"}', {
        ...at('4.3.5'),
        conf: 'deprecated_features.permit.queue_master_locator = true',
      }),
      findings: [{ severity: 'warning', text: '"queue-master-locator"' }],
    },
    {
      name: 'mirrors of old',
      manifests: queue('"x-ha-policy": "all"'),
      findings: [{ severity: 'warning', text: '"x-ha-policy"' }],
    },
    {
      name: 'mirrors of old in a resource',
      manifests: resource,
      findings: [{ severity: 'warning', text: 'x-ha-policy' }],
    },
    {
      name: 'one node',
      manifests: having('{"queue-mode": "lazy"}', { replicas: 1 }),
      findings: [{ severity: 'info', text: '"queue-mode"' }],
    },
  ],
})
