import type { JsonObject } from '../../model/kube/json.ts'
import {
  chartValues,
  cluster,
  overPods,
  rabbitmqCluster,
  secret,
  service,
  topology,
  yaml,
} from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const client = (spec: JsonObject): string =>
  cluster({ objects: [{ kind: 'Service', metadata: { name: 'rabbitmq-client' }, spec }] })
const set = (spec: JsonObject): string =>
  cluster({ objects: [{ kind: 'StatefulSet', metadata: { name: 'rabbitmq' }, spec }] })
const cookie = (content: JsonObject): string => cluster({ objects: [secret('rabbitmq-cookie', content)] })
const operated = (spec: JsonObject): string => yaml(rabbitmqCluster(spec, { namespace: 'mq' }))
const written = (from: string, to: string): string => {
  const text = cluster()
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return text.replace(from, to)
}
const others = (kind: string, apiVersion: string): string =>
  `${cluster()}---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: mq}\n# rabbit\n`

export default rows({
  valid: [
    { name: 'as they should be', manifests: cluster() },
    { name: 'for the operator', manifests: operated({ replicas: 3, persistence: { storage: '20Gi' } }) },
    { name: 'values of a chart', manifests: yaml(chartValues({ nonsense: true })) },
    {
      name: 'for the topology operator',
      manifests: yaml(
        rabbitmqCluster({ replicas: 1 }, { namespace: 'mq' }),
        topology('Queue', 'q', { name: 'q', type: 'quorum' }),
      ),
    },
    {
      name: 'a port of a node that is left out',
      manifests: client({ type: 'NodePort', ports: [{ name: 'amqp', nodePort: 0 }] }),
    },
    { name: 'base64 of bytes', manifests: cookie({ data: { cookie: '/w==', 'passphrase.p12': '/w==' } }) },
    { name: 'a password that is not shown', manifests: cookie({ data: { password: 'XXXX' } }) },
    {
      name: 'base64 of a password',
      manifests: cookie({ data: { cookie: '/w==', password: btoa('swordfish') } }),
    },
    { name: 'nothing is nothing', manifests: client({ clusterIP: null, externalIPs: null }) },
    {
      name: 'placeholders',
      manifests: client({ type: `\${TYPE}`, ports: [{ name: 'amqp', nodePort: `\${PORT}` }] }).replace(
        'name: rabbitmq-client',
        `name: rabbitmq-client\n  annotations: {x: "\${X}"}`,
      ),
    },
    {
      name: 'of another application',
      manifests: `${cluster()}---\n${yaml(service('web', { selctor: { app: 'web' }, ports: [{ port: 'x' }] }))}`,
    },
    {
      name: 'a field that a newer Kubernetes may have',
      manifests: client({ newField: true }),
      options: { kubernetesVersion: '1.99' },
    },
    {
      name: 'kinds of other groups',
      manifests: others('Service', 'serving.knative.dev/v1') + others('Queues', 'example.com/v1'),
    },
    {
      name: 'kinds that are there',
      manifests: others('Namespace', 'v1') + others('ControllerRevision', 'apps/v1'),
    },
    { name: 'a kind that nothing is like', manifests: others('Widget', 'apps/v1') },
    {
      name: 'values, and objects of other programs',
      manifests: `${cluster()}---\nkind: rabbit\nmetadata: {name: x}\n---\napiVersion: example.com/v1\nmetadata: {name: rabbit}\n---\nkind: Service\nspec: {rabbit: true}\n`,
    },
    {
      name: 'a kind by mistake, and no RabbitMQ',
      manifests:
        'apiVersion: v1\nkind: Deployment\nmetadata: {name: rabbit-client}\nspec: {template: {spec: {containers: [{name: a, image: "shop:1"}]}}}\n',
    },
  ],
  invalid: [
    {
      name: 'a port of a node outside of the range',
      manifests: client({ type: 'NodePort', ports: [{ name: 'amqp', nodePort: 15672 }] }),
      findings: [
        {
          severity: 'error',
          message:
            /^spec\.ports\[amqp\]\.nodePort of Service rabbitmq-client is 15672, outside of 30000-32767$/,
          why: /another range$/,
          help: /or leave it out$/,
          path: '/spec/ports/0/nodePort',
          text: '15672',
        },
      ],
      after: client({ type: 'NodePort', ports: [{ name: 'amqp', nodePort: 31672 }] }),
    },
    {
      name: 'no port at all',
      manifests: client({ ports: [{ name: 'amqp', port: 70000 }] }),
      findings: [
        {
          severity: 'error',
          why: /refuses the object$/,
          help: /from 1 to 65535$/,
          path: '/spec/ports/0/port',
        },
      ],
    },
    {
      name: 'several ports, one without a name',
      manifests: client({ ports: [{ name: 'amqp', port: 5672 }, { port: 15672 }] }),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-client has no spec\.ports\[1\]\.name$/,
          path: '/spec/ports/1/name',
        },
      ],
      after: client({
        ports: [
          { name: 'amqp', port: 5672 },
          { name: 'management', port: 15672 },
        ],
      }),
    },
    {
      name: 'no port',
      manifests: written('  ports:\n    - name: amqp\n      port: 5672\n', '  type: ClusterIP\n'),
      findings: [{ severity: 'error', message: /has no spec\.ports$/, path: '/spec/ports' }],
      after: cluster(),
    },
    {
      name: 'text for a number',
      manifests: set({ replicas: '3' }),
      findings: [
        {
          severity: 'error',
          message: /^spec\.replicas of StatefulSet rabbitmq is text, and has to be a whole number$/,
          path: '/spec/replicas',
        },
      ],
      after: cluster(),
    },
    {
      name: 'a number for text',
      manifests: cluster({ data: { port: 5672 as never } }),
      findings: [
        {
          severity: 'error',
          message: /is a number, and has to be text$/,
          help: /quotes$/,
          path: '/data/port',
          text: '5672',
        },
      ],
      after: cluster({ data: { port: '5672' } }),
    },
    {
      name: 'true for text, text for true, a map for a list, text for a map',
      manifests: cluster({
        container: { env: [{ name: 'X', value: true }], stdin: 'yes' },
        pod: { imagePullSecrets: { name: 'x' } },
        service: { clusterIP: 'None', publishNotReadyAddresses: true, sessionAffinityConfig: 'x' },
      }),
      findings: [
        {
          severity: 'error',
          message: /value of StatefulSet rabbitmq is true, and has to be text$/,
          path: '/spec/template/spec/containers/0/env/7/value',
        },
        {
          severity: 'error',
          message: /stdin .* is text, and has to be true or false$/,
          path: '/spec/template/spec/containers/0/stdin',
        },
        {
          severity: 'error',
          message: /imagePullSecrets of StatefulSet rabbitmq is a map, and has to be a list$/,
          path: '/spec/template/spec/imagePullSecrets',
        },
        { severity: 'error', message: /is text, and has to be a map$/, path: '/spec/sessionAffinityConfig' },
      ],
    },
    {
      name: 'a list for text, a number that is not whole, a port that is neither',
      manifests: cluster({
        container: { workingDir: ['x'] },
        pod: { priority: 1.5 },
        readiness: { tcpSocket: { port: true } },
      }),
      findings: [
        {
          severity: 'error',
          message: /is true, and has to be a number or text$/,
          path: '/spec/template/spec/containers/0/readinessProbe/tcpSocket/port',
        },
        {
          severity: 'error',
          message: /is a list, and has to be text$/,
          path: '/spec/template/spec/containers/0/workingDir',
        },
        { severity: 'error', path: '/spec/template/spec/priority' },
      ],
    },
    {
      name: 'an amount',
      manifests: operated({ persistence: { storage: '20Gb' } }),
      findings: [
        {
          severity: 'error',
          message: /^spec\.persistence\.storage of RabbitmqCluster rmq is 20Gb, which is no quantity$/,
          help: /: 20Gi$/,
          path: '/spec/persistence/storage',
          text: '20Gb',
        },
      ],
      after: operated({ persistence: { storage: '20Gi' } }),
    },
    {
      name: 'an amount of nothing known',
      manifests: cluster({ memory: 'much' }),
      findings: [
        {
          severity: 'error',
          help: /or nothing$/,
          path: '/spec/template/spec/containers/0/resources/limits/memory',
        },
      ],
    },
    {
      name: 'an amount that is none',
      manifests: operated({ resources: { limits: { memory: true } } }),
      findings: [
        { severity: 'error', message: /has to be a quantity$/, path: '/spec/resources/limits/memory' },
      ],
    },
    {
      name: 'data of a Secret as it is',
      manifests: cookie({ data: { cookie: 'a-cookie' } }),
      findings: [
        {
          severity: 'error',
          message: /^data\.cookie of Secret rabbitmq-cookie is not base64$/,
          help: /stringData$/,
          path: '/data/cookie',
        },
      ],
      after: cookie({ stringData: { cookie: 'a-cookie' } }),
    },
    {
      name: 'data of a Secret as it is, which happens to be base64',
      manifests: cookie({
        data: { cookie: btoa('a-cookie'), username: 'shop', 'default-password': 'swordfish123' },
      }),
      findings: [
        {
          severity: 'warning',
          message: /^data\.username of Secret rabbitmq-cookie is base64 of bytes that are no text$/,
          why: /never encoded, as it seems/,
          help: /stringData$/,
          path: '/data/username',
        },
        { severity: 'warning', path: '/data/default-password' },
      ],
      after: cookie({
        stringData: { cookie: 'a-cookie', username: 'shop', 'default-password': 'swordfish123' },
      }),
    },
    {
      name: 'data of a Secret that is no text',
      manifests: cookie({ data: { cookie: 12345 } }),
      findings: [
        { severity: 'error', message: /is a number, and has to be text in base64$/, path: '/data/cookie' },
      ],
    },
    {
      name: 'no such choice',
      manifests: client({ type: 'Loadbalancer' }),
      findings: [
        {
          severity: 'error',
          message: /^spec\.type of Service rabbitmq-client is Loadbalancer, which is no choice$/,
          help: /LoadBalancer/,
          path: '/spec/type',
        },
      ],
      after: client({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] }),
    },
    {
      name: 'a selector that is missing',
      manifests: written('  selector:\n    matchLabels:\n      app: rabbitmq\n  template:', '  template:'),
      findings: [
        {
          severity: 'error',
          message: /^StatefulSet rabbitmq has no spec\.selector$/,
          path: '/spec/selector',
        },
      ],
      after: cluster(),
    },
    {
      name: 'names',
      manifests: cluster({
        objects: [
          service('Rabbit_MQ', { selector: { app: 'rabbitmq' }, ports: [{ port: 5672 }] }),
          {
            ...service('', { selector: { app: 'rabbitmq' }, ports: [{ port: 5672 }] }),
            metadata: { namespace: 'mq', labels: { app: 'x' } },
          },
        ],
      }),
      findings: [
        {
          severity: 'error',
          message: /has a name that the API server does not take$/,
          path: '/metadata/name',
          help: /hyphens$/,
        },
        { severity: 'error', message: /has no metadata\.name$/, path: '/metadata/name' },
      ],
    },
    {
      name: 'the name of another kind',
      manifests: cluster().replaceAll('name: rabbitmq\n', 'name: Rabbit\n'),
      findings: [
        { severity: 'error', path: '/metadata/name', help: /in parts between dots$/ },
        { severity: 'error', path: '/metadata/name' },
        { severity: 'error', path: '/metadata/name' },
      ],
    },
    {
      name: 'a field of another name',
      manifests: client({ selctor: { app: 'x' } }),
      findings: [
        {
          severity: 'warning',
          message: /^Service rabbitmq-client has spec\.selctor, and its kind has no such field$/,
          why: /dropped without a word$/,
          help: /^write spec\.selector$/,
          path: '/spec/selctor',
          text: 'selctor',
        },
      ],
      after: cluster(),
    },
    {
      name: 'letters of another case',
      manifests: operated({ override: { statefulset: { spec: {} } } }),
      findings: [
        {
          severity: 'warning',
          help: /^write spec\.override\.statefulSet$/,
          path: '/spec/override/statefulset',
        },
      ],
      after: operated({ override: { statefulSet: { spec: {} } } }),
    },
    {
      name: 'a field of the pods at the operator',
      manifests: operated({ securityContext: {} }),
      findings: [
        {
          severity: 'warning',
          help: /^write it as spec\.override\.statefulSet\.spec\.template\.spec\.securityContext$/,
          path: '/spec/securityContext',
        },
      ],
      after: operated({
        override: overPods({ containers: [], securityContext: {} }),
      }),
    },
    {
      name: 'a field that nothing has',
      manifests: operated({ persistence: { existingClaim: 'x' } }),
      findings: [{ severity: 'warning', help: /^take it out$/, path: '/spec/persistence/existingClaim' }],
      after: operated({}),
    },
    {
      name: 'a field that stands too high',
      manifests: set({ terminationGracePeriodSeconds: 600 }),
      findings: [
        {
          severity: 'warning',
          help: /^write it as spec\.template\.spec\.terminationGracePeriodSeconds$/,
          path: '/spec/terminationGracePeriodSeconds',
        },
      ],
      after: cluster(),
    },
    {
      name: 'a topology resource without what it needs',
      manifests: yaml(
        rabbitmqCluster({ replicas: 1 }, { namespace: 'mq' }),
        topology('Queue', 'q', { type: 'quorum' }),
      ),
      findings: [{ severity: 'error', message: /^Queue q has no spec\.name$/, path: '/spec/name' }],
    },
    {
      name: 'the Secret of a user',
      manifests: yaml(
        rabbitmqCluster({ replicas: 1 }, { namespace: 'mq' }),
        topology('User', 'u', { importCredentialsSecret: { name: 'u' } }),
        secret('u', { spec: {}, stringData: { username: 'u', password: 'p' } }),
      ),
      findings: [{ severity: 'warning', help: /^take it out$/, path: '/spec' }],
    },
    {
      name: 'a kind one letter off',
      manifests: written('kind: StatefulSet', 'kind: StatefulSets'),
      findings: [
        {
          severity: 'error',
          message: /^apps\/v1 has no kind StatefulSets$/,
          help: /^write kind: StatefulSet$/,
          path: '/kind',
          text: 'StatefulSets',
        },
      ],
      after: cluster(),
    },
    {
      name: 'a kind of another API version',
      manifests: written('apiVersion: apps/v1', 'apiVersion: v1'),
      findings: [
        {
          severity: 'error',
          message: /^v1 has no kind StatefulSet$/,
          help: /^write apiVersion: apps\/v1$/,
          path: '/apiVersion',
          text: 'v1',
        },
      ],
      after: cluster(),
    },
    {
      name: 'a kind of the operator, two letters off',
      manifests: operated({ replicas: 1 }).replace('kind: RabbitmqCluster', 'kind: RabbitMQCluster'),
      findings: [{ severity: 'error', help: /^write kind: RabbitmqCluster$/, path: '/kind' }],
      after: operated({ replicas: 1 }),
    },
    {
      name: 'no kind',
      manifests: written('kind: StatefulSet\n', ''),
      findings: [
        {
          severity: 'error',
          message: /^the object rabbitmq has no kind$/,
          why: /nothing tells what it is to be$/,
          help: /^write what kind it is$/,
          path: '/kind',
        },
      ],
      after: cluster(),
    },
    {
      name: 'no API version',
      manifests: written('apiVersion: apps/v1\n', ''),
      findings: [
        {
          severity: 'error',
          message: /has no apiVersion$/,
          help: /^write apiVersion: apps\/v1$/,
          path: '/apiVersion',
        },
      ],
      after: cluster(),
    },
    {
      name: 'beside a cluster',
      manifests: `${cluster()}---\n${yaml({ ...service('rabbitmq-more', { ports: [{ port: 5672 }] }), kind: 'Servce' })}`,
      findings: [{ severity: 'error', help: /^write kind: Service$/, path: '/kind' }],
    },
    {
      name: 'in a kustomization',
      manifests: {
        'kustomization.yaml': 'resources: [rabbitmq.yaml]\n',
        'rabbitmq.yaml': client({ type: 'NodePort', ports: [{ name: 'amqp', nodePort: 80 }] }),
      },
      findings: [{ severity: 'error', path: '/spec/ports/0/nodePort' }],
    },
    {
      name: 'a Pod and a Deployment',
      manifests: `${cluster({ kind: 'Pod', replicas: 1, pod: { restart: 'x' } })}---\n${cluster({ kind: 'Deployment', replicas: '1' as never, only: ['Deployment'], namespace: 'two' })}`,
      findings: [
        { severity: 'warning', path: '/spec/restart' },
        { severity: 'error', path: '/spec/replicas' },
      ],
    },
  ],
})
