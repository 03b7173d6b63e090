{{- $host := printf "%s-headless" .Release.Name }}
{{- $labels := dict "app.kubernetes.io/name" .Chart.Name "app.kubernetes.io/instance" .Release.Name }}
{{- $discovery := .Values.peerDiscoveryK8sPlugin }}
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}-config, namespace: {{ .Release.Namespace }}}
data:
  enabled_plugins: |
    [{{ if $discovery.enabled }}rabbitmq_peer_discovery_k8s,{{ end }}rabbitmq_management{{ range .Values.additionalPlugins }},{{ . }}{{ end }}].
  rabbitmq.conf: |
    loopback_users.guest = false
    listeners.tcp.default = 5672
    {{- if $discovery.enabled }}
    cluster_name = {{ .Release.Name }}-cluster
    cluster_formation.peer_discovery_backend = rabbit_peer_discovery_k8s
    cluster_formation.k8s.host = kubernetes.default
    cluster_formation.k8s.address_type = {{ $discovery.addressType }}
    cluster_formation.k8s.service_name = {{ $host }}
    cluster_formation.k8s.hostname_suffix = .{{ $host }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
    {{- end }}
    {{- with .Values.config.memoryHighWatermark }}
    {{- if .enabled }}
    {{- if and (eq .type "relative") (dig "limits" "memory" "" $.Values.resources) }}
    total_memory_available_override_value = {{ $.Values.resources.limits.memory }}
    {{- end }}
    vm_memory_high_watermark.{{ .type }} = {{ .value }}
    {{- end }}
    {{- end }}
    {{- if .Values.definitions.enabled }}
    definitions.import_backend = local_filesystem
    definitions.local.path = /etc/rabbitmq-definitions/defs.json
    {{- end }}
    {{- .Values.config.extraConfiguration | nindent 4 }}
{{- if .Values.definitions.enabled }}
{{- $names := list }}
{{- range .Values.definitions.users }}{{ $names = append $names .name }}{{ end }}
{{- $first := dict "name" .Values.auth.username "password" "" "tags" "administrator" }}
{{- $users := has .Values.auth.username $names | ternary .Values.definitions.users (prepend .Values.definitions.users $first) }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}-definitions, namespace: {{ .Release.Namespace }}}
data:
  defs.json: |-
    {{- set (omit .Values.definitions "enabled") "users" $users | toPrettyJson | nindent 4 }}
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
automountServiceAccountToken: {{ .Values.serviceAccount.automountServiceAccountToken }}
{{- if $discovery.enabled }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: {{ .Release.Name }}-peer-discovery, namespace: {{ .Release.Namespace }}}
rules:
  - {apiGroups: [""], resources: [endpoints], verbs: [get, list, watch]}
  - {apiGroups: [""], resources: [events], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: {{ .Release.Name }}-peer-discovery, namespace: {{ .Release.Namespace }}}
subjects: [{kind: ServiceAccount, name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}]
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ .Release.Name }}-peer-discovery}
{{- end }}
{{- if .Values.pdb.create }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: {{ .Release.Name }}-pdb, namespace: {{ .Release.Namespace }}}
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
      automountServiceAccountToken: {{ .Values.serviceAccount.automountServiceAccountToken }}
      {{- with .Values.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext: {fsGroup: 999, fsGroupChangePolicy: OnRootMismatch}
      initContainers:
        - name: init-erlang-cookie
          image: docker.io/busybox:1.37.0
          command:
            - sh
            - -c
            - |
              echo "$RABBITMQ_ERLANG_COOKIE" > /var/lib/rabbitmq/.erlang.cookie
              chmod 400 /var/lib/rabbitmq/.erlang.cookie
          env:
            - {name: RABBITMQ_ERLANG_COOKIE, valueFrom: {secretKeyRef: {name: {{ .Release.Name }}, key: erlang-cookie}}}
          volumeMounts:
            - {name: data, mountPath: /var/lib/rabbitmq}
      containers:
        - name: rabbitmq
          image: {{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}
          securityContext: {runAsUser: 999, runAsGroup: 999}
          {{- if .Values.customScripts.postStart.enabled }}
          lifecycle:
            postStart: {exec: {command: {{ toJson .Values.customScripts.postStart.command }}}}
          {{- end }}
          ports:
            - {name: amqp, containerPort: 5672}
            - {name: mgmt, containerPort: 15672}
          env:
            {{- if .Values.auth.enabled }}
            - {name: RABBITMQ_DEFAULT_USER, value: {{ .Values.auth.username | quote }}}
            - {name: RABBITMQ_DEFAULT_PASS, valueFrom: {secretKeyRef: {name: {{ .Release.Name }}, key: password}}}
            {{- end }}
            - {name: RABBITMQ_USE_LONGNAME, value: {{ $discovery.useLongname | quote }}}
            - {name: NODE_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            {{- if $discovery.useLongname }}
            - {name: RABBITMQ_NODENAME, value: "rabbit@$(NODE_NAME).{{ $host }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}"}
            {{- else }}
            - {name: RABBITMQ_NODENAME, value: "rabbit@$(NODE_NAME)"}
            {{- end }}
            {{- with .Values.extraEnvVars }}{{ toYaml . | nindent 12 }}{{ end }}
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
            - {name: data, mountPath: /var/lib/rabbitmq}
            - {name: config, mountPath: /etc/rabbitmq}
            {{- if .Values.definitions.enabled }}
            - {name: definitions, mountPath: /etc/rabbitmq-definitions/defs.json, subPath: defs.json}
            {{- end }}
            {{- with .Values.extraVolumeMounts }}{{ toYaml . | nindent 12 }}{{ end }}
      volumes:
        - {name: config, configMap: {name: {{ .Release.Name }}-config}}
        {{- if .Values.definitions.enabled }}
        - {name: definitions, configMap: {name: {{ .Release.Name }}-definitions}}
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
        resources: {requests: {storage: {{ .Values.persistence.size }}}}
        {{- end }}
