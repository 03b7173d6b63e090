/** A file tree as it is found in the wild: many small apps, a broker here and there. The same number gives the same text. */
export interface ManifestFile {
  readonly name: string
  readonly text: string
}

/** `documents` documents, three a file: a workload, its Service, its ConfigMap. Every tenth file is a RabbitMQ cluster. */
export function manifestFiles(documents: number): readonly ManifestFile[] {
  return Array.from({ length: Math.ceil(documents / 3) }, (_, file) => {
    const last = Math.min(3, documents - 3 * file)
    const texts = (file % 10 === 0 ? broker(file) : app(file)).slice(0, last)
    return { name: `team-${file % 50}/app-${file}.yaml`, text: texts.join('---\n') }
  })
}

const choice = <T>(seed: number, ...options: readonly [T, ...T[]]): T =>
  options[Math.imul(seed + 7, 2654435761) % options.length] ?? options[0]

const broker = (n: number): readonly string[] => [
  `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: bunny-${n}
  namespace: messaging-${n % 30}
  labels: {app: bunny-${n}, part-of: shop}
spec:
  serviceName: bunny-${n}-peers
  replicas: ${choice(n, 1, 3, 5)}
  podManagementPolicy: ${choice(n, 'Parallel', 'OrderedReady')}
  selector:
    matchLabels: {app: bunny-${n}}
  template:
    metadata:
      labels: {app: bunny-${n}, part-of: shop}
    spec:
      serviceAccountName: bunny
      terminationGracePeriodSeconds: ${choice(n, 60, 604800)}
      containers:
        # the broker
        - name: broker
          image: docker.io/library/rabbitmq:${choice(n, '3.13.7-management', '4.1.4', '4.2')}
          env:
            - name: POD_NAME
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
            - {name: RABBITMQ_USE_LONGNAME, value: "true"}
            - name: RABBITMQ_NODENAME
              value: "rabbit@$(POD_NAME).bunny-${n}-peers.messaging-${n % 30}.svc.cluster.local"
          ports:
            - {containerPort: 5672, name: amqp}
            - {containerPort: 15692, name: prometheus}
          readinessProbe:
            exec:
              command: ["rabbitmq-diagnostics", "-q", "${choice(n, 'ping', 'check_port_connectivity')}"]
            periodSeconds: 30
            timeoutSeconds: 20
          resources:
            requests: {cpu: "1", memory: 2Gi}
            limits: {memory: 2Gi}
          volumeMounts:
            - {mountPath: /var/lib/rabbitmq, name: data}
            - {mountPath: /etc/rabbitmq/conf.d, name: config}
      volumes:
        - name: config
          configMap:
            name: bunny-${n}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 20Gi
`,
  `apiVersion: v1
kind: Service
metadata:
  name: bunny-${n}-peers
  namespace: messaging-${n % 30}
spec:
  clusterIP: None
  publishNotReadyAddresses: ${choice(n, true, false)}
  selector: {app: bunny-${n}}
  ports:
    - {name: amqp, port: 5672}
    - {name: epmd, port: 4369}
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: bunny-${n}
  namespace: messaging-${n % 30}
data:
  10-defaults.conf: |
    cluster_name = bunny-${n}
    cluster_formation.peer_discovery_backend = k8s
    cluster_partition_handling = ${choice(n, 'pause_minority', 'ignore', 'autoheal')}
    # keep some room on the disk
    disk_free_limit.absolute = 2GB
    vm_memory_high_watermark.relative = 0.6
    log.console = true
    log.console.level = warning
    consumer_timeout = 3600000
  enabled_plugins: "[rabbitmq_management,rabbitmq_peer_discovery_k8s]."
`,
]

const app = (n: number): readonly string[] => [
  `apiVersion: apps/v1
kind: ${choice(n, 'Deployment', 'Deployment', 'StatefulSet')}
metadata:
  name: shop-${n}
  namespace: shop-${n % 40}
  labels:
    app.kubernetes.io/name: shop-${n}
    app.kubernetes.io/component: ${choice(n, 'api', 'worker', 'front')}
  annotations:
    prometheus.io/scrape: "true"
spec:
  replicas: ${choice(n, 2, 3, 4)}
  selector:
    matchLabels:
      app.kubernetes.io/name: shop-${n}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: shop-${n}
        app.kubernetes.io/component: ${choice(n, 'api', 'worker', 'front')}
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
        - name: shop
          image: ghcr.io/example/shop:1.${n % 30}.${n % 7}
          args:
            - --listen=:8080
            - --broker=amqp://bunny-${n - (n % 10)}.messaging.svc:5672
          env:
            - name: LOG_LEVEL
              value: ${choice(n, 'info', 'debug')}
            - name: DATABASE_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: shop-${n}
                  key: password
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          livenessProbe:
            httpGet:
              path: /live
              port: http
            initialDelaySeconds: 5
          resources:
            requests:
              cpu: 250m
              memory: 256Mi
            limits:
              memory: 512Mi
          volumeMounts:
            - name: settings
              mountPath: /settings
              readOnly: true
      volumes:
        - name: settings
          configMap:
            name: shop-${n}
`,
  `apiVersion: v1
kind: Service
metadata:
  name: shop-${n}
  namespace: shop-${n % 40}
  labels:
    app.kubernetes.io/name: shop-${n}
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: shop-${n}
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop-${n}
  namespace: shop-${n % 40}
data:
  FEATURE_CHECKOUT: "${choice(n, true, false)}"
  CURRENCY: EUR
  TIMEOUT_SECONDS: "${n % 90}"
  greeting: 'hello, shop ${n}'
  settings.yaml: |
    server: {port: 8080, host: 0.0.0.0}
    broker:
      heartbeat: ${n % 60}
      prefetch: ${choice(n, 10, 50, 250)}
    features: [checkout, search, wishlist]
${Array.from({ length: 8 }, (_, key) => `  option-${key}: value ${Math.imul(n, key + 1) % 1000}\n`).join('')}`,
]
