import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

type Options = Sample
const newer: Options = {
  image: 'rabbitmq:4.2.1',
  discovery: 'cluster_formation.peer_discovery_backend = k8s',
}
const credit = (term: string, other: Options = {}): string =>
  cluster({ ...other, advanced: `[{rabbit, [{credit_flow_default_credit, ${term}}]}].` })

export default rows({
  valid: [
    { name: 'nothing', manifests: cluster() },
    { name: 'in advanced.config', manifests: credit('{400, 200}', newer) },
    {
      name: 'another application',
      manifests: cluster({ advanced: '[{other, [{credit_flow_default_credit, {0, 0}}]}].' }),
    },
    { name: 'no pair of numbers', manifests: credit('{a, b}') },
    { name: 'more than at first, before it was checked', manifests: credit('{200, 400}') },
    {
      name: 'advanced.config that cannot be read',
      manifests: cluster({ advanced: '[{rabbit, ' }),
      gap: /cannot be read/,
    },
  ],
  invalid: [
    {
      name: 'in rabbitmq.conf',
      manifests: cluster({ conf: 'credit_flow_default_credit = 400,200' }),
      findings: [{ severity: 'error', text: 'credit_flow_default_credit', help: /advanced\.config/ }],
    },
    {
      name: 'in rabbitmq.conf, invented',
      manifests: cluster({ conf: 'credit_flow.initial = 400' }),
      findings: [{ severity: 'error', help: /credit_flow_default_credit/, text: 'credit_flow.initial' }],
    },
    {
      name: 'the message store',
      manifests: cluster({ conf: 'msg_store_credit_disc_bound = 4000' }),
      findings: [{ severity: 'error', text: 'msg_store_credit_disc_bound' }],
    },
    {
      name: 'off',
      manifests: credit('{0, 0}', newer),
      findings: [{ severity: 'warning', why: /memory alarm/, text: '{0, 0}' }],
    },
    {
      name: 'stuck',
      manifests: credit('{400, 0}'),
      findings: [{ severity: 'warning', why: /for ever/, text: '{400, 0}' }],
    },
    {
      name: 'more than at first',
      manifests: credit('{200, 400}', newer),
      findings: [{ severity: 'error', why: /refuses to boot/, text: '{200, 400}' }],
    },
    {
      name: 'one node does not boot either',
      manifests: cluster({ conf: 'mirroring_flow_control = false', replicas: 1 }),
      findings: [{ severity: 'error', text: 'mirroring_flow_control' }],
    },
    {
      name: 'one node',
      manifests: credit('{0, 0}', { replicas: 1 }),
      findings: [{ severity: 'info', text: '{0, 0}' }],
    },
  ],
})
