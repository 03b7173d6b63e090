{{- $host := printf "%s-internal" .Release.Name }}
{{- $labels := dict "app.kubernetes.io/name" .Chart.Name "app.kubernetes.io/instance" .Release.Name }}
{{- $discovery := .Values.k8sPeerDiscoveryPlugin }}
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}-config, namespace: {{ .Release.Namespace }}}
data:
  enabled_plugins: |
    [{{ if $discovery.enabled }}rabbitmq_peer_discovery_k8s,{{ end }}rabbitmq_management{{ range .Values.plugins }},{{ . }}{{ end }}].
  rabbitmq.conf: |
    loopback_users.guest = false
    listeners.tcp.default = 5672
    {{- if $discovery.enabled }}
    cluster_formation.peer_discovery_backend = rabbit_peer_discovery_k8s
    cluster_formation.k8s.host = kubernetes.default
    cluster_formation.k8s.address_type = {{ $discovery.addressType }}
    cluster_formation.k8s.service_name = {{ $host }}
    cluster_formation.k8s.hostname_suffix = .{{ $host }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
    {{- end }}
    {{- if dig "limits" "memory" "" .Values.resources }}
    total_memory_available_override_value = {{ mul (trimSuffix "Gi" .Values.resources.limits.memory | int) 1073741824 }}
    {{- end }}
    {{- with .Values.options.memoryHighWatermark }}
    {{- if .enabled }}
    vm_memory_high_watermark.{{ .type }} = {{ .value }}
    {{- end }}
    {{- end }}
    {{- .Values.customConfig | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata: {name: {{ $host }}, namespace: {{ .Release.Namespace }}}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {{- toYaml $labels | nindent 4 }}
  ports:
    - {name: amqp, port: 5672}
    - {name: epmd, port: 4369}
    - {name: dist, port: 25672}
---
apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
spec:
  type: {{ .Values.service.type }}
  selector: {{- toYaml $labels | nindent 4 }}
  ports:
    - {name: amqp, port: 5672}
    - {name: mgmt, port: 15672}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
{{- if true }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: {{ .Release.Name }}-endpoint-reader, namespace: {{ .Release.Namespace }}}
rules:
  - {apiGroups: [""], resources: [endpoints], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: {{ .Release.Name }}-endpoint-reader, namespace: {{ .Release.Namespace }}}
subjects: [{kind: ServiceAccount, name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}]
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ .Release.Name }}-endpoint-reader}
{{- end }}
{{- if .Values.podDisruptionBudget }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: {{ .Release.Name }}-pdb, namespace: {{ .Release.Namespace }}}
spec:
  {{- toYaml .Values.podDisruptionBudget | nindent 2 }}
  selector: {matchLabels: {{ toJson $labels }}}
{{- end }}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
spec:
  serviceName: {{ $host }}
  podManagementPolicy: {{ .Values.podManagementPolicy }}
  replicas: {{ .Values.replicaCount }}
  selector:
    matchLabels: {{- toYaml $labels | nindent 6 }}
  template:
    metadata:
      labels: {{- toYaml $labels | nindent 8 }}
    spec:
      serviceAccountName: {{ .Release.Name }}
      terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
      {{- with .Values.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext: {fsGroup: 999, fsGroupChangePolicy: OnRootMismatch}
      initContainers:
        - name: rabbitmq-init
          image: docker.io/busybox:stable
          command:
            - sh
            - -c
            - |
              echo $ERLANG_COOKIE > /var/lib/rabbitmq/.erlang.cookie
              chmod 600 /var/lib/rabbitmq/.erlang.cookie
          env:
            {{- with .Values.authentication.erlangCookie }}
            - {name: ERLANG_COOKIE, valueFrom: {secretKeyRef: {name: {{ $.Values.authentication.existingSecret }}, key: {{ .secretKey }}}}}
            {{- end }}
          volumeMounts:
            - {name: {{ .Values.storage.volumeName }}, mountPath: /var/lib/rabbitmq}
      containers:
        - name: rabbitmq
          image: {{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
          securityContext: {runAsUser: 999, runAsGroup: 999}
          lifecycle:
            preStop: {exec: {command: [bash, -ec, /scripts/shutdown.sh]}}
          ports:
            - {name: amqp, containerPort: 5672}
            - {name: mgmt, containerPort: 15672}
          env:
            - {name: RABBITMQ_USE_LONGNAME, value: {{ .Values.clustering.useLongName | quote }}}
            - {name: NODE_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            {{- if .Values.clustering.useLongName }}
            - {name: RABBITMQ_NODENAME, value: "rabbit@$(NODE_NAME).{{ $host }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}"}
            {{- else }}
            - {name: RABBITMQ_NODENAME, value: "rabbit@$(NODE_NAME)"}
            {{- end }}
            {{- with .Values.env }}{{ toYaml . | nindent 12 }}{{ end }}
          {{- if .Values.startupProbe.enabled }}
          startupProbe:
            {{- omit .Values.startupProbe "enabled" | toYaml | nindent 12 }}
            exec: {command: [/bin/bash, -ec, rabbitmq-diagnostics -q check_running]}
          {{- end }}
          {{- if .Values.livenessProbe.enabled }}
          livenessProbe:
            {{- omit .Values.livenessProbe "enabled" | toYaml | nindent 12 }}
            exec: {command: [/bin/bash, -ec, rabbitmq-diagnostics -q check_running]}
          {{- end }}
          {{- if .Values.readinessProbe.enabled }}
          readinessProbe:
            {{- omit .Values.readinessProbe "enabled" | toYaml | nindent 12 }}
            exec: {command: [/bin/bash, -ec, rabbitmq-diagnostics -q check_running]}
          {{- end }}
          {{- with .Values.resources }}
          resources: {{- toYaml . | nindent 12 }}
          {{- end }}
          volumeMounts:
            - {name: {{ .Values.storage.volumeName }}, mountPath: /var/lib/rabbitmq}
            - {name: config, mountPath: /etc/rabbitmq}
            {{- range .Values.extraSecrets }}
            - {name: {{ .name }}, mountPath: {{ .mountPath }}}
            {{- end }}
      volumes:
        - {name: config, configMap: {name: {{ .Release.Name }}-config}}
        {{- range .Values.extraSecrets }}
        - {name: {{ .name }}, secret: {secretName: {{ .name }}}}
        {{- end }}
        {{- if .Values.storage.persistentVolumeClaimName }}
        - {name: {{ .Values.storage.volumeName }}, persistentVolumeClaim: {claimName: {{ .Values.storage.persistentVolumeClaimName }}}}
        {{- else if not .Values.storage.requestedSize }}
        - {name: {{ .Values.storage.volumeName }}, emptyDir: {}}
        {{- else }}
  volumeClaimTemplates:
    - metadata: {name: {{ .Values.storage.volumeName }}}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: {{ .Values.storage.requestedSize }}}}
        {{- end }}
