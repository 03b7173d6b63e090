import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const good = '[rabbitmq_management,rabbitmq_peer_discovery_k8s].'

export default rows({
  valid: [
    { name: 'a list with a dot', manifests: cluster() },
    {
      name: 'comments and blank lines',
      manifests: cluster({ plugins: '%% ours\n[\n  rabbitmq_management,\n  rabbitmq_management\n].\n' }),
    },
    { name: 'an empty list', manifests: cluster({ plugins: '[].' }) },
    { name: 'an unknown name is another rule', manifests: cluster({ plugins: '[rabbitmq_nope].' }) },
    {
      name: 'not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq is not among the objects/,
    },
    {
      name: 'a file that no node reads',
      manifests: cluster({ plugins: '[a', mounts: { enabled_plugins: '/srv/enabled_plugins' } }),
    },
  ],
  invalid: [
    {
      name: 'no dot',
      manifests: cluster({ plugins: '[rabbitmq_management,rabbitmq_peer_discovery_k8s]' }),
      findings: [
        {
          severity: 'error',
          message: /^enabled_plugins line 2: the final '\.' is missing$/,
          path: '/data/enabled_plugins',
          fix: 'safe',
        },
      ],
      fixed: cluster({ plugins: good }),
    },
    {
      name: 'hyphens',
      manifests: cluster({ plugins: '[rabbitmq-management, rabbitmq-peer-discovery-k8s].' }),
      findings: [{ severity: 'error', message: /hyphen/, text: '[rabbitmq-management', fix: 'safe' }],
      fixed: cluster({ plugins: good }),
    },
    {
      name: 'a name a line, with a wrong comment',
      manifests: cluster({ plugins: '# ours\nrabbitmq_management\nrabbitmq_peer_discovery_k8s' }),
      findings: [{ severity: 'error', message: /'#' begins no comment/, text: '# ours', fix: 'safe' }],
      fixed: cluster({ plugins: good }),
    },
    {
      name: 'a comma too many',
      manifests: cluster({ plugins: '[rabbitmq_management,rabbitmq_peer_discovery_k8s,].' }),
      findings: [
        { severity: 'error', text: '[rabbitmq_management,rabbitmq_peer_discovery_k8s,]', fix: 'safe' },
      ],
      fixed: cluster({ plugins: good }),
    },
    {
      name: 'upper case',
      manifests: cluster({ plugins: '[Rabbitmq_management, rabbitmq_peer_discovery_k8s].' }),
      findings: [{ severity: 'error', text: '[Rabbitmq_management,', fix: 'safe' }],
      fixed: cluster({ plugins: good }),
    },
    {
      name: 'in double quotes',
      manifests: cluster({ plugins: '["rabbitmq_management", "rabbitmq_peer_discovery_k8s"].' }),
      findings: [{ severity: 'warning', why: /says nothing/, text: '["rabbitmq_management",', fix: 'safe' }],
      fixed: cluster({ plugins: good }),
    },
    {
      name: 'two lists',
      manifests: cluster({ plugins: '[rabbitmq_management]. [rabbitmq_peer_discovery_k8s].' }),
      findings: [{ severity: 'error', text: '[rabbitmq_management].', fix: 'safe' }],
      fixed: cluster({ plugins: good }),
    },
    {
      name: 'not clear',
      manifests: cluster({ plugins: '[management, what is this?]' }),
      findings: [{ severity: 'error', text: '[management, what is this?]', fix: 'none' }],
    },
    {
      name: 'one node, unknown release',
      manifests: cluster({ replicas: 1, image: 'rabbitmq:latest', plugins: '{rabbitmq_management}.' }),
      findings: [{ severity: 'error', text: '{rabbitmq_management}.' }],
    },
  ],
})
