import { cluster, policyFile } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const ha = '{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic"}'

const withQuorum = (text: string): string =>
  text.replace('{"name": "/"}', '{"name": "/", "metadata": {"default_queue_type": "quorum"}}')

export default rows({
  valid: [
    { name: 'no ha-* key', manifests: cluster({ definitions: policyFile('{"max-length": 10}') }) },
    {
      name: 'on 4.x another rule speaks',
      manifests: cluster({ image: 'rabbitmq:4.2.1', definitions: policyFile('{"max-length": 10}') }),
    },
  ],
  invalid: [
    {
      name: '3.13',
      manifests: cluster({ definitions: policyFile(ha) }),
      findings: [
        {
          severity: 'warning',
          message: /^policy orders mirrors classic queues/,
          text: '"ha-mode"',
          fix: 'unsafe',
        },
      ],
      fixed: withQuorum(cluster({ definitions: policyFile(ha) })).replace(
        /"policies": \[[^\]]*\]/,
        '"policies": []',
      ),
    },
    {
      name: 'with keys for other things',
      manifests: cluster({ definitions: policyFile('{"ha-mode": "all", "max-length": 10}') }),
      findings: [{ severity: 'warning', text: '"ha-mode"', fix: 'unsafe' }],
      fixed: withQuorum(cluster({ definitions: policyFile('{"ha-mode": "all", "max-length": 10}') })).replace(
        '"ha-mode": "all", ',
        '',
      ),
    },
    {
      name: 'a queue is there that has copies',
      manifests: cluster({
        definitions: policyFile(ha).replace(
          '"policies"',
          '"queues": [{"name": "q", "vhost": "/", "durable": true}],\n  "policies"',
        ),
      }),
      findings: [{ severity: 'warning', text: '"ha-mode"', fix: 'none' }],
    },
    {
      name: 'set by a command',
      manifests: cluster({
        container: {
          lifecycle: { postStart: { exec: { command: ['rabbitmqctl', 'set_policy', 'ha', '.*', ha] } } },
        },
      }),
      findings: [{ severity: 'warning', text: '"ha-mode"', fix: 'none' }],
    },
    {
      name: '3.8: not deprecated yet',
      manifests: cluster({ image: 'rabbitmq:3.8.35', definitions: policyFile(ha) }),
      findings: [{ severity: 'info', text: '"ha-mode"', fix: 'none' }],
    },
    {
      name: 'unknown release: deprecated or removed, always something',
      manifests: cluster({ image: 'rabbitmq:latest', definitions: policyFile(ha) }),
      findings: [{ severity: 'info', why: /4\.0-4\.4: .*the import at boot fails/, text: '"ha-mode"' }],
    },
  ],
})
