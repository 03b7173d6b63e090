import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

/** What a fix adds at the end. */
const headless = { kind: 'Service', metadata: { name: 'rabbitmq-headless' }, spec: { clusterIP: 'None' } }

export default rows({
  valid: [
    { name: 'headless', manifests: cluster() },
    {
      name: 'made by the operator',
      manifests: yaml(rabbitmqCluster({ replicas: 3 })),
    },
    { name: 'not seen', manifests: cluster({ without: ['Service'] }) },
  ],
  invalid: [
    {
      name: 'cluster IP, host names, three replicas',
      manifests: cluster({ service: { type: 'ClusterIP', publishNotReadyAddresses: true } }),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-headless governs StatefulSet rabbitmq/,
          path: '/spec/clusterIP',
          text: 'spec',
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ service: { type: 'ClusterIP', publishNotReadyAddresses: true }, objects: [headless] }),
    },
    {
      name: 'NodePort: a Service of its own is needed',
      manifests: cluster({ service: { type: 'NodePort' } }),
      findings: [{ severity: 'error', path: '/spec/clusterIP', fix: 'none', help: /headless Service/ }],
    },
    {
      name: 'node names by IP',
      manifests: cluster({ service: { type: 'ClusterIP' }, nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [{ severity: 'warning', path: '/spec/clusterIP' }],
    },
    {
      name: 'one replica, prepared for more',
      manifests: cluster({ service: { type: 'ClusterIP' }, replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/clusterIP' }],
    },
    {
      name: 'a single node for development',
      manifests: cluster({
        service: { type: 'ClusterIP' },
        replicas: 1,
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
      }),
      findings: [{ severity: 'info', path: '/spec/clusterIP' }],
    },
    {
      name: 'in a file of its own',
      manifests: {
        'a/sts.yaml': cluster({ without: ['Service'] }),
        'b/svc.yaml': cluster({
          service: { type: 'ClusterIP' },
          without: ['StatefulSet', 'ConfigMap', 'Role', 'RoleBinding', 'ServiceAccount'],
        }),
      },
      findings: [{ severity: 'error', line: 6 }],
    },
  ],
})
