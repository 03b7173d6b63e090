import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const env = { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.6' }

export default rows({
  valid: [
    {
      name: 'variables that the server reads',
      manifests: cluster({ env: { RABBITMQ_DEFAULT_USER: 'admin' } }),
    },
    { name: 'an empty one', manifests: cluster({ env: { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '' } }) },
    { name: 'the images of 3.8', manifests: cluster({ image: 'rabbitmq:3.8.30', env }) },
    {
      name: 'an image of its own',
      manifests: cluster({ image: 'registry.example.com/mq/broker:3.13.7', env }),
    },
    { name: 'Bitnami', manifests: cluster({ image: 'bitnami/rabbitmq:3.13.7', env }) },
    {
      name: 'without the entrypoint of the image',
      manifests: cluster({ env, container: { command: ['rabbitmq-server'] } }),
    },
    {
      name: 'a variable may come from an unseen Secret',
      manifests: cluster({ container: { envFrom: [{ secretRef: { name: 'settings' } }] } }),
      gap: /Secret settings/,
    },
    { name: 'unknown release', manifests: cluster({ image: 'rabbitmq:3', env }), gap: /tag/ },
  ],
  invalid: [
    {
      name: 'the watermark',
      manifests: cluster({ env }),
      findings: [
        {
          severity: 'error',
          message: /^RABBITMQ_VM_MEMORY_HIGH_WATERMARK is a variable/,
          help: /vm_memory_high_watermark/,
          text: '"0.6"',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a password from a file, one node',
      manifests: cluster({
        replicas: 1,
        image: 'rabbitmq:4.2.1',
        env: { RABBITMQ_DEFAULT_PASS_FILE: '/run/secrets/pass' },
      }),
      findings: [
        {
          severity: 'error',
          help: /RABBITMQ_DEFAULT_PASS can come from a Secret/,
          text: '"/run/secrets/pass"',
        },
      ],
    },
    {
      name: 'all releases of 4',
      manifests: cluster({
        image: 'rabbitmq:4',
        discovery: 'cluster_formation.peer_discovery_backend = k8s',
        env,
      }),
      findings: [{ severity: 'error', text: '"0.6"' }],
    },
    {
      name: 'through the entrypoint, with a command of its own',
      manifests: cluster({ env, container: { command: ['docker-entrypoint.sh', 'rabbitmq-server'] } }),
      findings: [{ severity: 'error', text: '"0.6"' }],
    },
  ],
})
