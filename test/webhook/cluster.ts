/** A sound cluster of three nodes in YAML; each test breaks what it is about. Written as the API server stores it. */
export const cluster = `
apiVersion: v1
kind: Service
metadata: { name: rabbitmq-nodes, namespace: mq }
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: { app: rabbitmq }
  ports: [{ name: epmd, port: 4369 }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: rabbitmq-config, namespace: mq }
data:
  rabbitmq.conf: |
    cluster_formation.peer_discovery_backend = k8s
    cluster_formation.k8s.address_type = hostname
    cluster_formation.k8s.host = kubernetes.default
    cluster_formation.k8s.service_name = rabbitmq-nodes
    cluster_formation.k8s.hostname_suffix = .rabbitmq-nodes.mq
  enabled_plugins: |
    [rabbitmq_peer_discovery_k8s].
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: rabbitmq, namespace: mq }
rules: [{ apiGroups: [""], resources: [endpoints], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: rabbitmq, namespace: mq }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: rabbitmq }
subjects: [{ kind: ServiceAccount, name: rabbitmq, namespace: mq }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: rabbitmq, namespace: mq }
spec:
  serviceName: rabbitmq-nodes
  replicas: 3
  podManagementPolicy: Parallel
  selector: { matchLabels: { app: rabbitmq } }
  template:
    metadata: { labels: { app: rabbitmq } }
    spec:
      serviceAccountName: rabbitmq
      containers:
        - name: rabbitmq
          image: rabbitmq:3.13.7
          env:
            - name: POD
              valueFrom: { fieldRef: { fieldPath: metadata.name } }
            - { name: RABBITMQ_USE_LONGNAME, value: "true" }
            - { name: RABBITMQ_NODENAME, value: rabbit@$(POD).rabbitmq-nodes.mq }
          readinessProbe: { tcpSocket: { port: 5672 } }
          volumeMounts:
            - { name: data, mountPath: /var/lib/rabbitmq }
            - { name: config, mountPath: /etc/rabbitmq/rabbitmq.conf, subPath: rabbitmq.conf }
            - { name: config, mountPath: /etc/rabbitmq/enabled_plugins, subPath: enabled_plugins }
      volumes:
        - name: config
          configMap: { name: rabbitmq-config }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
`

/** A RabbitmqCluster of the operator with a mirroring policy, as users write them. */
export const operated = `
apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: { name: rabbitmq, namespace: mq }
spec:
  replicas: 3
  image: rabbitmq:3.13.7-management
---
apiVersion: rabbitmq.com/v1beta1
kind: Policy
metadata: { name: mirror, namespace: mq }
spec:
  name: mirror
  pattern: ^orders
  applyTo: queues
  definition: { ha-mode: exactly, ha-params: 2, ha-sync-mode: automatic }
  rabbitmqClusterReference: { name: rabbitmq }
`
