import { cluster, service } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const nodes = (name: string, spec: object = {}) =>
  service(name, {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: { app: 'rabbitmq' },
    ports: [{ name: 'epmd', port: 4369 }],
    ...spec,
  })
const other = nodes('rabbitmq-nodes')
const renamed = (name: string) =>
  ({
    serviceName: name,
    nodeName: `rabbit@$(MY_POD_NAME).${name}.mq.svc.cluster.local`,
    discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = ${name}
cluster_formation.k8s.hostname_suffix = .${name}.mq.svc.cluster.local`,
  }) as const
const shop = nodes('shop', { selector: { app: 'shop' } })
const byAddress = { nodeName: 'rabbit@$(MY_POD_IP)' } as const

export default rows({
  valid: [
    { name: 'the right one is named', manifests: cluster({ objects: [other] }) },
    {
      name: 'no other selects the pods: another rule says so',
      manifests: cluster({ selector: { app: 'rabbit' } }),
    },
    {
      name: 'the other one is not headless',
      manifests: cluster({ selector: { app: 'rabbit' }, objects: [nodes('x', { clusterIP: '10.0.0.7' })] }),
    },
    {
      name: 'both select the pods',
      manifests: cluster({ service: { type: 'NodePort' }, objects: [other] }),
    },
    { name: 'the one that is named is not there', manifests: cluster({ serviceName: 'none' }) },
  ],
  invalid: [
    {
      name: 'the nodes are named below the one that selects nothing',
      manifests: cluster({ selector: { app: 'rabbit' }, objects: [other] }),
      findings: [
        {
          severity: 'error',
          message:
            /^StatefulSet rabbitmq is governed by Service rabbitmq-headless, but rabbitmq-nodes selects its pods$/,
          why: /^no pod has a DNS record: the nodes cannot resolve each other/,
          help: /^the nodes are named below rabbitmq-headless: .* app: rabbitmq$/,
          path: '/spec/serviceName',
          text: 'rabbitmq-headless',
        },
      ],
      after: cluster({ objects: [other] }),
    },
    {
      name: 'the Service of another application is named',
      manifests: cluster({ serviceName: 'shop', objects: [shop] }),
      findings: [
        {
          severity: 'error',
          help: /^name Service rabbitmq-headless in spec\.serviceName/,
          why: /even its own name/,
          path: '/spec/serviceName',
        },
      ],
      after: cluster({ objects: [shop] }),
    },
    {
      name: 'discovery asks for the one that is named',
      manifests: cluster({ ...renamed('shop'), ...byAddress, objects: [shop], image: 'rabbitmq:3.8.9' }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/serviceName',
          why: /^peer discovery reads its Endpoints, and no node is/,
        },
      ],
    },
    {
      name: 'node names by IP',
      manifests: cluster({ serviceName: 'shop', objects: [shop], ...byAddress }),
      findings: [{ severity: 'warning', path: '/spec/serviceName', why: /do without/ }],
    },
    {
      name: 'a single node',
      manifests: cluster({
        replicas: 1,
        serviceName: 'shop',
        objects: [shop],
        discovery: 'listeners.tcp.default = 5672',
        nodeName: null,
      }),
      findings: [
        { severity: 'info', path: '/spec/serviceName', why: /^the pod has no DNS record: one node/ },
      ],
    },
    {
      name: 'scaled to none',
      manifests: cluster({ replicas: 0, serviceName: 'shop', objects: [shop] }),
      findings: [{ severity: 'info', path: '/spec/serviceName' }],
    },
  ],
})
