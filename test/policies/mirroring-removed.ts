import { cluster, policyFile, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const v4 = { image: 'rabbitmq:4.2.1', discovery: 'cluster_formation.peer_discovery_backend = k8s' }
const ha = '{"ha-mode": "all", "ha-sync-mode": "automatic", "max-length": 10}'

export default rows({
  valid: [
    { name: 'no ha-* key', manifests: cluster({ ...v4, definitions: policyFile('{"max-length": 10}') }) },
    { name: '3.13 still mirrors', manifests: cluster({ definitions: policyFile(ha) }) },
    {
      name: 'definitions that no configuration loads',
      manifests: cluster({ ...v4, definitions: policyFile(ha), loadDefinitions: false }),
    },
  ],
  invalid: [
    {
      name: 'in values of a chart, beside texts that it expands',
      manifests: `image: {repository: bitnami/rabbitmq, tag: 4.0.7-debian-12-r1}
replicaCount: 3
auth: {existingErlangSecret: mq}
loadDefinition: {enabled: true, existingSecret: mine, file: /app/d.json}
extraSecrets:
  mine:
    d.json: |
      {"users": [{"name": "{{ .Values.auth.username | default "a" }}", "password": "{{ .Values.p }}", "tags": "administrator"}],
       "permissions": [{"user": "{{ .Values.auth.username | default "a" }}", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}],
       "vhosts": [{"name": "/"}],
       "policies": [{"name": "ha", "pattern": ".*", "vhost": "/", "definition": {"ha-mode": "all"}}]}
`,
      gap: /render the chart/,
      findings: [{ severity: 'error', path: '/extraSecrets/mine/d.json' }],
    },

    {
      name: 'in rabbitmq.conf',
      manifests: cluster({
        ...v4,
        conf: `default_policies.operator.ha.queue_pattern = ^a
default_policies.operator.ha.classic_queues.ha_mode = all
default_policies.operator.ha.max_length_bytes = 1GB`,
      }),
      findings: [
        {
          message: /^operator policy ha sets ha-mode/,
          why: /first one$/,
          inner: 'default_policies.operator.ha.classic_queues.ha_mode',
        },
      ],
      fixed: cluster({
        ...v4,
        conf: `default_policies.operator.ha.queue_pattern = ^a
default_policies.operator.ha.max_length_bytes = 1GB`,
      }),
    },
    {
      name: 'imported at boot',
      manifests: cluster({ ...v4, definitions: policyFile(ha) }),
      findings: [
        {
          severity: 'error',
          message: /sets ha-mode, ha-sync-mode: RabbitMQ 4\.2\.1 has no mirroring$/,
          why: /the boot$/,
          text: '"ha-mode"',
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ ...v4, definitions: policyFile('{"max-length": 10}') }),
    },
    {
      name: 'a single node does not boot either',
      manifests: cluster({
        image: 'rabbitmq:4.2.1',
        replicas: 1,
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
        definitions: policyFile(ha),
      }),
      findings: [{ severity: 'error', text: '"ha-mode"' }],
    },
    {
      name: 'a tag that tells only the major release',
      manifests: cluster({ ...v4, image: 'rabbitmq:4', definitions: policyFile(ha) }),
      findings: [{ severity: 'error', text: '"ha-mode"' }],
    },
    {
      name: 'in a resource of the topology operator',
      manifests: yaml(
        rabbitmqCluster({ replicas: 3, image: 'rabbitmq:4.2.1' }, { namespace: 'mq' }),
        topology('Policy', 'ha', { name: 'ha', pattern: '^a', definition: { 'ha-mode': 'all' } }),
      ),
      findings: [{ severity: 'error', why: /^the policy is refused/, text: 'ha-mode' }],
    },
  ],
})
