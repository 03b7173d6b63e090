/**
 * The repository of a company that deploys from it: 5,000 files, 60 MB. Most of the files are small apps with their
 * overlays, most of the bytes are definitions of custom resources and dashboards, and three clusters are RabbitMQ.
 */
import type { ManifestFile } from './manifests.ts'

const apps = 400
const definitions = 120
const dashboards = 200
const total = 5000

/** The same files every time, none held in memory beside the one that is being written. */
export function* monorepo(): Generator<ManifestFile> {
  let count = 0
  for (const files of [
    ...Array.from({ length: apps }, (_, index) => () => shopFiles(`shop-${index}`, index)),
    ...Array.from({ length: 3 }, (_, index) => () => brokerFiles(`bunny-${index}`, index)),
    ...Array.from({ length: definitions }, (_, index) => () => [resourceDefinition(index)]),
    ...Array.from({ length: dashboards }, (_, index) => () => [dashboard(index)]),
  ])
    for (const file of files()) {
      count++
      yield file
    }
  for (; count < total; count++) yield application(count)
}

const kustomization = (folder: string, text: string): ManifestFile => ({
  name: `${folder}/kustomization.yaml`,
  text: `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`,
})

function shopFiles(name: string, n: number): readonly ManifestFile[] {
  const base = `teams/${name}/base`
  const files = [
    ['deployment', deployment(name, n)],
    ['service', service(name)],
    ['scaler', scaler(name, n)],
    ['network', networkPolicy(name)],
  ] as const
  return [
    ...files.map(([file, text]) => ({ name: `${base}/${file}.yaml`, text })),
    kustomization(
      base,
      `resources:\n${files.map(([file]) => `  - ${file}.yaml\n`).join('')}configMapGenerator:\n  - name: ${name}-flags\n    literals:\n      - CHECKOUT=${n % 2}\n`,
    ),
    ...['test', 'stage', 'live'].flatMap(stage => {
      const folder = `teams/${name}/overlays/${stage}`
      return [
        kustomization(
          folder,
          `namespace: ${stage}-${n % 40}\nresources:\n  - ../../base\npatches:\n  - path: size.yaml\nimages:\n  - name: ghcr.io/example/${name}\n    newTag: 1.${n % 30}.${n % 7}\n`,
        ),
        { name: `${folder}/size.yaml`, text: sizePatch(name, stage === 'live' ? 4 : 1) },
      ]
    }),
  ]
}

const deployment = (name: string, n: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app.kubernetes.io/name: ${name}
spec:
  replicas: ${1 + (n % 4)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      containers:
        - name: shop
          image: ghcr.io/example/${name}:1.0.${n % 9}
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: BROKER_URL
              valueFrom:
                secretKeyRef:
                  name: ${name}-broker
                  key: url
            - name: LOG_LEVEL
              value: info
          envFrom:
            - configMapRef:
                name: ${name}-flags
          livenessProbe:
            httpGet:
              path: /live
              port: http
          resources:
            requests:
              cpu: ${100 + (n % 9) * 50}m
              memory: 256Mi
            limits:
              memory: 512Mi
`
const service = (name: string): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`
const scaler = (name: string, n: number): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: 2
  maxReplicas: ${4 + (n % 9)}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 75
`
const networkPolicy = (name: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: http
`
const sizePatch = (name: string, gibibytes: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${gibibytes}
  template:
    spec:
      containers:
        - name: shop
          resources:
            limits:
              memory: ${gibibytes}Gi
`

function brokerFiles(name: string, n: number): readonly ManifestFile[] {
  const base = `platform/${name}/base`
  return [
    {
      name: `${base}/broker.yaml`,
      text: brokerText(name, ['4.2', '4.1.4-management', 'latest'][n] ?? '4.2'),
    },
    {
      name: `${base}/peers.yaml`,
      text: `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}-peers\nspec:\n  clusterIP: None\n  selector: {app: ${name}}\n  ports:\n    - {name: amqp, port: 5672}\n    - {name: epmd, port: 4369}\n`,
    },
    {
      name: `${base}/rabbitmq.conf`,
      text: 'cluster_formation.peer_discovery_backend = k8s\ncluster_partition_handling = pause_minority\nvm_memory_high_watermark.relative = 0.5\nlog.console.level = warning\n',
    },
    kustomization(
      base,
      `resources:\n  - broker.yaml\n  - peers.yaml\nconfigMapGenerator:\n  - name: ${name}\n    files:\n      - 10-defaults.conf=rabbitmq.conf\n`,
    ),
    ...['stage', 'live'].map(stage =>
      kustomization(
        `platform/${name}/overlays/${stage}`,
        `namespace: ${name}-${stage}\nresources:\n  - ../../base\nreplicas:\n  - name: ${name}\n    count: ${stage === 'live' ? 3 : 1}\n`,
      ),
    ),
  ]
}

const brokerText = (name: string, tag: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  serviceName: ${name}-peers
  replicas: 3
  podManagementPolicy: Parallel
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      serviceAccountName: ${name}
      terminationGracePeriodSeconds: 604800
      containers:
        - name: broker
          image: rabbitmq:${tag}
          env:
            - {name: RABBITMQ_USE_LONGNAME, value: "true"}
            - name: POD_NAME
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
            - {name: RABBITMQ_NODENAME, value: "rabbit@$(POD_NAME).${name}-peers"}
          readinessProbe:
            exec: {command: [rabbitmq-diagnostics, -q, ping]}
            timeoutSeconds: 15
          volumeMounts:
            - {name: data, mountPath: /var/lib/rabbitmq}
            - {name: config, mountPath: /etc/rabbitmq/conf.d}
      volumes:
        - name: config
          configMap: {name: ${name}}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 20Gi}}
`

const resourceDefinition = (n: number): ManifestFile => ({
  name: `platform/definitions/widget-${n}.yaml`,
  text: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets${n}.example.com
spec:
  group: example.com
  names: {kind: Widget${n}, listKind: Widget${n}List, plural: widgets${n}, singular: widget${n}}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
${properties(16, 3)}`,
})

/** Five fields, and in each of them five, and so on. */
function properties(indent: number, depth: number): string {
  const blank = ' '.repeat(indent)
  return Array.from({ length: 5 }, (_, field) => {
    const inner =
      depth > 0
        ? `${blank}  type: object\n${blank}  properties:\n${properties(indent + 4, depth - 1)}`
        : `${blank}  type: string\n${blank}  x-kubernetes-validations:\n${blank}    - message: is needed\n${blank}      rule: self.size() > ${field}\n`
    return `${blank}field${depth}${field}:
${blank}  description: |-
${blank}    What field ${field} of level ${depth} tells the controller to do. It is merged with the
${blank}    default of the class, and none of it is looked at while the widget is paused.
${inner}`
  }).join('')
}

function dashboard(n: number): ManifestFile {
  const panels = Array.from({ length: 60 }, (_, id) => ({
    id,
    type: 'timeseries',
    title: `Panel ${id}`,
    datasource: { type: 'prometheus', uid: '$source' },
    targets: [
      {
        expr: `sum(rate(http_requests_total{job="shop-${n}",namespace="$namespace"}[5m])) by (code)`,
        legendFormat: '{{code}}',
        refId: 'A',
      },
    ],
    fieldConfig: {
      defaults: {
        color: { mode: 'palette-classic' },
        custom: { drawStyle: 'line', fillOpacity: 10, lineWidth: 1 },
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'green', value: null },
            { color: 'red', value: 80 },
          ],
        },
        unit: 'reqps',
      },
      overrides: [],
    },
    gridPos: { h: 8, w: 12, x: 0, y: id * 8 },
  }))
  const text = JSON.stringify({ title: `shop ${n}`, panels }, null, 2).replace(/^/gm, '    ')
  return {
    name: `platform/dashboards/shop-${n}.yaml`,
    text: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: dashboard-${n}\n  namespace: monitoring\n  labels:\n    grafana_dashboard: "1"\ndata:\n  shop-${n}.json: |\n${text}\n`,
  }
}

const application = (n: number): ManifestFile => ({
  name: `clusters/c${n % 10}/shop-${n}.yaml`,
  text: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop-${n}
  namespace: argocd
spec:
  project: default
  source:
    repoURL: https://git.example.com/shop
    path: teams/shop-${n % apps}/overlays/live
    targetRevision: main
  destination:
    server: https://kubernetes.default.svc
    namespace: live-${n % 40}
`,
})
