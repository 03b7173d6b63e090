import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const policy = (spec: JsonObject, name = 'rabbitmq'): JsonObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'mq' },
  spec: { podSelector: { matchLabels: { app: 'rabbitmq' } }, ...spec },
})
const under = (spec: JsonObject, sample: object = {}): string =>
  cluster({ objects: [policy(spec)], ...sample } as never)
const tcp = (...ports: readonly (number | string)[]): readonly JsonObject[] => ports.map(port => ({ port }))
const all = tcp(5672, 4369, 25672)
const own = { podSelector: { matchLabels: { app: 'rabbitmq' } } }
const denyAll = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'deny-all')
const short = { ingress: [{ ports: tcp(5672, 4369) }] }

export default rows({
  valid: [
    { name: 'no policy', manifests: cluster() },
    { name: 'the ports', manifests: under({ ingress: [{ ports: all }] }) },
    { name: 'everything', manifests: under({ ingress: [{}] }) },
    {
      name: 'from the pods themselves',
      manifests: under({ ingress: [{ ports: tcp(5672) }, { from: [own] }] }),
    },
    {
      name: 'from the namespace by its name',
      manifests: under({
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mq' } } }] },
        ],
      }),
    },
    { name: 'from every namespace', manifests: under({ ingress: [{ from: [{ namespaceSelector: {} }] }] }) },
    {
      name: 'from everywhere',
      manifests: under({ ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }),
    },
    {
      name: 'a range of ports',
      manifests: under({ ingress: [{ ports: [{ port: 1024, endPort: 65535 }] }] }),
    },
    { name: 'any port of TCP', manifests: under({ ingress: [{ ports: [{ protocol: 'TCP' }] }] }) },
    { name: 'for other pods', manifests: under({ ...short, podSelector: { matchLabels: { app: 'web' } } }) },
    {
      name: 'what goes out only, and there is no rule for it',
      manifests: under({ policyTypes: ['Egress'], egress: [{}] }),
    },
    {
      name: 'another policy allows it',
      manifests: cluster({
        objects: [denyAll, policy({ ingress: [{ from: [own] }], egress: [{ to: [own] }] })],
      }),
    },
    { name: 'a single node', manifests: under(short, { replicas: 1, discovery: '', nodeName: null }) },
    {
      name: 'nodes that nothing joins',
      manifests: under(short, { discovery: '', nodeName: null, longNames: null }),
    },
    {
      name: 'from addresses that may be those of the pods',
      manifests: under({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
      gap: /allows port 4369 by what only a cluster tells/,
    },
    {
      name: 'from namespaces with a label',
      manifests: under({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'mq' } } }] }] }),
      gap: /by what only a cluster tells/,
    },
    {
      name: 'another policy may be there',
      manifests: {
        'a.yaml': under(short),
        'b.yaml':
          '{{- if .Values.on }}\nkind: NetworkPolicy\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n',
      },
      gap: /b\.yaml was not read/,
    },
    {
      name: 'another policy is for pods that are not known yet',
      manifests: {
        'a.yaml': under(short),
        'b.yaml':
          'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: b, namespace: mq}\nspec: {podSelector: {matchLabels: {app: "{{ app }}"}}}\n',
      },
      gap: /placeholder/,
    },
  ],
  invalid: [
    {
      name: 'one port of two',
      manifests: under(short),
      findings: [
        {
          severity: 'error',
          message: /^NetworkPolicy rabbitmq closes port 25672 between pods of rabbitmq$/,
          why: /each node boots alone, one cluster per pod/,
          help: /^allow TCP 4369 and 25672 from the pods of rabbitmq$/,
          path: '/spec/ingress',
        },
      ],
      after: under({ ingress: [{ ports: tcp(5672, 4369) }, { from: [own], ports: tcp(4369, 25672) }] }),
    },
    {
      name: 'nothing at all, for all pods',
      manifests: cluster({ objects: [denyAll], image: 'rabbitmq:4.2.1' }),
      findings: [
        {
          severity: 'error',
          message: /port 4369 and 25672/,
          why: /the others wait for it for ever$/,
          path: '/spec/ingress',
        },
      ],
    },
    {
      name: 'what goes out',
      manifests: under({ egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }], ingress: [{}] }),
      findings: [{ severity: 'error', help: /to the pods of rabbitmq$/, path: '/spec/egress' }],
    },
    {
      name: 'other pods, and other protocols',
      manifests: under({
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: 'web' } } }] },
          { ports: [{ port: 4369, protocol: 'UDP' }] },
        ],
      }),
      findings: [{ severity: 'error', path: '/spec/ingress' }],
    },
    {
      name: 'another namespace by its name',
      manifests: under({
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } }] },
        ],
      }),
      findings: [{ severity: 'error', path: '/spec/ingress' }],
    },
    {
      name: 'names of ports',
      manifests: under({ ingress: [{ ports: tcp('amqp', 'management') }] }),
      findings: [{ severity: 'error', path: '/spec/ingress' }],
    },
    {
      name: 'a port that the variables move',
      manifests: under({ ingress: [{ ports: all }] }, { env: { RABBITMQ_NODE_PORT: '5673' } }),
      findings: [{ severity: 'error', message: /port 25673 between/, path: '/spec/ingress' }],
    },
    {
      name: 'a port of its own',
      manifests: under({ ingress: [{ ports: all }] }, { env: { RABBITMQ_DIST_PORT: '4000' } }),
      findings: [{ severity: 'error', message: /port 4000 between/, path: '/spec/ingress' }],
    },
    {
      name: 'one replica, prepared for more',
      manifests: under(short, { replicas: 1 }),
      findings: [{ severity: 'info', path: '/spec/ingress', why: /^one node does without/ }],
    },
    {
      name: 'nodes that find each other by a list',
      manifests: under(short, {
        discovery:
          'cluster_formation.peer_discovery_backend = classic_config\ncluster_formation.classic_config.nodes.1 = rabbit@rabbitmq-0.rabbitmq-headless.mq.svc.cluster.local',
      }),
      findings: [
        {
          severity: 'error',
          why: /^the nodes do not reach each other, and form no cluster$/,
          path: '/spec/ingress',
        },
      ],
    },
    {
      name: 'what the operator makes',
      manifests: yaml(
        rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }),
        policy({
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'rmq' } },
          ingress: [{ ports: tcp(5672) }],
        }),
      ),
      findings: [{ severity: 'error', path: '/spec/ingress' }],
    },
  ],
})
