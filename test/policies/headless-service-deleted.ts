import { cluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const portless = { kind: 'Service', metadata: { name: 'rabbitmq-headless' }, spec: { ports: null } }
const going = {
  kind: 'StatefulSet',
  metadata: { name: 'rabbitmq', deletionTimestamp: '2026-01-01T00:00:00Z' },
}
const withoutDomain = 'rabbit@$(MY_POD_NAME).rabbitmq-headless.mq'

export default rows({
  valid: [
    { name: 'kept', before: cluster(), manifests: cluster({ replicas: 5 }) },
    {
      name: 'all goes',
      before: cluster(),
      manifests: yaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'left' } }),
    },
    {
      name: 'the set has no pods',
      before: cluster({ replicas: 0 }),
      manifests: cluster({ replicas: 0, without: ['Service'] }),
    },
    {
      name: 'the set goes with it',
      before: cluster({ objects: [going] }),
      manifests: cluster({ objects: [going], without: ['Service'] }),
    },
    {
      name: 'it never selected the pods',
      before: cluster({ selector: { app: 'other' } }),
      manifests: cluster({ without: ['Service'] }),
    },
    {
      name: 'without ports, before and after',
      before: cluster({ objects: [portless] }),
      manifests: cluster({ objects: [portless], replicas: 5 }),
    },
    {
      name: 'it never was headless',
      before: cluster({ service: { type: 'ClusterIP' } }),
      manifests: cluster({ without: ['Service'] }),
    },
  ],
  invalid: [
    {
      name: 'deleted',
      before: cluster(),
      manifests: cluster({ without: ['Service'] }),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-headless is deleted, but it governs StatefulSet rabbitmq$/,
          path: '/spec/serviceName',
          why: /loses a link finds no peer$/,
          help: /^keep Service rabbitmq-headless for as long as rabbitmq has pods$/,
        },
      ],
    },
    {
      name: 'deleted, with names by IP',
      before: cluster({ nodeName: 'rabbit@$(MY_POD_IP)' }),
      manifests: cluster({ nodeName: 'rabbit@$(MY_POD_IP)', without: ['Service'] }),
      findings: [
        { severity: 'error', path: '/spec/serviceName', why: /^its Endpoints and the stable names/ },
      ],
    },
    {
      name: 'deleted, with names by IP and discovery that asks nobody',
      before: cluster({ nodeName: 'rabbit@$(MY_POD_IP)', image: 'rabbitmq:4.1.3' }),
      manifests: cluster({ nodeName: 'rabbit@$(MY_POD_IP)', image: 'rabbitmq:4.1.3', without: ['Service'] }),
      findings: [{ severity: 'error', path: '/spec/serviceName', why: /^the stable names of its pods go/ }],
    },
    {
      name: 'deleted, with a name that only DNS knows, on one node',
      before: cluster({ nodeName: withoutDomain, replicas: 1 }),
      manifests: cluster({ nodeName: withoutDomain, replicas: 1, without: ['Service'] }),
      findings: [
        { severity: 'error', path: '/spec/serviceName', why: /even its own name, and does not boot$/ },
      ],
    },
    {
      name: 'deleted, on one node that knows its name',
      before: cluster({ replicas: 1 }),
      manifests: cluster({ replicas: 1, without: ['Service'] }),
      findings: [{ severity: 'info', path: '/spec/serviceName', why: /a pod by its name finds none$/ }],
    },
    {
      name: 'no longer headless',
      before: cluster(),
      manifests: cluster({ service: { type: 'ClusterIP' } }),
      findings: [
        {
          message: /is no longer headless/,
          help: /^leave Service rabbitmq-headless headless \(clusterIP: None\) for as long as rabbitmq has pods$/,
          text: 'apiVersion: v1',
        },
      ],
    },
    {
      name: 'a Service without ports is deleted',
      before: cluster({ objects: [portless] }),
      manifests: cluster({ without: ['Service'] }),
      findings: [{ severity: 'error', path: '/spec/serviceName' }],
    },
    {
      name: 'selects other pods',
      before: cluster(),
      manifests: cluster({ selector: { app: 'other' } }),
      findings: [
        {
          severity: 'error',
          message: /no longer selects the pods/,
          help: /^let the selector of Service rabbitmq-headless match the labels of the pods$/,
          text: 'apiVersion: v1',
        },
      ],
    },
    {
      name: 'no longer selects',
      before: cluster(),
      manifests: cluster({ selector: null }),
      findings: [{ message: /no longer selects the pods/, text: 'apiVersion: v1' }],
    },
  ],
})
