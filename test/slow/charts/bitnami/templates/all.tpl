{{- $host := printf "%s-headless" .Release.Name }}
{{- $labels := dict "app.kubernetes.io/name" .Chart.Name "app.kubernetes.io/instance" .Release.Name }}
apiVersion: v1
kind: Secret
metadata: {name: {{ .Release.Name }}-config, namespace: {{ .Release.Namespace }}}
stringData:
  rabbitmq.conf: |
    default_user = {{ .Values.auth.username }}
    {{- if .Values.clustering.enabled }}
    cluster_formation.peer_discovery_backend = rabbit_peer_discovery_k8s
    cluster_formation.k8s.host = kubernetes.default
    cluster_formation.k8s.address_type = {{ .Values.clustering.addressType }}
    cluster_formation.k8s.service_name = {{ $host }}
    cluster_formation.k8s.hostname_suffix = .{{ $host }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
    cluster_formation.node_cleanup.interval = 10
    cluster_formation.node_cleanup.only_log_warning = true
    cluster_partition_handling = {{ .Values.clustering.partitionHandling }}
    {{- end }}
    {{- if .Values.loadDefinition.enabled }}
    load_definitions = {{ .Values.loadDefinition.file }}
    {{- end }}
    loopback_users.{{ .Values.auth.username }} = false
    {{- tpl .Values.extraConfiguration . | nindent 4 }}
    {{- if .Values.memoryHighWatermark.enabled }}
    vm_memory_high_watermark.{{ .Values.memoryHighWatermark.type }} = {{ .Values.memoryHighWatermark.value }}
    {{- end }}
{{- range $name, $entries := .Values.extraSecrets }}
---
apiVersion: v1
kind: Secret
metadata: {name: {{ $name }}, namespace: {{ $.Release.Namespace }}}
stringData: {{- tpl (toYaml $entries) $ | nindent 2 }}
{{- end }}
---
apiVersion: v1
kind: Service
metadata: {name: {{ $host }}, namespace: {{ .Release.Namespace }}}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {{- toYaml $labels | nindent 4 }}
  ports:
    - {name: epmd, port: 4369}
    - {name: amqp, port: 5672}
    - {name: dist, port: 25672}
    - {name: http-stats, port: 15672}
---
apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
spec:
  type: {{ .Values.service.type }}
  selector: {{- toYaml $labels | nindent 4 }}
  ports:
    - {name: amqp, port: 5672}
    - {name: epmd, port: 4369}
    - {name: dist, port: 25672}
    - {name: http-stats, port: 15672}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
automountServiceAccountToken: true
{{- if .Values.rbac.create }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: {{ .Release.Name }}-endpoint-reader, namespace: {{ .Release.Namespace }}}
rules:
  - {apiGroups: [""], resources: [endpoints], verbs: [get]}
  - {apiGroups: [""], resources: [events], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: {{ .Release.Name }}-endpoint-reader, namespace: {{ .Release.Namespace }}}
subjects: [{kind: ServiceAccount, name: {{ .Release.Name }}}]
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ .Release.Name }}-endpoint-reader}
{{- end }}
{{- if .Values.pdb.create }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
spec:
  {{- with .Values.pdb.minAvailable }}
  minAvailable: {{ . }}
  {{- else }}
  maxUnavailable: 1
  {{- end }}
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
      {{- if .Values.affinity }}
      affinity: {{- toYaml .Values.affinity | nindent 8 }}
      {{- else if eq .Values.podAntiAffinityPreset "soft" }}
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector: {matchLabels: {{ toJson $labels }}}
      {{- end }}
      securityContext: {fsGroup: 1001}
      terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
      containers:
        - name: rabbitmq
          image: {{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}
          securityContext: {runAsUser: 1001, runAsNonRoot: true}
          {{- if .Values.lifecycleHooks }}
          lifecycle: {{- toYaml .Values.lifecycleHooks | nindent 12 }}
          {{- else }}
          lifecycle:
            preStop: {exec: {command: [/bin/bash, -ec, /opt/bitnami/scripts/rabbitmq/nodeshutdown.sh -t 120]}}
          {{- end }}
          env:
            - {name: MY_POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            - {name: MY_POD_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
            - {name: K8S_SERVICE_NAME, value: {{ $host }}}
            - {name: K8S_ADDRESS_TYPE, value: {{ .Values.clustering.addressType }}}
            - {name: RABBITMQ_FORCE_BOOT, value: {{ ternary "yes" "no" .Values.clustering.forceBoot | quote }}}
            {{- if eq .Values.clustering.addressType "hostname" }}
            - {name: RABBITMQ_NODE_NAME, value: "rabbit@$(MY_POD_NAME).$(K8S_SERVICE_NAME).$(MY_POD_NAMESPACE).svc.{{ .Values.clusterDomain }}"}
            - {name: K8S_HOSTNAME_SUFFIX, value: ".$(K8S_SERVICE_NAME).$(MY_POD_NAMESPACE).svc.{{ .Values.clusterDomain }}"}
            {{- else }}
            - {name: RABBITMQ_NODE_NAME, value: "rabbit@$(MY_POD_NAME)"}
            {{- end }}
            - {name: RABBITMQ_USE_LONGNAME, value: "true"}
            - {name: RABBITMQ_ERL_COOKIE, valueFrom: {secretKeyRef: {name: {{ .Release.Name }}, key: rabbitmq-erlang-cookie}}}
            - {name: RABBITMQ_USERNAME, value: {{ .Values.auth.username | quote }}}
            - {name: RABBITMQ_PASSWORD, valueFrom: {secretKeyRef: {name: {{ .Release.Name }}, key: rabbitmq-password}}}
            - {name: RABBITMQ_PLUGINS, value: {{ printf "%s, %s" (replace " " ", " .Values.plugins) (replace " " ", " .Values.extraPlugins) | quote }}}
            {{- with .Values.extraEnvVars }}{{ toYaml . | nindent 12 }}{{ end }}
          {{- if .Values.customLivenessProbe }}
          livenessProbe: {{- toYaml .Values.customLivenessProbe | nindent 12 }}
          {{- else if .Values.livenessProbe.enabled }}
          livenessProbe:
            {{- omit .Values.livenessProbe "enabled" | toYaml | nindent 12 }}
            exec: {command: [/bin/bash, -ec, rabbitmq-diagnostics -q ping]}
          {{- end }}
          {{- if .Values.readinessProbe.enabled }}
          readinessProbe:
            {{- omit .Values.readinessProbe "enabled" | toYaml | nindent 12 }}
            exec: {command: [/bin/bash, -ec, rabbitmq-diagnostics -q check_running && rabbitmq-diagnostics -q check_local_alarms]}
          {{- end }}
          {{- with .Values.resources }}
          resources: {{- toYaml . | nindent 12 }}
          {{- end }}
          volumeMounts:
            - {name: configuration, mountPath: /bitnami/rabbitmq/conf}
            - {name: data, mountPath: /bitnami/rabbitmq/mnesia}
            {{- if .Values.loadDefinition.enabled }}
            - {name: definitions, mountPath: /app, readOnly: true}
            {{- end }}
            {{- with .Values.extraVolumeMounts }}{{ toYaml . | nindent 12 }}{{ end }}
      volumes:
        - name: configuration
          secret: {secretName: {{ .Release.Name }}-config}
        {{- if .Values.loadDefinition.enabled }}
        - name: definitions
          secret: {secretName: {{ tpl .Values.loadDefinition.existingSecret . }}}
        {{- end }}
        {{- with .Values.extraVolumes }}{{ toYaml . | nindent 8 }}{{ end }}
        {{- if not .Values.persistence.enabled }}
        - {name: data, emptyDir: {}}
        {{- else if .Values.persistence.existingClaim }}
        - {name: data, persistentVolumeClaim: {claimName: {{ .Values.persistence.existingClaim }}}}
        {{- else }}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with .Values.persistence.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources: {requests: {storage: {{ .Values.persistence.size }}}}
        {{- end }}
