import { cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const byAddress = { nodeName: 'rabbit@$(MY_POD_IP)' } as const
const alone = {
  replicas: 1,
  discovery: 'listeners.tcp.default = 5672',
  nodeName: null,
  serviceName: null,
} as const
const second = service('rabbitmq-second', {
  clusterIP: 'None',
  selector: { app: 'rabbitmq' },
  ports: [{ port: 4369 }],
})

export default rows({
  valid: [
    { name: 'one is named', manifests: cluster() },
    { name: 'a Deployment has none', manifests: cluster({ kind: 'Deployment', replicas: 1 }) },
    { name: 'the operator names one', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'of another application',
      manifests:
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {containers: [{name: db, image: "postgres:17"}]}}}\n',
    },
  ],
  invalid: [
    {
      name: 'one headless Service selects the pods',
      manifests: cluster({ serviceName: null }),
      findings: [
        {
          severity: 'error',
          message: /^StatefulSet rabbitmq names no governing Service$/,
          why: /cannot resolve even its own name, and does not boot$/,
          help: /^name Service rabbitmq-headless in spec\.serviceName/,
          path: '/spec/serviceName',
          fix: 'unsafe',
        },
      ],
      after: cluster(),
    },
    {
      name: 'an empty name is none',
      manifests: cluster({ serviceName: '' }),
      findings: [{ severity: 'error', path: '/spec/serviceName' }],
      after: cluster(),
    },
    {
      name: 'two of them do',
      manifests: cluster({ serviceName: null, objects: [second] }),
      findings: [{ severity: 'error', path: '/spec/serviceName', fix: 'none' }],
    },
    {
      name: 'none does',
      manifests: cluster({ serviceName: null, without: ['Service'] }),
      findings: [
        {
          severity: 'error',
          path: '/spec/serviceName',
          help: /^add a Service with clusterIP: None and/,
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'short names',
      manifests: cluster({ serviceName: null, nodeName: null, longNames: null }),
      findings: [
        { severity: 'error', path: '/spec/serviceName', why: /the nodes cannot resolve each other/ },
      ],
    },
    {
      name: 'node names by IP',
      manifests: cluster({ serviceName: null, ...byAddress }),
      findings: [{ severity: 'warning', path: '/spec/serviceName', why: /named by address do without/ }],
    },
    {
      name: 'node names by IP, where discovery goes by names',
      manifests: cluster({ serviceName: null, ...byAddress, image: 'rabbitmq:4.1.3' }),
      findings: [{ severity: 'error', path: '/spec/serviceName', why: /^peer discovery goes by the names/ }],
    },
    {
      name: 'a single node',
      manifests: cluster(alone),
      findings: [{ severity: 'info', path: '/spec/serviceName', why: /one node does without/ }],
    },
    {
      name: 'a single node that is named below a Service',
      manifests: cluster({ replicas: 1, serviceName: null }),
      findings: [{ severity: 'error', path: '/spec/serviceName', why: /even its own name/ }],
      after: cluster({ replicas: 1 }),
    },
    {
      name: 'where something stands that is no name',
      manifests: cluster().replace(/serviceName: .*/, 'serviceName: true'),
      findings: [{ severity: 'error', path: '/spec/serviceName', fix: 'none' }],
    },
    {
      name: 'scaled to none',
      manifests: cluster({ replicas: 0, serviceName: null }),
      findings: [{ severity: 'info', path: '/spec/serviceName' }],
    },
    {
      name: 'in a kustomization',
      manifests: {
        'kustomization.yaml': 'resources: [rabbitmq.yaml]\n',
        'rabbitmq.yaml': cluster({ serviceName: null }),
      },
      findings: [{ severity: 'error', path: '/spec/serviceName' }],
    },
  ],
})
