import { chartValues, cluster, quorumQueueFile, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'cluster_formation.target_cluster_size_hint'
const said = (hint: number, more: object = {}): string => cluster({ conf: `${key} = ${hint}`, ...more })
const definitions = quorumQueueFile()
const operated = (hint: number): string =>
  yaml(rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: `${key} = ${hint}\n` } }))

export default rows({
  valid: [
    { name: 'nothing is said', manifests: cluster() },
    { name: 'the same number', manifests: said(3) },
    { name: 'scaled to nothing', manifests: said(3, { replicas: 0 }) },
    { name: 'what the operator writes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'too large, and queues to declare',
      manifests: said(5, { definitions }),
      findings: [{ severity: 'error', text: '5', why: /never imported/, fix: 'safe' }],
      fixed: said(3, { definitions }),
    },
    {
      name: 'too large, and bindings to declare',
      manifests: said(5, {
        definitions: JSON.stringify({
          bindings: [{ source: 'a', vhost: '/', destination: 'b', destination_type: 'queue' }],
        }),
      }),
      findings: [{ severity: 'error', text: '5', why: /never imported/ }],
    },
    {
      name: 'of one node too',
      manifests: said(3, { definitions, replicas: 1 }),
      findings: [{ severity: 'error', text: '3', message: /, and there is one node$/ }],
      fixed: said(1, { definitions, replicas: 1 }),
    },
    {
      name: 'too large, and nothing waits yet',
      manifests: said(5),
      findings: [{ severity: 'info', text: '5', why: /^whatever waits/ }],
      fixed: said(3),
    },
    {
      name: 'a release whose import does not wait',
      manifests: said(5, { definitions, image: 'rabbitmq:3.8.30' }),
      findings: [{ severity: 'info', text: '5' }],
      fixed: said(3, { definitions, image: 'rabbitmq:3.8.30' }),
    },
    {
      name: 'too small',
      manifests: said(2, { definitions }),
      findings: [{ severity: 'info', text: '2', why: /before all nodes are there/ }],
      fixed: said(3, { definitions }),
    },
    {
      name: 'under the operator, whose probe waits',
      manifests: operated(5),
      findings: [{ severity: 'warning', text: '5', why: /start-up probe/ }],
      fixed: operated(3),
    },
    {
      name: 'values of a chart',
      manifests: yaml(chartValues({ extraConfiguration: `${key} = 5\n` })),
      findings: [{ severity: 'info', text: '5' }],
      fixed: yaml(chartValues({ extraConfiguration: `${key} = 3\n` })),
    },
  ],
})
