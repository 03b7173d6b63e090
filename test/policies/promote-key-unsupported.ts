import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const loaded = (image: string, definition: string): string =>
  cluster({
    image,
    conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
    definitions: policyFile(definition),
    mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
  })
const both = '{"ha-mode": "all", "ha-promote-on-failure": "when-synced"}'

export default rows({
  valid: [
    { name: 'from 3.7.5', manifests: loaded('rabbitmq:3.7.5', both) },
    { name: 'without the key', manifests: loaded('rabbitmq:3.7.4', '{"ha-mode": "all"}') },
  ],
  invalid: [
    {
      name: '3.6',
      manifests: loaded('rabbitmq:3.6.10', both),
      findings: [{ severity: 'error', text: '"ha-promote-on-failure"' }],
    },
    {
      name: '3.7.4',
      manifests: loaded('rabbitmq:3.7.4', both),
      findings: [{ severity: 'error', text: '"ha-promote-on-failure"', fix: 'safe' }],
      fixed: loaded('rabbitmq:3.7.4', '{"ha-mode": "all"}'),
    },
  ],
})
