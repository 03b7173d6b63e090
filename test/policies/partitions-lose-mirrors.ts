import { cluster, policyFile, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'cluster_partition_handling'
const mirrored = policyFile('{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic"}')
const said = (strategy: string, more: object = {}): string =>
  cluster({ conf: `${key} = ${strategy}`, definitions: mirrored, ...more })
const unsaid = (more: object = {}): string => cluster({ partitions: null, definitions: mirrored, ...more })
const operated = (additionalConfig: string): string =>
  yaml(
    rabbitmqCluster(
      { replicas: 3, image: 'rabbitmq:3.13.7', rabbitmq: { additionalConfig } },
      { namespace: 'mq' },
    ),
    topology('Policy', 'ha', { name: 'ha', pattern: '^ha', definition: { 'ha-mode': 'all' } }),
  )

export default rows({
  valid: [
    { name: 'the smaller part stops', manifests: said('pause_minority') },
    { name: 'nothing is mirrored', manifests: cluster({ conf: `${key} = autoheal` }) },
    { name: 'one node', manifests: said('autoheal', { replicas: 1 }) },
    { name: 'nothing joins them', manifests: said('autoheal', { discovery: '' }) },
    { name: 'no mirrors any more', manifests: said('autoheal', { image: 'rabbitmq:4.0.9' }) },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'autoheal',
      manifests: said('autoheal'),
      findings: [
        { severity: 'warning', text: 'autoheal', why: /nodes with fewer clients restart/, fix: 'unsafe' },
      ],
      fixed: said('pause_minority'),
    },
    {
      name: 'ignore, of two nodes',
      manifests: said('ignore', { replicas: 2 }),
      findings: [
        {
          severity: 'warning',
          text: 'ignore',
          why: /^when the network breaks/,
          help: /^run three nodes/,
          fix: 'none',
        },
      ],
      after: said('pause_minority'),
    },
    {
      name: 'by default',
      manifests: unsaid(),
      findings: [
        {
          severity: 'warning',
          path: '/data/rabbitmq.conf',
          message: /is left at ignore/,
          help: /in rabbitmq\.conf$/,
        },
      ],
      fixed: cluster({
        conf: `load_definitions = /etc/rabbitmq/definitions.json\n${key} = pause_minority`,
        definitions: mirrored,
        loadDefinitions: false,
      }),
    },
    {
      name: 'under the operators',
      manifests: operated(`${key} = autoheal\n`),
      findings: [{ severity: 'warning', text: 'autoheal', help: /in spec\.rabbitmq\.additionalConfig$/ }],
      fixed: operated(`${key} = pause_minority\n`),
    },
  ],
})
