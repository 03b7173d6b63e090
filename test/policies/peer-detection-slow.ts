import { cluster, policyFile, rabbitmqCluster, type Sample, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const mirrored = (more: Sample = {}, keys = ''): string =>
  cluster({ definitions: policyFile(`{"ha-mode": "exactly", "ha-params": 2${keys}}`), ...more })

export default rows({
  valid: [
    { name: 'the default', manifests: mirrored() },
    { name: 'two minutes', manifests: mirrored({ conf: 'net_ticktime = 120' }) },
    { name: 'no mirrors', manifests: cluster({ conf: 'net_ticktime = 300' }) },
    { name: 'a batch that fits', manifests: mirrored({}, ', "ha-sync-batch-size": 50000') },
    { name: 'one node', manifests: mirrored({ conf: 'net_ticktime = 300', replicas: 1, discovery: '' }) },
    {
      name: 'advanced.config wins',
      manifests: mirrored({ conf: 'net_ticktime = 300', advanced: '[{kernel, [{net_ticktime, 60}]}].' }),
    },
    {
      name: 'from 4.0 nothing is mirrored',
      manifests: mirrored({ image: 'rabbitmq:4.0.9', conf: 'net_ticktime = 300' }),
    },
  ],
  invalid: [
    {
      name: 'five minutes',
      manifests: mirrored({ conf: 'net_ticktime = 300' }),
      after: mirrored({ conf: 'net_ticktime = 60' }),
      findings: [
        {
          severity: 'warning',
          text: '300',
          message: /^net_ticktime is 300, and policy orders mirrors queues$/,
          why: /given up after up to 375 s/,
          help: /^leave net_ticktime at 60$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'five minutes in advanced.config',
      manifests: mirrored({ advanced: '[{kernel, [{net_ticktime, 300}]}].' }),
      findings: [{ severity: 'warning', text: '300' }],
    },
    {
      name: 'batches of one',
      manifests: mirrored({}, ', "ha-sync-batch-size": 1'),
      after: mirrored(),
      findings: [
        {
          severity: 'warning',
          text: '1',
          message: /^policy orders fills mirrors in batches of 1$/,
          why: /^1 counts as not written: batches have 4096 messages$/,
          help: /^take ha-sync-batch-size out/,
        },
      ],
    },
    {
      name: 'batches without end',
      manifests: mirrored({}, ', "ha-sync-batch-size": 99999999'),
      findings: [{ severity: 'warning', text: '99999999', why: /take each other for gone$/ }],
    },
    {
      name: 'a RabbitmqCluster and a resource of the topology operator',
      manifests: yaml(
        rabbitmqCluster(
          { replicas: 3, image: 'rabbitmq:3.13.7', rabbitmq: { additionalConfig: 'net_ticktime = 200' } },
          { namespace: 'mq' },
        ),
        topology('Policy', 'mirrors', { pattern: '^a', definition: { 'ha-mode': 'all' } }),
      ),
      findings: [{ severity: 'warning', text: '200' }],
    },
  ],
})
