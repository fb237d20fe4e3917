{{/* The release's name, with the chart's if it is not in it already. */}}
{{- define "sidecar.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What a pod is found by. Call: include "sidecar.selector" (dict "root" $ "role" "web") */}}
{{- define "sidecar.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{- define "sidecar.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "sidecar.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "sidecar.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (include "sidecar.name" .) }}
{{- end -}}

{{/* The pod of web and worker, which differ in ROLE, ports and resources. Call: include "sidecar.pod" (dict "root" $ "role" "web" "values" .Values.web) */}}
{{- define "sidecar.pod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "sidecar.selector" . | nindent 4 }}
    {{- with $root.Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/settings: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
    {{- with $root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "sidecar.serviceAccount" $root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  # Requests under way have 8 seconds to end, after the Service has stopped sending new ones (preStop).
  terminationGracePeriodSeconds: 30
  securityContext:
    runAsNonRoot: true
    # "node" of the image.
    runAsUser: 1000
    runAsGroup: 1000
    fsGroup: 1000
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ .role }}
      image: {{ include "sidecar.image" $root | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      envFrom:
        - configMapRef:
            name: {{ include "sidecar.name" $root }}
      env:
        - name: ROLE
          value: {{ .role }}
        {{- if $root.Values.caConfigMap }}
        - name: NODE_EXTRA_CA_CERTS
          value: /etc/sidecar-ca/ca.crt
        {{- end }}
        {{- range $setting, $key := $root.Values.existingSecret.keys }}
        - name: {{ $setting }}_FILE
          value: /run/secrets/sidecar/{{ $setting }}
        {{- end }}
      ports:
        {{- if eq .role "web" }}
        - name: http
          containerPort: 3000
        {{- end }}
        - name: management
          containerPort: 9000
      # It has a minute to read its settings; whether Keycloak is there yet plays no part.
      startupProbe:
        httpGet: { path: /healthz, port: management }
        periodSeconds: 2
        failureThreshold: 30
      livenessProbe:
        httpGet: { path: /healthz, port: management }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      # Not /readyz: while Keycloak is away the pages stay reachable, and say so. Monitoring asks /readyz.
      readinessProbe:
        httpGet: { path: /healthz, port: management }
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 3
      lifecycle:
        preStop:
          exec:
            command: ["sleep", "5"]
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - name: secrets
          mountPath: /run/secrets/sidecar
          readOnly: true
        {{- if $root.Values.caConfigMap }}
        - name: ca
          mountPath: /etc/sidecar-ca
          readOnly: true
        {{- end }}
        - name: imports
          mountPath: /var/lib/activation-sidecar
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: secrets
      secret:
        secretName: {{ required "existingSecret.name: a Secret that holds the settings of existingSecret.keys" $root.Values.existingSecret.name }}
        defaultMode: 0440
        items:
          {{- range $setting, $key := $root.Values.existingSecret.keys }}
          - key: {{ $key }}
            path: {{ $setting }}
          {{- end }}
    {{- with $root.Values.caConfigMap }}
    - name: ca
      configMap:
        name: {{ . }}
        items:
          - key: ca.crt
            path: ca.crt
    {{- end }}
    - name: imports
      {{- if $root.Values.imports.existingClaim }}
      persistentVolumeClaim:
        claimName: {{ $root.Values.imports.existingClaim }}
      {{- else }}
      emptyDir:
        sizeLimit: {{ $root.Values.imports.sizeLimit }}
      {{- end }}
    - name: tmp
      emptyDir: {}
  {{- with .values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
