import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const plain = { nodeName: null, longNames: null, discovery: '', replicas: 1, kind: 'Deployment' } as const
const deployment = (more: Sample = {}): string => cluster({ ...plain, ...more })
const hostname = '/spec/template/spec/hostname'
const name = '/spec/template/spec/containers/0/env/5/value'

export default rows({
  valid: [
    { name: 'a StatefulSet', manifests: cluster() },
    { name: 'a host name that stays', manifests: deployment({ pod: { hostname: 'rabbitmq' } }) },
    { name: 'a node name that stays', manifests: deployment({ nodeName: 'rabbit@localhost' }) },
    {
      name: 'a name for the node and a host name that stays',
      manifests: deployment({ nodeName: 'mq', pod: { hostname: 'rabbitmq' } }),
    },
    { name: 'the name of the machine', manifests: deployment({ pod: { hostNetwork: true } }) },
    { name: 'no claim', manifests: deployment({ storage: 'emptyDir' }) },
    { name: 'a Pod', manifests: deployment({ kind: 'Pod' }) },
    {
      name: 'a folder of its own',
      manifests: deployment({ env: { RABBITMQ_MNESIA_DIR: '/var/lib/rabbitmq/mnesia/db' } }),
    },
    {
      name: 'the image of Bitnami: rabbit@localhost',
      manifests: deployment({ image: 'bitnami/rabbitmq:3.13.7', dataAt: '/bitnami' }),
    },
    { name: 'the operator', manifests: yaml(rabbitmqCluster()) },
  ],
  invalid: [
    {
      name: 'a Deployment on a claim',
      manifests: deployment(),
      findings: [
        {
          severity: 'warning',
          path: hostname,
          message: /^each pod of Deployment rabbitmq is another node: rabbit@<pod>$/,
          why: /^a new pod starts empty, and the data of the one before stays unread on volume data$/,
          help: /^set spec\.template\.spec\.hostname to a name that stays, or make it a StatefulSet$/,
        },
      ],
      after: deployment({ pod: { hostname: 'rabbitmq' } }),
    },
    {
      name: 'a node name from that of the pod',
      manifests: deployment({ nodeName: 'rabbit@$(MY_POD_NAME)', pod: { hostname: 'rabbitmq' } }),
      findings: [
        {
          path: name,
          help: /^leave RABBITMQ_NODENAME out, and set spec\.template\.spec\.hostname to a name that stays/,
        },
      ],
      after: deployment({ pod: { hostname: 'rabbitmq' } }),
    },
    {
      name: 'a name for the node, without a host',
      manifests: deployment({ nodeName: 'mq' }),
      findings: [{ path: name, message: /is another node: mq$/ }],
    },
    {
      name: 'several',
      manifests: cluster({ kind: 'Deployment' }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/containers/0/env/6/value',
          help: /^make it a StatefulSet with a claim template: its pods keep/,
        },
      ],
    },
  ],
})
