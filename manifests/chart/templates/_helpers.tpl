{{/*
All objects are those of manifests/webhook, which `npm run docs` copies into files/; the templates change in them what values say.
Names are not for choosing: one webhook is asked in a cluster.
*/}}

{{/* A file of manifests/webhook, in the namespace of the release. Takes a list: the root, and the path. */}}
{{- define "warrener.file" -}}
{{- $root := index . 0 -}}
{{- $root.Files.Get (printf "files/%s" (index . 1)) | replace "warrener-system" $root.Release.Namespace -}}
{{- end -}}

{{/* The name of the image. Takes a dict: root, and the name that manifests/webhook has. */}}
{{- define "warrener.image" -}}
{{- $image := .root.Values.image -}}
{{- $parts := regexSplit "[/:]" .name -1 -}}
{{- $registry := default (first $parts) $image.registry -}}
{{- $repository := default (slice $parts 1 (sub (len $parts) 1) | join "/") $image.repository -}}
{{- if $image.digest -}}
{{- printf "%s/%s@%s" $registry $repository $image.digest -}}
{{- else -}}
{{- printf "%s/%s:%s" $registry $repository (default (last $parts) $image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Mebibytes of the heap: 5/16 of the memory limit, which is in Mi or Gi. */}}
{{- define "warrener.heap" -}}
{{- $limit := dig "limits" "memory" "" .Values.resources -}}
{{- $number := regexFind "^[0-9]+" $limit | int -}}
{{- if hasSuffix "Gi" $limit -}}
{{- $number = mul $number 1024 -}}
{{- end -}}
{{- div (mul $number 5) 16 -}}
{{- end -}}

{{/* A webhook configuration as values have it. Takes a list: the root, and the path of the file. */}}
{{- define "warrener.configuration" -}}
{{- $root := index . 0 -}}
{{- $values := $root.Values -}}
{{- $object := include "warrener.file" . | fromYaml -}}
{{- $annotations := dict -}}
{{- if and (eq $values.certificate.mode "cert-manager") (not $values.url) -}}
{{- $annotations = $object.metadata.annotations -}}
{{- end -}}
{{- $annotations = merge (deepCopy $values.webhookAnnotations) $annotations -}}
{{- if $annotations -}}
{{- $_ := set $object.metadata "annotations" $annotations -}}
{{- else -}}
{{- $_ := unset $object.metadata "annotations" -}}
{{- end -}}
{{- range $webhook := $object.webhooks -}}
{{- if $values.url -}}
{{- $_ := set $webhook "clientConfig" (dict "url" (printf "%s%s" $values.url $webhook.clientConfig.service.path)) -}}
{{- $_ := set $webhook "timeoutSeconds" 10 -}}
{{- end -}}
{{- if and $values.certificate.authority (or $values.url (eq $values.certificate.mode "secret")) -}}
{{- $_ := set $webhook.clientConfig "caBundle" (b64enc $values.certificate.authority) -}}
{{- end -}}
{{- if and $values.enforce (eq $webhook.name "validate.warrener.dev") -}}
{{- $_ := set $webhook "failurePolicy" "Fail" -}}
{{- end -}}
{{- end -}}
{{- toYaml $object -}}
{{- end -}}

{{/* An object with more labels. Takes a list: the root, the path of the file, and the labels. */}}
{{- define "warrener.labelled" -}}
{{- $object := include "warrener.file" . | fromYaml -}}
{{- $_ := set $object.metadata "labels" (merge (deepCopy (index . 2)) $object.metadata.labels) -}}
{{- toYaml $object -}}
{{- end -}}
