import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { type InvalidRow, rows } from '../rule-rows.ts'

const operated = (storage: string): string => yaml(rabbitmqCluster({ replicas: 3, persistence: { storage } }))

const called = (name: string, image: string, sign: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: mq, namespace: mq}
spec:
  replicas: 2
  selector: {matchLabels: {app: mq}}
  template:
    metadata: {labels: {app: mq}}
    spec:
      containers:
        - name: ${name}
          image: ${image}
          ${sign}
`

export default rows({
  valid: [
    { name: 'a claim per pod', manifests: cluster() },
    { name: 'a Deployment on a claim', manifests: cluster({ kind: 'Deployment' }) },
    { name: 'a Pod on a claim', manifests: cluster({ kind: 'Pod' }) },
    { name: 'the operator', manifests: operated('20Gi') },
    {
      name: 'the chart of Bitnami with persistence',
      manifests: yaml(chartValues({ plugins: 'rabbitmq_management', persistence: { size: '20Gi' } })),
    },
    {
      name: 'the chart of groundhog2k with a size',
      manifests: `replicaCount: 3
image: {repository: rabbitmq, tag: 4.1.3}
k8sPeerDiscoveryPlugin: {enabled: true}
storage: {requestedSize: 20Gi}
`,
    },
    {
      name: 'a chart whose values do not say: it makes claims',
      manifests: yaml(chartValues({ plugins: 'rabbitmq_management' })),
    },
    {
      name: 'the operator with an image of Bitnami, whose data folder is a link to that of the official image',
      manifests: yaml(rabbitmqCluster({ image: 'bitnami/rabbitmq:3.13.7-debian-12-r0' })),
    },
    ...[
      '/opt/bitnami/rabbitmq/.rabbitmq/mnesia',
      '/var/lib/rabbitmq',
      '/bitnami/rabbitmq/mnesia',
      '/bitnami',
    ].map(dataAt => ({
      name: `an image of Bitnami, mounted at ${dataAt}`,
      manifests: cluster({ image: 'bitnami/rabbitmq:4.0.2', dataAt }),
    })),
    {
      name: 'a claim at the data directory itself',
      manifests: cluster({ dataAt: '/var/lib/rabbitmq/mnesia/' }),
    },
    {
      name: 'no node: another name, with the variables that clients share with nodes',
      manifests: called(
        'app',
        'acme/rabbitmq-kubernetes',
        'env: [{name: RABBITMQ_DEFAULT_USER, value: app}]',
      ),
    },
    {
      name: 'no node: an image of what stands around one',
      manifests: called(
        'rabbitmq',
        'acme/rabbitmq-exporter',
        'env: [{name: RABBITMQ_DEFAULT_USER, value: app}]',
      ),
    },
    {
      name: 'the folder that a variable names',
      manifests: cluster({ env: { RABBITMQ_MNESIA_BASE: '/data/mnesia' }, dataAt: '/data' }),
    },
    {
      name: 'a variable from a Secret',
      manifests: cluster({ container: { envFrom: [{ secretRef: { name: 'settings' } }] } }),
      gap: /Secret settings/,
    },
  ],
  invalid: [
    {
      name: 'emptyDir',
      manifests: cluster({ storage: 'emptyDir' }),
      findings: [
        {
          severity: 'warning',
          message: /on the emptyDir data$/,
          path: '/spec/template/spec/volumes/1',
          why: /and membership go with each pod/,
          help: /volumeClaimTemplates at \/var\/lib\/rabbitmq\/mnesia$/,
        },
      ],
    },
    {
      name: 'a node that is not root',
      manifests: cluster({ storage: 'emptyDir', pod: { securityContext: { runAsUser: 999 } } }),
      findings: [
        {
          path: '/spec/template/spec/volumes/1',
          help: /, with spec\.template\.spec\.securityContext\.fsGroup, and fsGroupChangePolicy: OnRootMismatch/,
        },
      ],
      after: cluster({
        dataAt: '/var/lib/rabbitmq/mnesia',
        pod: { securityContext: { runAsUser: 999, fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' } },
      }),
    },
    {
      name: 'nothing mounted',
      manifests: cluster({ storage: 'none' }),
      findings: [
        {
          severity: 'warning',
          message: /mounts no volume at/,
          path: '/spec/template/spec/containers/0/volumeMounts',
        },
      ],
    },
    {
      name: 'an image of Bitnami whose link is hidden by a mount above it',
      manifests: cluster({
        image: 'bitnami/rabbitmq:4.0.2',
        dataAt: '/var/lib/rabbitmq',
        container: { volumeMounts: [{ name: 'volume', mountPath: '/bitnami/rabbitmq' }] },
        pod: { volumes: [{ name: 'volume', emptyDir: {} }] },
      }),
      findings: [
        { severity: 'warning', message: /on the emptyDir volume$/, path: '/spec/template/spec/volumes/1' },
      ],
    },
    {
      name: 'a Pod whose image and container are called after RabbitMQ, with a cookie',
      manifests: `apiVersion: v1
kind: Pod
metadata: {name: mq, namespace: mq}
spec:
  containers:
    - name: rabbitmq
      image: acme/rabbitmq-kubernetes:v1
      env:
        - {name: RABBITMQ_ERLANG_COOKIE, value: x}
`,
      findings: [{ severity: 'info', path: '/spec/containers/0/volumeMounts' }],
    },
    ...[
      'ports: [{containerPort: 5672}, {containerPort: 15672}]',
      'env: [{name: RABBITMQ_DEFAULT_USER, value: app}]',
    ].map(
      (sign): InvalidRow => ({
        name: `a Deployment called so, with ${sign}`,
        manifests: called('rabbitmq', 'registry.example/platform-dev-rabbitmq', sign),
        findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/volumeMounts' }],
      }),
    ),
    {
      name: 'a Deployment called so, with a Service for what only nodes talk',
      manifests: `${called('rabbitmq', 'acme/rabbitmq-kubernetes', 'env: []')}---
apiVersion: v1
kind: Service
metadata: {name: mq, namespace: mq}
spec:
  selector: {app: mq}
  ports: [{port: 4369}]
`,
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/volumeMounts' }],
    },
    {
      name: 'mounted elsewhere',
      manifests: cluster({ dataAt: '/data' }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/volumeMounts' }],
    },
    {
      name: 'one node',
      manifests: cluster({ storage: 'none', replicas: 1 }),
      findings: [
        {
          severity: 'info',
          path: '/spec/template/spec/containers/0/volumeMounts',
          why: /^queues, messages and users go with the pod: roll-out/,
        },
      ],
    },
    {
      name: 'a claim that goes with its pod',
      manifests: cluster({
        storage: 'none',
        container: { volumeMounts: [{ name: 'scratch', mountPath: '/var/lib/rabbitmq' }] },
        pod: { volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: {} } } }] },
      }),
      findings: [
        {
          severity: 'warning',
          message: /the volume scratch, which goes with its pod$/,
          path: '/spec/template/spec/volumes/1',
        },
      ],
    },
    {
      name: 'a Deployment of one node',
      manifests: cluster({ kind: 'Deployment', storage: 'emptyDir', replicas: 1 }),
      findings: [
        {
          severity: 'info',
          path: '/spec/template/spec/volumes/1',
          help: /^mount a PersistentVolumeClaim at .* Recreate/,
        },
      ],
    },
    {
      name: 'a Deployment of several',
      manifests: cluster({ kind: 'Deployment', storage: 'emptyDir' }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/volumes/1',
          help: /^make it a StatefulSet with a claim/,
        },
      ],
    },
    {
      name: 'a Pod',
      manifests: cluster({ kind: 'Pod', storage: 'emptyDir' }),
      findings: [
        {
          severity: 'info',
          path: '/spec/volumes/1',
          why: /go with the Pod: deletion/,
          help: /^mount a PersistentVolumeClaim at \/var\/lib\/rabbitmq\/mnesia$/,
        },
      ],
    },
    {
      name: 'the chart of Bitnami without persistence',
      manifests: yaml(
        chartValues({
          plugins: 'rabbitmq_mqtt',
          podManagementPolicy: 'Parallel',
          persistence: { enabled: false },
        }),
      ),
      findings: [
        {
          severity: 'warning',
          path: '/persistence/enabled',
          text: 'false',
          message: /keeps its data on an emptyDir: persistence\.enabled is false$/,
          help: /^set persistence\.enabled: true$/,
        },
      ],
      after: yaml(
        chartValues({
          plugins: 'rabbitmq_mqtt',
          podManagementPolicy: 'Parallel',
          persistence: { enabled: true },
        }),
      ),
    },
    {
      name: 'the chart of groundhog2k, which makes claims where it is told a size alone',
      manifests: 'k8sPeerDiscoveryPlugin: {enabled: false}\nauthentication: {erlangCookie: {secretKey: c}}\n',
      findings: [
        {
          severity: 'info',
          path: '/storage',
          message: /keeps its data on an emptyDir: storage\.requestedSize is not set$/,
          help: /^set storage\.requestedSize$/,
        },
      ],
      after:
        'k8sPeerDiscoveryPlugin: {enabled: false}\nauthentication: {erlangCookie: {secretKey: c}}\nstorage: {requestedSize: 8Gi}\n',
    },
    {
      name: 'the chart of CloudPirates without persistence, one node',
      manifests: `replicaCount: 1
image: {repository: rabbitmq, tag: 4.1.3-management}
peerDiscoveryK8sPlugin: {enabled: false}
persistence: {enabled: false}
`,
      findings: [{ severity: 'info', path: '/persistence/enabled' }],
    },
    {
      name: 'the operator without storage',
      manifests: operated('0'),
      findings: [
        {
          severity: 'warning',
          path: '/spec/persistence/storage',
          text: '"0"',
          help: /^set spec\.persistence\.storage \(10Gi by default\)$/,
        },
      ],
    },
  ],
})
