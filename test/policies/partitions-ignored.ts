import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'cluster_partition_handling'
const said = (strategy: string, more: object = {}): string =>
  cluster({ conf: `${key} = ${strategy}`, ...more })
const unsaid = (more: object = {}): string => cluster({ partitions: null, ...more })

export default rows({
  valid: [
    { name: 'the smaller part stops', manifests: cluster() },
    { name: 'it is mended by itself', manifests: said('autoheal') },
    { name: 'two nodes', manifests: said('ignore', { replicas: 2 }) },
    { name: 'one node', manifests: said('ignore', { replicas: 1 }) },
    { name: 'nothing joins them', manifests: said('ignore', { discovery: '' }) },
    { name: 'no effect on Khepri', manifests: said('ignore', { image: 'rabbitmq:4.3.5' }) },
    {
      name: 'by advanced.config, which wins',
      manifests: said('ignore', {
        advanced: '[{rabbit, [{cluster_partition_handling, {pause_if_all_down, [rabbit@a], ignore}}]}].',
      }),
    },
    {
      name: 'advanced.config says what is no name',
      manifests: cluster({ advanced: '[{rabbit, [{cluster_partition_handling, 1}]}].' }),
      gap: /no name/,
    },
    {
      name: 'the default of the operator',
      manifests: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' })),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'three nodes',
      manifests: said('ignore'),
      findings: [{ severity: 'warning', text: 'ignore', message: / = ignore, with 3 nodes$/, fix: 'unsafe' }],
      fixed: said('pause_minority'),
    },
    {
      name: 'four nodes',
      manifests: said('ignore', { replicas: 4 }),
      findings: [{ severity: 'warning', text: 'ignore', help: /^run an odd number of nodes/, fix: 'none' }],
      after: said('pause_minority', { replicas: 5 }),
    },
    {
      name: 'by default',
      manifests: unsaid(),
      findings: [
        {
          severity: 'info',
          path: '/data/rabbitmq.conf',
          message: /is left at ignore/,
          help: /in rabbitmq\.conf$/,
          fix: 'unsafe',
        },
      ],
      fixed: said('pause_minority'),
    },
    {
      name: '4.2 that was upgraded',
      manifests: said('ignore', { image: 'rabbitmq:4.2.1' }),
      options: { metadataStore: 'mnesia' },
      findings: [{ severity: 'info', text: 'ignore' }],
    },
    {
      name: 'in advanced.config',
      manifests: cluster({ advanced: '[{rabbit, [{cluster_partition_handling, ignore}]}].' }),
      findings: [{ severity: 'warning', text: 'ignore', fix: 'none' }],
    },
    {
      name: 'over the default of the operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          image: 'rabbitmq:3.13.7',
          rabbitmq: { additionalConfig: `${key} = ignore\n` },
        }),
      ),
      findings: [{ severity: 'warning', text: 'ignore', help: /^set pause_minority$/ }],
      fixed: yaml(
        rabbitmqCluster({
          replicas: 3,
          image: 'rabbitmq:3.13.7',
          rabbitmq: { additionalConfig: `${key} = pause_minority\n` },
        }),
      ),
    },
    {
      name: 'values of a chart',
      manifests: yaml(
        chartValues({ clustering: { partitionHandling: 'ignore' }, extraConfiguration: 'heartbeat = 60\n' }),
      ),
      findings: [{ severity: 'warning', text: 'ignore', help: /^set pause_minority$/ }],
      fixed: yaml(
        chartValues({
          clustering: { partitionHandling: 'pause_minority' },
          extraConfiguration: 'heartbeat = 60\n',
        }),
      ),
    },
  ],
})
