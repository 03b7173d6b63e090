import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const k8s = 'cluster_formation.peer_discovery_backend = k8s'
const file = '{"users": []}'
const old = (image: string): string =>
  cluster({
    image,
    discovery: k8s,
    definitions: file,
    loadDefinitions: false,
    conf: 'management.load_definitions = /etc/rabbitmq/definitions.json\nheartbeat = 60',
  })

export default rows({
  valid: [
    { name: 'the new key', manifests: cluster({ definitions: file }) },
    { name: 'none', manifests: cluster() },
  ],
  invalid: [
    {
      name: '4.3.6 hangs',
      manifests: old('rabbitmq:4.3.6'),
      findings: [
        {
          severity: 'error',
          why: /boot hangs/,
          inner: 'management.load_definitions',
          text: 'management.load_definitions',
          fix: 'safe',
        },
      ],
      fixed: cluster({ image: 'rabbitmq:4.3.6', discovery: k8s, definitions: file, conf: 'heartbeat = 60' }),
    },
    {
      name: 'another 4.3',
      manifests: old('rabbitmq:4.3.1'),
      findings: [{ severity: 'warning', text: 'management.load_definitions', fix: 'safe' }],
    },
    {
      name: 'before',
      manifests: old('rabbitmq:4.0.5'),
      findings: [{ severity: 'info', text: 'management.load_definitions', fix: 'safe' }],
    },
    {
      name: 'where the new key passes over a broken file',
      manifests: old('rabbitmq:3.11.2'),
      findings: [{ severity: 'info', text: 'management.load_definitions', fix: 'none' }],
    },
    {
      name: 'both keys',
      manifests: cluster({
        image: 'rabbitmq:4.3.6',
        discovery: k8s,
        definitions: file,
        conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
      }),
      findings: [{ severity: 'error', text: 'management.load_definitions', fix: 'none' }],
    },
    {
      name: 'unknown release',
      manifests: old('rabbitmq:latest'),
      findings: [{ severity: 'info', text: 'management.load_definitions' }],
    },
  ],
})
