import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const env = { RABBITMQ_ENABLED_PLUGINS: 'rabbitmq_management,rabbitmq_peer_discovery_k8s' }

export default rows({
  valid: [
    { name: 'no variable', manifests: cluster() },
    {
      name: 'no mounted list',
      manifests: cluster({ env, mounts: { enabled_plugins: '/srv/enabled_plugins' } }),
    },
    {
      name: 'a list elsewhere, on a writable volume',
      manifests: cluster({
        env: { ...env, RABBITMQ_ENABLED_PLUGINS_FILE: '/var/lib/rabbitmq/enabled_plugins' },
      }),
    },
    {
      name: 'the variable may come from an unseen Secret',
      manifests: cluster({ container: { envFrom: [{ secretRef: { name: 'settings' } }] } }),
      gap: /Secret settings/,
    },
  ],
  invalid: [
    {
      name: 'a list from a ConfigMap',
      manifests: cluster({ env }),
      findings: [
        {
          severity: 'error',
          message:
            /^RABBITMQ_ENABLED_PLUGINS is set, and \/etc\/rabbitmq\/enabled_plugins is mounted read-only$/,
          text: '"rabbitmq_management',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a folder from a ConfigMap that is not among the files, one node',
      manifests: cluster({ env, replicas: 1, without: ['ConfigMap'], image: 'rabbitmq:latest' }),
      findings: [{ severity: 'error', text: '"rabbitmq_management,rabbitmq_peer_discovery_k8s"' }],
    },
  ],
})
